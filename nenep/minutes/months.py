"""The month around one evening, as the monthly report counts it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from nenep.meetings.models import Meeting, Opinion
from nenep.meetings.rules.kinds import TOPICAL_KINDS
from nenep.minutes.rules.monthly_report import Month, Strength
from nenep.people.queries.rosters import RosterLine, roster_on
from nenep.people.rules.standing import Standing


def month_of(meeting: Meeting) -> Month:
    """Counted up to the day of the meeting, so that the same meeting always gives the same report.
    Eight queries."""
    first, day = meeting.month, meeting.held_on or meeting.planned_on
    begin, end = roster_on(meeting.unit_id, first), roster_on(meeting.unit_id, max(day, first))
    before, after = _members(begin), _members(end)
    quarter = first.replace(month=first.month - (first.month - 1) % 3)
    topical = Meeting.objects.filter(
        unit_id=meeting.unit_id,
        kind__in=TOPICAL_KINDS,
        month__gte=quarter,
        month__lte=first,
        held_on__isnull=False,
    )
    return Month(
        begin=_strength(begin),
        end=_strength(end),
        joined=len(after - before),
        left=len(before - after),
        thematic=[row.held_on for row in topical.order_by("held_on") if row.held_on],
        **_opinions(meeting, first, day),
    )


def _members(roster: Sequence[RosterLine]) -> set[object]:
    return {line.person_id for line in roster if line.counts.standing is not Standing.HOSTED}


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


def _opinions(meeting: Meeting, first: date, day: date) -> dict[str, int]:
    """Raised since the first of the month; answered since; waiting that day, whenever raised."""
    of_unit = Opinion.objects.filter(unit_id=meeting.unit_id, raised_on__lte=day)
    asked = of_unit.filter(needs_answer=True)
    later = day + timedelta(1)
    return {
        "raised": of_unit.filter(raised_on__gte=first).count(),
        "answered": asked.filter(answered_on__gte=first, answered_on__lt=later).count(),
        "waiting": asked.exclude(answered_on__lt=later).count(),
    }
