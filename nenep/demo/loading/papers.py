"""The sealed papers of finished meetings: composed by minutes from the loaded records, numbered in
the order of time, written in sets."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from nenep.access.rules import Actor
from nenep.demo.loading.journalled import Said, say_all
from nenep.demo.rules import uid
from nenep.demo.story.facts import MeetingFact, OfficeFact, OfficeName
from nenep.demo.story.life import tell
from nenep.demo.story.profiles import PROFILES
from nenep.documents.models import MONTHLY_REPORT, NumberSeries, Paper
from nenep.documents.rules.canonical import as_data, seal
from nenep.documents.rules.model import Document, PaperNumber
from nenep.documents.rules.numbering import format_number
from nenep.journal.actions.record import Fact, commitment
from nenep.kernel import clock
from nenep.minutes.queries import MEETING, REPORT, compose_all

_BATCH = 500
_Series = tuple[str, date]
"""Type of paper, beginning of the term: numbers run through a term."""


@dataclass(frozen=True)
class _Sealed:
    """A paper with its number, ready to be written."""

    told: MeetingFact
    kind: str
    on: date
    term_from: date
    number: PaperNumber
    value: int
    document: Document
    sha256: str

    @property
    def key(self) -> str:
        of_evening = self.kind != REPORT
        return f"{self.told.key}/{self.number.type_code if of_evening else self.kind}"


def cells_without_papers() -> list[str]:
    """Cells of the story whose finished meetings have no papers yet. Needs a reach."""
    done = set(Paper.objects.values_list("unit_id", flat=True).distinct())
    return [profile.key for profile in PROFILES if uid(profile.key) not in done]


def load_papers(actor: Actor, cell: str) -> int:
    """Every paper of one cell's finalised meetings; returns how many."""
    story = tell()
    numbers: Counter[_Series] = Counter()
    terms = [o for o in story.cast.offices if o.cell == cell and o.office is OfficeName.SECRETARY]
    sealed = [
        paper
        for meeting in story.meetings
        if meeting.cell == cell and meeting.finalised_on is not None
        for paper in _papers(actor, meeting, meeting.finalised_on, terms, numbers)
    ]
    Paper.objects.bulk_create([_row(paper) for paper in sealed], _BATCH)
    NumberSeries.objects.bulk_create(
        [
            NumberSeries(
                id=uid(f"series:{cell}:{code}:{term}"),
                unit_id=uid(cell),
                type_code=code,
                term_from=term,
                next_number=given + 1,
            )
            for (code, term), given in numbers.items()
        ]
    )
    say_all(actor, (_said(paper) for paper in sealed))
    return len(sealed)


def _papers(
    actor: Actor,
    meeting: MeetingFact,
    on: date,
    terms: Sequence[OfficeFact],
    numbers: Counter[_Series],
) -> Iterator[_Sealed]:
    term = next(o.since for o in terms if _covers(o, meeting.planned_on))
    for kind, document in compose_all(actor, uid(meeting.key), sealing=True).items():
        if document.number is None:
            continue
        series = (document.number.type_code, term)
        numbers[series] += 1
        number = replace(document.number, value=numbers[series])
        given = replace(document, number=number)
        yield _Sealed(meeting, kind, on, term, number, numbers[series], given, seal(given))


def _row(paper: _Sealed) -> Paper:
    number = paper.number
    return Paper(
        id=uid(paper.key),
        unit_id=uid(paper.told.cell),
        subject_kind=MONTHLY_REPORT if paper.kind == REPORT else MEETING,
        subject_id=uid(paper.told.key),
        type_code=number.type_code,
        term_from=paper.term_from,
        number=paper.value,
        number_text=format_number(paper.value, number.type_code, number.issuer_code),
        content=as_data(paper.document),
        sha256=paper.sha256,
        finalised_on=paper.on,
        created_at=clock.at(paper.on, 20),
    )


def _said(paper: _Sealed) -> Said:
    facts: dict[str, Fact] = {
        "type": paper.number.type_code,
        "number": paper.value,
        "on": paper.on.isoformat(),
        "seal": commitment(paper.sha256),
    }
    return Said("paper.sealed", uid(paper.told.cell), "paper", uid(paper.key), paper.on, facts)


def _covers(office: OfficeFact, day: date) -> bool:
    return office.since <= day and (office.until is None or day < office.until)
