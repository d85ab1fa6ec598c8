"""The evening as who runs it needs it: one meeting, whole, with the tasks it looks at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from nenep.access.policies import must_hold
from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.meetings.models import Meeting, Vote
from nenep.meetings.queries import MeetingPage, meeting_page, previous_meeting, rule_path
from nenep.meetings.queries.rosters import roster_for
from nenep.meetings.rules.kinds import rule_of
from nenep.meetings.rules.votes import Matter, Threshold, VoteBase, threshold_for, vote_base
from nenep.people.queries.rosters import RosterLine
from nenep.people.queries.visible import officer_on
from nenep.people.rules.standing import Standing, Votes
from nenep.room.models import HeardCommand, Mandate
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.units import superiors_on
from nenep.structure.rules.units import UnitView

LATEST = 20


@dataclass(frozen=True)
class Bench:
    """Who may lead an evening: candidates by given name, and who usually does."""

    roster: Sequence[RosterLine]
    chair_id: UUID | None
    secretary_id: UUID | None

    @property
    def chairs(self) -> Sequence[RosterLine]:
        """Official members, suspended ones left out."""
        return [line for line in self.roster if line.counts.votes is not Votes.NEVER]

    @property
    def writers(self) -> Sequence[RosterLine]:
        """Whoever takes part."""
        return [line for line in self.roster if line.counts.standing is not Standing.SUSPENDED]


def room_page(actor: Actor, meeting_id: UUID) -> MeetingPage:
    """The meeting for who runs it. Six queries.

    Raises:
        Absent: no such meeting for this reader.
        Forbidden: a reader who does not run it.
    """
    page = meeting_page(actor, meeting_id)
    must_hold(actor, Capability.RUN_MEETING, page.meeting.unit_id)
    return page


def bench(meeting: Meeting, on: date) -> Bench:
    """Who belongs to it that day, the office that usually chairs, the last meeting's writer. Four
    queries."""
    chair = officer_on(meeting.unit_id, rule_of(meeting.kind).chair.value, on)
    earlier = previous_meeting(meeting)
    roster = roster_for(meeting.kind, meeting.unit_id, on)
    wrote = earlier.secretary_id if earlier else None
    known = {line.person_id for line in roster}
    return Bench(
        roster=roster,
        chair_id=meeting.chair_id or (chair.pk if chair else None),
        secretary_id=meeting.secretary_id or (wrote if wrote in known else None),
    )


@dataclass(frozen=True)
class Measure:
    """By what a vote is judged, known before anybody raises a hand. ``thresholds`` is empty where
    no rule is known for that day."""

    base: VoteBase
    thresholds: Sequence[tuple[Matter, Threshold]]


def measure(page: MeetingPage) -> Measure:
    """The base from the roll as it stands, the thresholds of that day. Two queries."""
    meeting = page.meeting
    on = meeting.held_on or meeting.planned_on
    path = rule_path(meeting.unit_id, on)
    ruling = rules_in_force().find("vote.threshold", on=on, unit_path=path)
    return Measure(
        base=vote_base(row.entry for row in page.roll),
        thresholds=[(m, threshold_for(ruling, m)) for m in Matter] if ruling else [],
    )


def units_to_charge(page: MeetingPage) -> Sequence[UnitView]:
    """The cell itself and the committee above it: units that may be given a task. One query."""
    return [page.unit, *superiors_on(page.unit.id, page.unit.on)[:1]]


def mandates_visible_to(actor: Actor) -> QuerySet[Mandate]:
    """Of the meetings the actor runs, and the actor's own."""
    seen = within(actor, Capability.RUN_MEETING)
    if actor.account_id is not None:
        seen |= Q(account_id=actor.account_id)
    return Mandate.objects.filter(seen)


def set_aside_of(meeting_id: UUID) -> Sequence[HeardCommand]:
    """What came under revoked mandates of that meeting, in the order in which it was said. One
    query; whoever does not lead the cell finds nothing."""
    kept = HeardCommand.objects.filter(meeting_id=meeting_id, verdict="quarantined")
    return list(kept.order_by("device_id", "counter"))


def failed_votes(meeting: Meeting, *, besides: UUID | None = None) -> Sequence[tuple[str, str]]:
    """Votes of this unit that failed their ratio on a matter of consequence and were not repeated
    by another: what a new vote may be the next attempt at. One query."""
    rows = [vote for vote in failed_vote_rows(meeting, besides=besides) if vote.pk != besides]
    return [(str(vote.pk), f"{vote.question} (lần {vote.attempt})") for vote in rows]


def failed_vote_rows(meeting: Meeting, *, besides: UUID | None = None) -> Sequence[Vote]:
    """As rows, the latest first; one repeated by ``besides`` counts as not repeated. One query."""
    return list(
        Vote.objects.filter(unit_id=meeting.unit_id, passed=False)
        .exclude(matter=Matter.ORDINARY.value)
        .filter(Q(repeated_by=None) | Q(repeated_by=besides))
        .order_by("-id")[:LATEST]
    )
