"""What follows from the plan for everything that hangs on its units."""

from collections.abc import Mapping
from uuid import UUID

from nenep.reorganisation.rules.draft import Draft
from nenep.reorganisation.rules.projection import LocalityMove, Placing, StayMove, TaskMove
from nenep.reorganisation.rules.snapshot import LocalityNow, UnitNow
from nenep.rulebook.rules.cell_types import CellType
from nenep.structure.rules.units import Kind


def successor(draft: Draft, unit_id: UUID) -> UUID:
    """Who keeps the records: the unit itself while it lives."""
    ended = draft.ended.get(unit_id)
    return ended.unit_id if ended is not None else unit_id


def tasks_after(draft: Draft, placings: tuple[Placing, ...]) -> tuple[TaskMove, ...]:
    """Open tasks of ended units: a person's goes where the person goes, a unit's to who keeps the
    records. A task of a living unit for which an ended one answers is answered by its keeper."""
    gone = {placing.person_id: placing.target_id for placing in placings}
    moves: list[TaskMove] = []
    for task in draft.now.tasks:
        ended = task.unit_id in draft.ended
        orphaned = task.owner_unit_id is not None and task.owner_unit_id in draft.ended
        if not ended and not orphaned:
            continue
        unit_id = successor(draft, task.unit_id)
        if ended and task.owner_person_id is not None:
            unit_id = gone.get(task.owner_person_id, unit_id)
        owner = successor(draft, task.owner_unit_id) if task.owner_unit_id is not None else None
        moves.append(TaskMove(task.id, unit_id, owner))
    return tuple(moves)


def series_after(draft: Draft) -> tuple[tuple[UUID, ...], dict[UUID, UUID]]:
    """The habits that end, and whose habit a unit takes over from that day."""
    habits = {unit_id: wanted.unit_id for unit_id, wanted in draft.habits.items()}
    closed = tuple(one.id for one in draft.now.series if one.unit_id in draft.ended)
    return closed, habits


def localities_after(draft: Draft, after: Mapping[UUID, UnitNow]) -> tuple[LocalityMove, ...]:
    """A village follows the cell that leads it, into whatever commune that cell now stands in; only
    a residential cell takes over the leading of one."""
    moves: list[LocalityMove] = []
    for place in draft.now.localities:
        led_by = successor(draft, place.led_by_id) if place.led_by_id is not None else None
        leader = after.get(led_by) if led_by is not None else None
        leads = leader is not None and leader.is_cell and leader.cell_type == CellType.RESIDENTIAL
        if led_by != place.led_by_id and not leads:
            led_by = None
        unit_id = _commune(draft, place, leader if leads else None, after)
        if (unit_id, led_by) != (place.unit_id, place.led_by_id):
            moves.append(LocalityMove(place.id, unit_id, led_by))
    return tuple(moves)


def _commune(
    draft: Draft, place: LocalityNow, leader: UnitNow | None, after: Mapping[UUID, UnitNow]
) -> UUID:
    unit_id = successor(draft, place.unit_id)
    if leader is None:
        return unit_id
    line = _above(leader, after)
    if unit_id in line:
        return unit_id
    communes = [one for one in line if after[one].kind == Kind.COMMUNE]
    return communes[0] if communes else unit_id


def _above(unit: UnitNow, after: Mapping[UUID, UnitNow]) -> list[UUID]:
    line: list[UUID] = []
    at = unit.parent_id
    while at is not None and at in after and at not in line:
        line.append(at)
        at = after[at].parent_id
    return line


def stays_after(draft: Draft, placings: tuple[Placing, ...]) -> tuple[StayMove, ...]:
    """Whoever takes part in an ending cell takes part in its successor; whose home and host have
    become one cell is simply at home."""
    home = {member.person_id: member.unit_id for member in draft.now.members}
    home |= {placing.person_id: placing.target_id for placing in placings}
    moves: list[StayMove] = []
    for stay in draft.now.stays:
        host = successor(draft, stay.unit_id)
        if home.get(stay.person_id) == host:
            moves.append(StayMove(stay.id, stay.person_id, None))
        elif host != stay.unit_id:
            moves.append(StayMove(stay.id, stay.person_id, host))
    return tuple(moves)


def links_after(draft: Draft) -> dict[UUID, UUID]:
    """Links of Regulation 213 go on with the cell that keeps the records."""
    return {
        link.id: successor(draft, link.unit_id)
        for link in draft.now.links
        if link.unit_id in draft.ended
    }
