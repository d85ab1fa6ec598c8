"""Doors to units."""

from datetime import date
from uuid import UUID

from nenep.access.models import UnitPath
from nenep.access.policies import must_hold
from nenep.access.queries import below, may
from nenep.access.rules import Actor, Capability, Reach
from nenep.kernel.errors import Forbidden
from nenep.structure.queries.localities import history_of_locality, row_near
from nenep.structure.queries.units import unit_near, unit_on
from nenep.structure.rules.localities import LocalityView
from nenep.structure.rules.units import Kind, UnitView


def unit_for(actor: Actor, unit_id: UUID, *, to: Capability, on: date) -> UnitView:
    """The unit, if the actor may see it (row policy: else 404) and do this there (else 403)."""
    unit = unit_on(unit_id, on)
    must_hold(actor, to, unit.id)
    return unit


def unit_to_arrange(actor: Actor, unit_id: UUID, *, on: date) -> UnitView:
    """The unit as an office may rearrange it: the keeper of the tree any, a committee's office what
    stands strictly beneath its committee, a cell's secretary the Party groups of the cell.

    The view is of the day of its life nearest to ``on``, so that an action can say in words that
    it has ended, or is still to come.

    Raises:
        Absent: no such unit in reach. Forbidden: it is not this actor's to arrange.
    """
    unit = unit_near(unit_id, on)
    if not (
        actor.everywhere(Capability.MANAGE_STRUCTURE)
        or _strictly_beneath(actor, unit_id)
        or _group_of_own_cell(actor, unit.kind, unit.parent_id)
    ):
        raise Forbidden("Đồng chí không có quyền sắp xếp đơn vị này.")
    return unit


def superior_to_fill(
    actor: Actor, parent_id: UUID | None, *, kind: str, on: date
) -> UnitView | None:
    """The unit under which the actor may put one of that ``kind``; None is the top of the tree.

    Raises:
        Absent: no such unit in reach. Forbidden: it is not this actor's to put units under.
    """
    everywhere = actor.everywhere(Capability.MANAGE_STRUCTURE)
    if parent_id is None:
        if not everywhere:
            raise Forbidden("Đồng chí không có quyền đặt đơn vị ở cấp cao nhất.")
        return None
    parent = unit_near(parent_id, on)
    if not (
        everywhere
        or may(actor, Capability.REORGANISE, parent_id)
        or _group_of_own_cell(actor, kind, parent_id)
    ):
        raise Forbidden("Đồng chí không có quyền đặt đơn vị trực thuộc nơi này.")
    return parent


def _strictly_beneath(actor: Actor, unit_id: UUID) -> bool:
    """An office never rearranges its own committee; another root above it may."""
    roots = actor.roots(Capability.REORGANISE, Reach.UNIT_AND_BELOW) - {unit_id}
    return (
        bool(roots) and UnitPath.objects.filter(unit_id=unit_id, unit_id__in=below(roots)).exists()
    )


def _group_of_own_cell(actor: Actor, kind: str, cell_id: UUID | None) -> bool:
    return (
        kind == Kind.GROUP and cell_id is not None and may(actor, Capability.RECORD_STATES, cell_id)
    )


def locality_for(actor: Actor, locality_id: UUID, *, to: Capability, on: date) -> LocalityView:
    """The village on the day of its life nearest to ``on``, if its commune is in the actor's branch
    (else 404) and the capability holds there (else 403)."""
    near = row_near(history_of_locality(locality_id), on)
    must_hold(actor, to, near.unit_id)
    return near
