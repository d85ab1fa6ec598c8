"""Short ways to found units in the drawn world."""

from datetime import date
from itertools import count
from uuid import UUID

from nenep.access.models import UnitPath
from nenep.access.rules import Actor
from nenep.structure.actions.found_unit import found_unit

_numbers = count(1)


def some_code() -> str:
    """A code that no unit of the world has."""
    return f"98{next(_numbers):012d}"


def cell(
    actor: Actor,
    parent: UUID,
    on: date,
    *,
    name: str = "Chi bộ làng Plei Mơ",
    code: str | None = None,
    cell_type: str = "residential",
    until: date | None = None,
    successor: UUID | None = None,
) -> UUID:
    """A cell under ``parent``; a village's unless another type is given."""
    return found_unit(
        actor=actor,
        name=name,
        kind="party_cell",
        code=code or some_code(),
        parent_id=parent,
        on=on,
        until=until,
        successor_id=successor,
        cell_type=cell_type,
    ).pk


def path_of(unit_id: UUID) -> tuple[str, tuple[UUID, ...]] | None:
    """Standing and line of a unit for access, as the actor sees it; None without a path."""
    found = UnitPath.objects.filter(pk=unit_id).first()
    if found is None:
        return None
    return found.standing, tuple(UUID(part) for part in found.path.split("."))
