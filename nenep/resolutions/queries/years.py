"""A year's assignment as it stands: the tasks, who has one, and how many should."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Min, QuerySet

from nenep.kernel.errors import Absent
from nenep.meetings.queries import rule_path
from nenep.people.queries.rosters import RosterLine, roster_on
from nenep.resolutions.models import Task
from nenep.resolutions.queries.tasks import TaskLine, lines_of
from nenep.resolutions.rules.assignment import Coverage, coverage, still_assigned
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.plain import texts


@dataclass(frozen=True)
class Year:
    """The assignment of a year as it stood on a day. Without a known rule of that day there is
    no base: ``coverage`` and ``citation`` are None."""

    year: int
    on: date
    roll: Sequence[RosterLine]
    tasks: Mapping[UUID, tuple[TaskLine, ...]]
    coverage: Coverage | None
    citation: Citation | None

    @property
    def holders(self) -> set[UUID]:
        """Who has a task of the year."""
        return {
            person
            for person, lines in self.tasks.items()
            if still_assigned(line.state for line in lines)
        }

    @property
    def adopted(self) -> bool:
        """Has the cell adopted anything for the year?"""
        return bool(self.tasks)


def year_on(unit_id: UUID, year: int, today: date, among: QuerySet[Task] | None = None) -> Year:
    """The year as it stood today, or on its last day once it is over; ``among`` leaves only the
    tasks a reader may see. Thirteen queries at most, whatever its size."""
    on = min(today, date(year, 12, 31))
    seen = Task.objects.all() if among is None else among
    given = seen.filter(unit_id=unit_id, year=year, assigned_on__lte=on)
    tasks: dict[UUID, list[TaskLine]] = {}
    for line in lines_of(given.order_by("assigned_on", "id"), on):
        if line.owner_person_id is not None:
            tasks.setdefault(line.owner_person_id, []).append(line)
    roll = roster_on(unit_id, on)
    bare = Year(year, on, roll, {who: tuple(lines) for who, lines in tasks.items()}, None, None)
    ruling = rules_in_force().find("assignment.members", on=on, unit_path=_path(unit_id, on))
    if ruling is None:
        return bare
    standings = {line.person_id: line.reckoning.standing.value for line in roll}
    counted = texts(ruling.table, "standings")
    share = coverage(year, standings, counted, bare.holders)
    return Year(year, on, roll, bare.tasks, share, ruling.citation)


def adopted_on(unit_id: UUID, year: int) -> date | None:
    """The day on which the cell first adopted its assignment of the year. One query."""
    found = Task.objects.filter(unit_id=unit_id, year=year).aggregate(on=Min("assigned_on"))
    first: date | None = found["on"]
    return first


def _path(unit_id: UUID, on: date) -> tuple[UUID, ...]:
    try:
        return rule_path(unit_id, on)
    except Absent:
        return (unit_id,)
