"""Who was told of a meeting, on which way and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.meetings.models import Meeting
from nenep.meetings.queries.rosters import roster_for
from nenep.people.queries.rosters import RosterLine
from nenep.preparation.models import Telling as TellingRow
from nenep.preparation.rules.telling import Count, Telling, Told, Way, count


@dataclass(frozen=True)
class Tellings:
    """The members expected at a meeting and what has reached them."""

    roster: Sequence[RosterLine]
    told: Sequence[Telling]

    def of(self, what: Told) -> Mapping[UUID, Telling]:
        """By person."""
        return {one.person_id: one for one in self.told if one.what is what}

    def counted(self, what: Told, last_day: date | None) -> Count:
        """How many of those expected, and how many of them by their last day."""
        expected = [line.person_id for line in self.roster]
        return count(self.told, what, expected=expected, last_day=last_day)


def expected_at(meeting: Meeting) -> Sequence[RosterLine]:
    """Those who owe their presence, on the meeting's day. Two queries, three at most."""
    roster = roster_for(meeting.kind, meeting.unit_id, meeting.held_on or meeting.planned_on)
    return [line for line in roster if line.counts.due]


def tellings_of(actor: Actor, meeting: Meeting) -> Tellings:
    """For who prepares the meeting. Four queries at most."""
    seen = within(actor, Capability.PREPARE_MEETING)
    rows = TellingRow.objects.filter(seen, meeting=meeting)
    return Tellings(expected_at(meeting), [as_ruled(row) for row in rows])


def as_ruled(row: TellingRow) -> Telling:
    """A row as the rules need it."""
    return Telling(row.person_id, Told(row.what), Way(row.way), row.told_on, row.reader_id)
