"""Reads of minutes and papers: composed while in the making, as they were sealed afterwards."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.documents.models import COMMITTEE_MEETING, MONTHLY_REPORT, Paper
from nenep.documents.queries import document_of, on_screen
from nenep.documents.queries import visible_to as readable
from nenep.documents.rules.model import Document
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden
from nenep.meetings.models import Meeting, Milestone
from nenep.meetings.queries import MeetingPage, meeting_page
from nenep.meetings.rules.kinds import CELL_MEETINGS, REGULAR_KINDS
from nenep.meetings.rules.stages import Stage
from nenep.meetings.rules.votes import vote_base
from nenep.minutes.months import month_of
from nenep.minutes.recording import record_of
from nenep.minutes.rules import (
    agenda,
    committee_minutes,
    minutes,
    monthly_report,
    resolution,
    score_sheet,
)
from nenep.minutes.rules.record import ADOPTION_QUESTION, Record
from nenep.resolutions.models import Task
from nenep.structure.policies import unit_for
from nenep.structure.rules.units import UnitView

MEETING = "meeting"
SIGNED_PAPER = "signed-paper"
"""The subject of a signed copy brought back: the sealed paper it is a copy of."""
AGENDA, MINUTES, RESOLUTION, SCORE_SHEET = "agenda", "minutes", "resolution", "score-sheet"
REPORT = "monthly-report"
KINDS = (AGENDA, MINUTES, RESOLUTION, SCORE_SHEET, REPORT)
PAGE = 12
"""Meetings on one page of papers: a year."""

_COMPOSERS: Mapping[str, Callable[[Record], Document | None]] = {
    AGENDA: agenda.compose,
    MINUTES: minutes.compose,
    RESOLUTION: resolution.compose,
    SCORE_SHEET: score_sheet.compose,
}
# A committee or a group keeps short minutes of its own meetings, and no other paper.
_OF_A_COMMITTEE: Mapping[str, Callable[[Record], Document | None]] = {
    MINUTES: committee_minutes.compose
}
_READ = (MINUTES, RESOLUTION)
BOUND_CODES = ("BB", "NQ", "KL")
"""What is bound at the end of the year, in the order of an evening."""
SUBJECTS = (MEETING, COMMITTEE_MEETING, MONTHLY_REPORT)
# Which kind of paper a type's code stands for; a meeting issues at most one of each kind.
_KIND_OF_CODE = {
    **{"CTr": AGENDA, "BB": MINUTES, "NQ": RESOLUTION, "KL": RESOLUTION},
    "BC": SCORE_SHEET,
}


# Two of a month's papers are reports; a list tells which.
LISTED_AS = {SCORE_SHEET: gettext_lazy("Báo cáo chấm điểm"), REPORT: gettext_lazy("Báo cáo tháng")}


@dataclass(frozen=True)
class Reading:
    """A paper as a page shows it."""

    kind: str
    title: str
    html: str


@dataclass(frozen=True)
class PaperLine:
    """A sealed paper in a list."""

    id: UUID
    kind: str
    name: str
    number: str
    sealed_on: date | None
    corrections: int = 0


@dataclass(frozen=True)
class MinutesPage:
    """Where the record stands, what it says, and what the reader may do next."""

    page: MeetingPage
    minutes: Reading
    resolution: Reading | None
    papers: Sequence[PaperLine]
    voters: int
    last_vote_failed: bool
    assigned: bool
    may_run: bool
    may_finalise: bool
    may_confirm: bool

    @property
    def resolves(self) -> bool:
        """A cell's meeting ends in a resolution too; a committee's or a group's in minutes only."""
        return self.page.meeting.kind in CELL_MEETINGS

    @property
    def stage(self) -> Stage:
        return self.page.stage


@dataclass(frozen=True)
class PapersOfMeeting:
    """A sealed meeting with its papers in force."""

    meeting: Meeting
    papers: Sequence[PaperLine]


@dataclass(frozen=True)
class PapersPage:
    """A unit's sealed meetings, the latest first; ``before`` leads to the older ones."""

    unit: UnitView
    meetings: Sequence[PapersOfMeeting]
    years: Sequence[int]
    before: str


def compose_all(actor: Actor, meeting_id: UUID, *, sealing: bool = False) -> dict[str, Document]:
    """Every paper the meeting has, by kind, from one reading of the record.

    Raises:
        Absent: no such meeting for this reader.
        Forbidden: a plain member while they are in the making.
    """
    page = meeting_page(actor, meeting_id)
    must_read_whole(page)
    record = record_of(page, sealing=sealing)
    composed = {kind: compose(record) for kind, compose in _composers(record).items()}
    composed[REPORT] = _report(page.meeting, record)
    return {kind: document for kind, document in composed.items() if document is not None}


