"""Who was told of a meeting, on which way and when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.meetings.models import Meeting
from nenep.meetings.queries.rosters import roster_for
from nenep.meetings.rules.kinds import CELL_MEETINGS
from nenep.people.queries.following import follower_of
from nenep.preparation.models import Telling as TellingRow
from nenep.preparation.rules.telling import Count, Telling, Told, Way, count


@dataclass(frozen=True)
class Expected:
    """Somebody who is to be told: a member who owes the presence, or who follows the cell for the
    committee above."""

    person_id: UUID
    full_name: str
    follows: bool = False


@dataclass(frozen=True)
class Tellings:
    """Those expected at a meeting and what has reached them."""

    expected: Sequence[Expected]
    told: Sequence[Telling]

    def of(self, what: Told) -> Mapping[UUID, Telling]:
        """By person."""
        return {one.person_id: one for one in self.told if one.what is what}

    def counted(self, what: Told, last_day: date | None) -> Count:
        """How many of those expected, and how many of them by their last day."""
        expected = [one.person_id for one in self.expected]
        return count(self.told, what, expected=expected, last_day=last_day)


def expected_at(meeting: Meeting) -> Sequence[Expected]:
    """Those who owe their presence on the meeting's day; last, of a meeting of the cell, who
    follows it. Four queries at most."""
    day = meeting.held_on or meeting.planned_on
    roster = roster_for(meeting.kind, meeting.unit_id, day)
    due = [Expected(line.person_id, line.full_name) for line in roster if line.counts.due]
    follower = follower_of(meeting.unit_id, day) if meeting.kind in CELL_MEETINGS else None
    if follower is None or any(one.person_id == follower.person_id for one in due):
        return due
    return [*due, Expected(follower.person_id, follower.full_name, follows=True)]


def tellings_of(actor: Actor, meeting: Meeting) -> Tellings:
    """For who prepares the meeting. Five queries at most."""
    seen = within(actor, Capability.PREPARE_MEETING)
    rows = TellingRow.objects.filter(seen, meeting=meeting)
    return Tellings(expected_at(meeting), [as_ruled(row) for row in rows])


def as_ruled(row: TellingRow) -> Telling:
    """A row as the rules need it."""
    return Telling(row.person_id, Told(row.what), Way(row.way), row.told_on, row.reader_id)
