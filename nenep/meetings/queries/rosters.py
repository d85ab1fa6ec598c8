"""Who belongs to a meeting of a kind on a day."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from nenep.access.rules import Office
from nenep.meetings.rules.kinds import Roll, rule_of
from nenep.people.models import OfficeTerm
from nenep.people.queries.rosters import RosterLine, roster_on, sitting_on

# The committee of a cell (chi ủy).
COMMITTEE_OFFICES = (
    Office.CELL_SECRETARY.value,
    Office.DEPUTY_CELL_SECRETARY.value,
    Office.CELL_COMMITTEE_MEMBER.value,
)


def roster_for(kind: str, unit_id: UUID, on: date) -> Sequence[RosterLine]:
    """Who belongs to a meeting of that kind on that day: the cell, those of it who were its
    committee then, or whoever sits in the unit. Two queries, three at most."""
    roll = rule_of(kind).roll
    if roll is Roll.SITTING:
        return sitting_on(unit_id, on)
    roster = roster_on(unit_id, on)
    if roll is Roll.CELL:
        return roster
    terms = OfficeTerm.objects.filter(
        unit_id=unit_id, office__in=COMMITTEE_OFFICES, during__contains=on
    )
    committee = set(terms.values_list("person_id", flat=True))
    return [line for line in roster if line.person_id in committee]
