"""Founding a unit: its dated rows, and its path of today or of the day to come."""

from datetime import date
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.kernel import ids
from nenep.kernel.errors import Invalid
from nenep.structure.actions.arranging import arranging, place, tell_figures, written
from nenep.structure.actions.change_kind import must_be_kind
from nenep.structure.actions.dissolve_unit import end_unit, must_outlive
from nenep.structure.actions.move_unit import must_take
from nenep.structure.actions.recode_unit import clean_code, must_be_free
from nenep.structure.actions.rename_unit import clean_names
from nenep.structure.models import Unit, UnitCode, UnitKind, UnitName
from nenep.structure.policies import superior_to_fill
from nenep.structure.queries.kinds import kinds_on
from nenep.structure.rules.units import UnitView


def found_unit(
    *,
    actor: Actor,
    name: str,
    kind: str,
    code: str,
    parent_id: UUID | None,
    on: date,
    short: str = "",
    cell_type: str = "",
    until: date | None = None,
    successor_id: UUID | None = None,
    unit_id: UUID | None = None,
    decision: str = "",
) -> Unit:
    """A new unit from ``on``, in the past, today or to come. When entering history, ``until`` is
    the first day on which it was no more and ``successor_id`` keeps its records. A Party group has
    no code (""). The same ``unit_id`` again changes nothing. Journals ``unit.founded``.

    Raises:
        Absent, Forbidden: not a superior that this actor may put units under.
        Invalid: no name, no such kind, not a code, the days the wrong way round, no successor.
        Refused: the code is another unit's then; the superior does not live all those days; the
            rules of the day do not put such a kind there.
    """
    with arranging():
        parent = superior_to_fill(actor, parent_id, kind=kind, on=on)
        if unit_id is not None and (known := Unit.objects.filter(pk=unit_id).first()):
            return known
        unit = Unit(id=unit_id or ids.new_id(), founded_on=on, dissolved_on=until)
        during, digits = DateRange(on, until), clean_code(code, kind)
        called = clean_names(name, short)
        _must_fit(parent, kind, cell_type, unit, successor_id)
        must_be_free(digits, during, unit.pk)
        unit.save(force_insert=True)
        _place_first(unit, parent_id, decision)
        UnitName.objects.create(unit=unit, name=called[0], short=called[1], during=during)
        UnitKind.objects.create(unit=unit, kind=kind, cell_type=cell_type, during=during)
        if digits:
            UnitCode.objects.create(unit=unit, code=digits, during=during)
        if successor_id is not None and until is not None:
            end_unit(unit.pk, successor_id, until, decision)
            place(unit.pk)
        written(actor, "unit.founded", unit.pk, on=on, decision=decision, facts={})
        tell_figures(parent_id, on=on)
    return unit


def _must_fit(
    parent: UnitView | None, kind: str, cell_type: str, unit: Unit, successor_id: UUID | None
) -> None:
    on, until = unit.founded_on, unit.dissolved_on
    if until is not None and until <= on:
        raise Invalid("Ngày giải thể phải sau ngày thành lập.", field="until")
    if (until is None) != (successor_id is None):
        raise Invalid(
            "Đơn vị đã kết thúc phải có ngày kết thúc và nơi giữ hồ sơ; chưa lập đơn vị nào.",
            field="successor_id",
        )
    kinds = kinds_on(on, near=parent.id if parent else None)
    must_be_kind(kinds, kind, cell_type)
    if parent is not None:
        must_take(parent, unit.pk, DateRange(on, until))
    if successor_id is not None and until is not None:
        must_outlive(successor_id, unit.pk, until)
    kinds.may_stand_under(kind, parent.kind if parent else None)


def _place_first(unit: Unit, parent_id: UUID | None, decision: str) -> None:
    """Placement and path come first, and without an end: until then nobody reaches the unit, not
    even to name it. For the same reason the placement is inserted without asking for its number."""
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into structure_placement (unit_id, parent_id, decision, during)"
            " values (%s, %s, %s, daterange(%s, null))",
            [unit.pk, parent_id, decision, unit.founded_on],
        )
    place(unit.pk)
