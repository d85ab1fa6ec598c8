"""What each office finds on its desk. Constant queries, whatever the size of the unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor, Capability, Reach
from nenep.dashboards.queries import figures_of
from nenep.dashboards.rules import Figures, months_back, shifted
from nenep.meetings.queries import MeetingLine, meetings_of
from nenep.meetings.rules.kinds import CELL_MEETINGS
from nenep.meetings.rules.stages import Stage
from nenep.people.queries.expiring import ExpiringMatter, expiring_of
from nenep.resolutions.queries import TaskLine, open_tasks_on, tasks_of_person
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView

MONTHS_SHOWN = 12
SENT = frozenset({Stage.REPORTED, Stage.CONFIRMED, Stage.CORRECTED})
UNANNOUNCED = frozenset({Stage.PLANNED, Stage.AGREED})


@dataclass(frozen=True)
class CellDesk:
    """The month of one cell: the meeting at hand, what is open, the year behind."""

    unit: UnitView
    current: MeetingLine | None
    held: Sequence[MeetingLine]
    tasks: Sequence[TaskLine]
    months: dict[date, Figures]
    shown: Sequence[date]
    expiring: Sequence[ExpiringMatter]
    leads: bool
    """Does the reader prepare meetings here, or take part as a member?"""


def first_cell(actor: Actor) -> UUID | None:
    """The cell whose meetings are the actor's own business, the offices' before the membership's.

    A committee's officer is a member of some cell too, but works at the committee's desk.
    """
    if actor.roots(Capability.VIEW_FIGURES, Reach.UNIT_AND_BELOW):
        return None
    cells = [
        held.unit_id
        for held in actor.offices
        if held.unit_id in actor.roots(Capability.VIEW_AGENDA, Reach.OWN_UNIT)
    ]
    return cells[0] if cells else None


def cell_desk(actor: Actor, unit_id: UUID, today: date) -> CellDesk:
    """The desk of ``unit_id`` today. Nine queries."""
    month = today.replace(day=1)
    shown = months_back(month, MONTHS_SHOWN)
    lines = meetings_of(actor, unit_id, kinds=CELL_MEETINGS, limit=6)
    leads = unit_id in actor.roots(Capability.PREPARE_MEETING, Reach.OWN_UNIT)
    tasks = open_tasks_on(unit_id, today) if leads else open_tasks_of(actor, today)
    months = figures_of(actor, [unit_id], since=shown[0], until=month).get(unit_id, {})
    return CellDesk(
        unit=unit_on(unit_id, today),
        current=_current(lines, leads, month),
        held=[line for line in lines if line.meeting.held_on is not None][:3],
        tasks=tasks,
        months=dict(months),
        shown=shown,
        expiring=expiring_of(actor, unit_id, today) if leads else (),
        leads=leads,
    )


def open_tasks_of(actor: Actor, today: date) -> Sequence[TaskLine]:
    """The actor's own tasks that no meeting has closed."""
    return [line for line in tasks_of_person(actor, today) if not line.closed]


def _current(lines: Sequence[MeetingLine], leads: bool, month: date) -> MeetingLine | None:
    """The meeting to work on: the oldest one not yet reported; for a member the one announced."""
    open_lines = [
        line
        for line in lines
        if line.stage not in SENT
        and line.meeting.month >= shifted(month, -1)
        and (leads or line.stage not in UNANNOUNCED)
    ]
    return min(open_lines, key=lambda line: line.meeting.planned_on, default=None)


_TREE = """
select n.name, coalesce(c.code, ''), t.depth
from access_unitpath t
join structure_unitname n on n.unit_id = t.unit_id and n.during @> %(on)s::date
left join structure_unitcode c on c.unit_id = t.unit_id and c.during @> %(on)s::date
order by t.path limit 500
"""


def structure_desk(today: date) -> Sequence[tuple[str, str, int]]:
    """Name, code and depth of the units in reach, in the order of the tree (the first 500)."""
    with connection.cursor() as cursor:
        cursor.execute(_TREE, {"on": today})
        return [(str(row[0]), str(row[1]), int(row[2])) for row in cursor.fetchall()]
