"""The votes of an evening as its papers tell them: who counted a ballot, who stepped out."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from uuid import UUID

from nenep.meetings.models import Recusal
from nenep.meetings.models import Vote as VoteRow
from nenep.meetings.queries import MeetingPage
from nenep.meetings.rules.votes import BALLOTS, Threshold
from nenep.minutes.rules.phrases import without_caution
from nenep.minutes.rules.record import OFFICIAL_MEMBERS, SteppedOut, Vote
from nenep.people.queries.names import names_of

Votes = Mapping[UUID, Vote]
_VOTERS = {"cell_committee": "chi ủy viên", "party_committee": "đảng ủy viên"}


def votes_of(page: MeetingPage) -> Votes:
    """Every vote of the evening by its id, in the order of counting. One query where anybody
    voted; one more where a teller or somebody concerned was not on the roll."""
    rows = sorted(_rows(page), key=lambda row: row.pk)
    recusals = _recusals(page) if rows else {}
    names = _names(page, rows, recusals)
    voters = _VOTERS.get(page.meeting.kind, OFFICIAL_MEMBERS)
    return {row.pk: _vote(row, recusals.get(row.pk, ()), names, voters) for row in rows}


def _rows(page: MeetingPage) -> Iterator[VoteRow]:
    yield from page.other_votes
    for item in page.items:
        yield from item.votes


def _recusals(page: MeetingPage) -> dict[UUID, list[Recusal]]:
    """By vote, those who stepped out, in the order of the roll's names."""
    by_vote: dict[UUID, list[Recusal]] = {}
    for recusal in Recusal.objects.filter(meeting=page.meeting).order_by("pk"):
        by_vote.setdefault(recusal.vote_id, []).append(recusal)
    return by_vote


def _names(
    page: MeetingPage, rows: list[VoteRow], recusals: Mapping[UUID, list[Recusal]]
) -> Mapping[UUID, str]:
    names = {row.person_id: row.name for row in page.roll}
    wanted = {person for row in rows for person in (row.teller_id, row.second_teller_id) if person}
    wanted |= {one.person_id for some in recusals.values() for one in some}
    return names | names_of(wanted - names.keys())


def _vote(
    row: VoteRow, recusals: "list[Recusal] | tuple[()]", names: Mapping[UUID, str], voters: str
) -> Vote:
    ratio = Fraction(row.threshold_numerator, row.threshold_denominator)
    tellers = [person for person in (row.teller_id, row.second_teller_id) if person]
    return Vote(
        question=row.question,
        method=row.method,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        abstentions=row.abstentions,
        base=row.base,
        threshold=Threshold(ratio, row.strict),
        passed=row.passed,
        basis=without_caution(row.citation),
        invalid=row.invalid,
        must_report=row.must_report,
        must_refer=row.must_refer,
        upward=without_caution(row.report_basis),
        attempt=row.attempt,
        tellers=tuple(names.get(person, "") for person in tellers),
        confirmed=row.method not in BALLOTS or row.confirmed_at is not None,
        stepped_out=tuple(SteppedOut(names.get(one.person_id, ""), one.reason) for one in recusals),
        voters=voters,
    )
