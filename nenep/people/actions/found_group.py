"""A large cell is divided into Party groups (294 §20.3.2): each a unit under the cell."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.kernel.errors import Refused
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.models import Unit
from nenep.structure.policies import superior_to_fill
from nenep.structure.queries.units import children_on
from nenep.structure.rules.units import Kind


@transaction.atomic
def found_group(*, actor: Actor, cell_id: UUID, name: str, on: date) -> Unit:
    """A Party group of the cell from ``on``; a group of that name there already is that group.

    It has no code of its own; its members stay the cell's. Journals ``unit.founded``.

    Raises:
        Absent: no such cell in reach. Forbidden: neither the cell's secretary nor the office above.
        Refused: the unit is no cell then.
    """
    cell = superior_to_fill(actor, cell_id, kind=Kind.GROUP, on=on)
    if cell is None or not cell.is_cell:
        raise Refused("Chỉ chi bộ mới chia thành tổ đảng; chưa lập gì.")
    known = [c for c in children_on(cell_id, on) if (c.kind, c.name) == (Kind.GROUP, name)]
    if known:
        return Unit.objects.get(pk=known[0].id)
    return found_unit(actor=actor, name=name, kind=Kind.GROUP, code="", parent_id=cell_id, on=on)
