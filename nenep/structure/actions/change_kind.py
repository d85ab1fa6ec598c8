"""A unit becomes one of another kind, or a cell of another type, from a day on."""

from datetime import date
from uuid import UUID

from nenep.access.rules import Actor
from nenep.kernel.errors import Invalid
from nenep.rulebook.rules.cell_types import CellType
from nenep.structure.actions.arranging import (
    arranging,
    change_from,
    must_stand,
    tell_figures,
    written,
)
from nenep.structure.models import UnitKind
from nenep.structure.policies import unit_to_arrange
from nenep.structure.queries.kinds import kinds_on
from nenep.structure.queries.units import children_on, unit_on
from nenep.structure.rules.kinds import KindTable
from nenep.structure.rules.units import CELL_KINDS, Kind, UnitView


def change_kind(
    *,
    actor: Actor,
    unit_id: UUID,
    kind: str,
    on: date,
    cell_type: str = "",
    decision: str = "",
) -> UnitView:
    """Of that kind (and, for a cell, type) from ``on`` until a kind written for later; the unit as
    it then is. The same again changes nothing. Journals ``unit.rekinded``.

    Raises:
        Absent, Forbidden: not this actor's to arrange.
        Invalid: no such kind or type of cell.
        Refused: the unit does not stand that day, or the rules of that day do not put the kind
            under its superior, or what stands under the unit under that kind.
    """
    with arranging():
        unit = unit_to_arrange(actor, unit_id, on=on)
        must_stand(unit, on)
        kinds = kinds_on(on, near=unit_id)
        must_be_kind(kinds, kind, cell_type)
        if (unit.kind, unit.cell_type) == (kind, cell_type):
            return unit
        superior = unit_on(unit.parent_id, on).kind if unit.parent_id else None
        kinds.may_stand_under(kind, superior)
        for child in children_on(unit_id, on):
            kinds.may_stand_under(child.kind, kind)
        fresh = UnitKind(unit_id=unit_id, kind=kind, cell_type=cell_type, decision=decision)
        change_from(on, fresh)
        facts = {"kind": kind, "cell_type": cell_type}
        written(actor, "unit.rekinded", unit_id, on=on, decision=decision, facts=facts)
        tell_figures(unit_id, unit.parent_id, on=on)
    return unit_on(unit_id, on)


def must_be_kind(kinds: KindTable, kind: str, cell_type: str) -> None:
    """A known kind, with a type only where it is a cell, as the rules of the day allow.

    Raises:
        Invalid: a word nobody knows. Refused: not of that day.
    """
    if kind not in set(Kind):
        raise Invalid("Chưa rõ loại tổ chức đảng; đồng chí chọn trong danh sách.", field="kind")
    if cell_type and (cell_type not in set(CellType) or kind not in CELL_KINDS):
        raise Invalid(
            "Loại hình chi bộ chỉ dành cho chi bộ; đồng chí chọn trong danh sách.",
            field="cell_type",
        )
    kinds.may_exist(kind)
    kinds.may_be_of(kind, cell_type)