def compose(actor: Actor, meeting_id: UUID, kind: str) -> Document:
    """One draft by its kind.

    Raises:
        Absent: no such meeting or kind, or the meeting has no such paper.
        Forbidden: as :func:`compose_all`.
    """
    if kind == AGENDA:
        return agenda.compose(record_of(meeting_page(actor, meeting_id)))
    page = meeting_page(actor, meeting_id)
    must_read_whole(page)
    record = record_of(page)
    composer = _composers(record).get(kind)
    document = composer(record) if composer else None
    if kind == REPORT:
        document = _report(page.meeting, record)
    if document is None:
        raise Absent("Cuộc họp này chưa có văn bản loại này.")
    return document


def must_read_whole(page: MeetingPage) -> None:
    """A meeting in the making is read whole by its committee only.

    Raises:
        Forbidden: the reader was told of the agenda and no more.
    """
    if not page.whole:
        raise Forbidden("Biên bản đang lập; đồng chí xem được khi văn bản đã hoàn thiện.")


def reading(actor: Actor, meeting_id: UUID) -> Reading:
    """The minutes as blocks for the page: as sealed, or as they stand.

    Raises:
        Absent, Forbidden: as :func:`compose_all`.
    """
    return minutes_page(actor, meeting_id).minutes


def minutes_page(actor: Actor, meeting_id: UUID) -> MinutesPage:
    """The page of the record. Constant queries.

    Raises:
        Absent, Forbidden: as :func:`compose_all`.
    """
    page = meeting_page(actor, meeting_id)
    must_read_whole(page)
    papers = sealed_papers(meeting_id)
    shown = _sealed_readings(papers) if papers else _drafted_readings(page)
    return MinutesPage(
        page=page,
        minutes=shown[MINUTES],
        resolution=shown.get(RESOLUTION),
        papers=[paper_line(paper) for paper in papers],
        voters=_voters(page),
        last_vote_failed=_last_vote_failed(page),
        assigned=Task.objects.filter(meeting_id=meeting_id).exists(),
        may_run=may(actor, Capability.RUN_MEETING, page.meeting.unit_id),
        may_finalise=may(actor, Capability.FINALISE_PAPERS, page.meeting.unit_id),
        may_confirm=may(actor, Capability.CONFIRM_PAPERS, page.meeting.unit_id),
    )


def papers_page(actor: Actor, unit_id: UUID, *, before: str = "") -> PapersPage:
    """The sealed papers of a unit, a year of meetings at a time. Four queries.

    Raises:
        Absent: no such unit for this reader.
        Forbidden: the reader's office does not read papers there.
    """
    unit = unit_for(actor, unit_id, to=Capability.VIEW_PAPERS, on=clock.today())
    sealed = Exists(Milestone.objects.filter(meeting=OuterRef("pk"), kind="finalised"))
    meetings = Meeting.objects.filter(sealed & Q(unit_id=unit_id, kind__in=CELL_MEETINGS))
    rows = list(_older(meetings, before).order_by("-month", "-id")[: PAGE + 1])
    shown = rows[:PAGE]
    papers = Paper.objects.filter(
        subject_kind__in=(MEETING, MONTHLY_REPORT),
        subject_id__in=[row.pk for row in shown],
        finalised_on__isnull=False,
    )
    by_meeting: dict[UUID, list[PaperLine]] = {row.pk: [] for row in shown}
    for paper, corrections in _in_force(papers):
        by_meeting[paper.subject_id].append(paper_line(paper, corrections))
    last = shown[-1] if len(rows) > PAGE else None
    return PapersPage(
        unit=unit,
        years=_years_of(meetings),
        meetings=[PapersOfMeeting(row, in_order(by_meeting[row.pk])) for row in shown],
        before=f"{last.month.isoformat()}|{last.pk}" if last else "",
    )


def _years_of(meetings: QuerySet[Meeting]) -> list[int]:
    """The years in which something was sealed, the latest first: each makes a book."""
    return [day.year for day in meetings.dates("month", "year", order="DESC")]


def sealed_papers(meeting_id: UUID) -> list[Paper]:
    """The papers of a meeting in force, in the order of the evening. One query."""
    sealed = Paper.objects.filter(
        subject_kind__in=SUBJECTS, subject_id=meeting_id, finalised_on__isnull=False
    )
    in_force = [paper for paper, _corrections in _in_force(sealed)]
    return sorted(in_force, key=lambda paper: _place(kind_of(paper)))


