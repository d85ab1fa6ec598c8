"""The time around one evening, as the monthly report counts it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from nenep.meetings.models import Meeting, Opinion, Vote
from nenep.meetings.queries import previous_meeting
from nenep.meetings.rules.kinds import TOPICAL_KINDS
from nenep.meetings.rules.votes import Matter
from nenep.minutes.rules.monthly_report import Ballots, Month, Strength
from nenep.people.models import Membership
from nenep.people.queries.rosters import RosterLine, roster_on
from nenep.people.rules.standing import Standing


def month_of(meeting: Meeting) -> Month:
    """From the day after the last regular meeting (without one, from the first of the month
    before) to the day of this one, so that the same meeting always gives the same report. Ten
    queries, twelve at most."""
    first, day = _since(meeting), meeting.held_on or meeting.planned_on
    counted = _ballots(meeting, first, day)
    return Month(
        first=first,
        last=day,
        begin=_strength(roster_on(meeting.unit_id, first)),
        end=_strength(roster_on(meeting.unit_id, day)),
        thematic=_topics(meeting),
        gained=_begun(meeting, first, day),
        lost=_ended(meeting, first, day),
        recognised=_recognised(meeting, first, day),
        admissions=counted.get(Matter.ADMISSION.value, Ballots()),
        recognitions=counted.get(Matter.RECOGNITION.value, Ballots()),
        **_opinions(meeting, first, day),
    )


def _since(meeting: Meeting) -> date:
    before = previous_meeting(meeting)
    if before is not None and before.held_on is not None:
        return before.held_on + timedelta(1)
    return (meeting.month - timedelta(1)).replace(day=1)


def _topics(meeting: Meeting) -> list[date]:
    """When a topic was dealt with in the quarter, up to this month."""
    first = meeting.month
    quarter = first.replace(month=first.month - (first.month - 1) % 3)
    topical = Meeting.objects.filter(
        unit_id=meeting.unit_id,
        kind__in=TOPICAL_KINDS,
        month__gte=quarter,
        month__lte=first,
        held_on__isnull=False,
    )
    return [row.held_on for row in topical.order_by("held_on") if row.held_on]


def _strength(roster: Sequence[RosterLine]) -> Strength:
    own = [line.counts for line in roster if line.counts.standing is not Standing.HOSTED]
    standings = Counter(line.counts.standing for line in roster)
    suspended = standings[Standing.SUSPENDED]
    official = sum(c.official for c in own if c.standing is not Standing.SUSPENDED)
    return Strength(
        official=official,
        probationary=len(own) - official - suspended,
        suspended=suspended,
        exempt=standings[Standing.EXEMPT],
        away=standings[Standing.AWAY],
        hosted=standings[Standing.HOSTED],
    )


def _begun(meeting: Meeting, first: date, day: date) -> dict[str, int]:
    """Who came, by why; a change of standing in the same cell is no coming."""
    begun = Membership.objects.filter(
        unit_id=meeting.unit_id, during__startswith__range=(first, day)
    ).exclude(begun_as__in=("recognised", "merged"))
    return dict(Counter(begun.values_list("begun_as", flat=True)))


def _ended(meeting: Meeting, first: date, day: date) -> dict[str, int]:
    """Who left, by why. The end of a spell is the first day it no longer holds."""
    ended = Membership.objects.filter(
        unit_id=meeting.unit_id, during__endswith__range=(first, day)
    ).exclude(ended_as__in=("", "recognised", "merged"))
    return dict(Counter(ended.values_list("ended_as", flat=True)))


def _recognised(meeting: Meeting, first: date, day: date) -> int:
    return Membership.objects.filter(
        unit_id=meeting.unit_id, begun_as="recognised", during__startswith__range=(first, day)
    ).count()


def _ballots(meeting: Meeting, first: date, day: date) -> dict[str, Ballots]:
    """Votes on admission and recognition at whatever meetings of the cell were held, by matter."""
    cast = Vote.objects.filter(
        unit_id=meeting.unit_id,
        matter__in=(Matter.ADMISSION.value, Matter.RECOGNITION.value),
        meeting__held_on__range=(first, day),
    )
    held, passed = Counter[str](), Counter[str]()
    for matter, won in cast.values_list("matter", "passed"):
        held[matter] += 1
        passed[matter] += won
    return {matter: Ballots(held[matter], passed[matter]) for matter in held}


def _opinions(meeting: Meeting, first: date, day: date) -> dict[str, int]:
    """Raised in that time; answered in it; waiting that day, whenever raised."""
    of_unit = Opinion.objects.filter(unit_id=meeting.unit_id, raised_on__lte=day)
    asked = of_unit.filter(needs_answer=True)
    later = day + timedelta(1)
    return {
        "raised": of_unit.filter(raised_on__gte=first).count(),
        "answered": asked.filter(answered_on__gte=first, answered_on__lt=later).count(),
        "waiting": asked.exclude(answered_on__lt=later).count(),
    }
