"""Founding a unit: its dated rows and its path of today."""

from datetime import date
from uuid import UUID

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import UnitPath
from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock, ids
from nenep.kernel.errors import Invalid, Refused
from nenep.structure.models import Placement, Unit, UnitCode, UnitKind, UnitName


@transaction.atomic
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
    unit_id: UUID | None = None,
) -> Unit:
    """A new unit from ``on`` (to ``until``, when entering history). Journals ``unit.founded``.

    Raises:
        Forbidden: not the administrator of the structure.
        Invalid: the days are the wrong way round. Refused: the code is another unit's then.
    """
    unit = Unit(id=unit_id or ids.new_id(), founded_on=on, dissolved_on=until)
    must_hold(actor, Capability.MANAGE_STRUCTURE, parent_id or unit.id)
    if until is not None and until <= on:
        raise Invalid("Ngày giải thể phải sau ngày thành lập.", field="until")
    during = DateRange(on, until)
    if UnitCode.objects.filter(code=code, during__overlap=during).exists():
        raise Refused("Mã %(code)s đang là mã của đơn vị khác; chưa lập đơn vị nào.", code=code)
    unit.save(force_insert=True)
    UnitName.objects.create(unit=unit, name=name, short=short or name[:80], during=during)
    UnitKind.objects.create(unit=unit, kind=kind, cell_type=cell_type, during=during)
    UnitCode.objects.create(unit=unit, code=code, during=during)
    Placement.objects.create(unit=unit, parent_id=parent_id, during=during)
    if on <= clock.today() and (until is None or clock.today() < until):
        place_today(unit.id, parent_id)
    record(actor, "unit.founded", unit_id=unit.id, kind="unit", object_id=unit.id)
    return unit


def place_today(unit_id: UUID, parent_id: UUID | None) -> None:
    """Set the unit's path of today under its parent's; the policies read nothing else.

    Raises:
        Refused: the superior has no place in the tree of today; the unit would become a top.
    """
    above = UnitPath.objects.filter(unit_id=parent_id).first() if parent_id else None
    if parent_id and above is None:
        raise Refused("Đơn vị cấp trên hôm nay không hoạt động; chưa lập đơn vị nào dưới đó.")
    path = f"{above.path}.{unit_id.hex}" if above else unit_id.hex
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into access_unitpath (unit_id, parent_id, path, depth)"
            " values (%s, %s, %s::ltree, nlevel(%s::ltree))"
            " on conflict (unit_id) do update set parent_id = excluded.parent_id,"
            " path = excluded.path, depth = excluded.depth",
            [unit_id, parent_id, path, path],
        )