def kind_of(paper: Paper) -> str:
    """Which kind of paper it is; empty for one of no meeting."""
    if paper.subject_kind == MONTHLY_REPORT:
        return REPORT
    return _KIND_OF_CODE.get(paper.type_code, "")


def subject_of(meeting: Meeting, kind: str) -> str:
    """Under which subject a paper of that kind is sealed; the id is the meeting's."""
    if kind == REPORT:
        return MONTHLY_REPORT
    return MEETING if meeting.kind in CELL_MEETINGS else COMMITTEE_MEETING


def sealed_by_another(actor: Actor, meeting_id: UUID) -> bool:
    """Did somebody else finalise the meeting, perhaps a moment ago? One query."""
    done = Milestone.objects.filter(meeting_id=meeting_id, kind=Stage.FINALISED.value)
    return done.exclude(account_id=actor.account_id).exists()


def sealed_as(actor: Actor, meeting_id: UUID, kind: str) -> Paper | None:
    """The sealed paper of that kind, if the actor may read it. One query."""
    papers = readable(actor).filter(
        subject_kind__in=SUBJECTS, subject_id=meeting_id, finalised_on__isnull=False
    )
    in_force = papers.exclude(superseded_by__finalised_on__isnull=False)
    return next((p for p in in_force if kind_of(p) == kind), None)


def _in_force(papers: Iterable[Paper]) -> Iterator[tuple[Paper, int]]:
    """Of each chain of versions the last one, and how many corrections led to it."""
    known = {paper.pk: paper for paper in papers}
    superseded = {paper.supersedes_id for paper in known.values()}
    for paper in known.values():
        if paper.pk in superseded:
            continue
        corrections, version = 0, paper
        while version.supersedes_id in known:
            corrections, version = corrections + 1, known[version.supersedes_id]
        yield paper, corrections


def paper_line(paper: Paper, corrections: int = 0) -> PaperLine:
    """A sealed paper as a list shows it."""
    title, kind = paper.content.get("title", {}), kind_of(paper)
    return PaperLine(
        id=paper.pk,
        kind=kind,
        name=str(LISTED_AS.get(kind) or title.get("kind", paper.type_code).capitalize()),
        number=paper.number_text,
        sealed_on=paper.finalised_on,
        corrections=corrections,
    )


def in_order(papers: Sequence[PaperLine]) -> list[PaperLine]:
    """Agenda, minutes, resolution, score sheet, report."""
    return sorted(papers, key=lambda paper: _place(paper.kind))


def _place(kind: str) -> int:
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _older(meetings: QuerySet[Meeting], before: str) -> QuerySet[Meeting]:
    """The meetings after the last one shown; an unreadable mark means the first page."""
    month, _, last = before.partition("|")
    try:
        day, last_id = date.fromisoformat(month), UUID(last)
    except ValueError:
        return meetings
    return meetings.filter(Q(month__lt=day) | Q(month=day, pk__lt=last_id))


def _report(meeting: Meeting, record: Record) -> Document | None:
    """A month is reported once, with its regular meeting, and only after it was held."""
    if meeting.kind not in REGULAR_KINDS or record.held_on is None:
        return None
    return monthly_report.compose(record, month_of(meeting))


def _composers(record: Record) -> Mapping[str, Callable[[Record], Document | None]]:
    return _COMPOSERS if record.kind in CELL_MEETINGS else _OF_A_COMMITTEE


def _sealed_readings(papers: Sequence[Paper]) -> dict[str, Reading]:
    """As they were sealed, each checked against its seal."""
    read = [_reading(kind_of(p), document_of(p)) for p in papers if kind_of(p) in _READ]
    return {one.kind: one for one in read}


def _drafted_readings(page: MeetingPage) -> dict[str, Reading]:
    record = record_of(page)
    composers = _composers(record)
    drafted = {kind: composers[kind](record) for kind in _READ if kind in composers}
    return {kind: _reading(kind, document) for kind, document in drafted.items() if document}


def _reading(kind: str, document: Document) -> Reading:
    title = document.title.kind.capitalize()
    return Reading(kind, title, on_screen(document, anchor=kind))


def _voters(page: MeetingPage) -> int:
    """How many of those present may vote."""
    return vote_base(row.entry for row in page.roll).present


def _last_vote_failed(page: MeetingPage) -> bool:
    votes = [*page.other_votes, *(vote for item in page.items for vote in item.votes)]
    adopting = [vote for vote in votes if vote.question == ADOPTION_QUESTION]
    return bool(adopting) and not max(adopting, key=lambda vote: vote.pk).passed
