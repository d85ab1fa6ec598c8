"""A unit ends; another keeps its records."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model, Q

from nenep.access.rules import Actor
from nenep.kernel.errors import Invalid, Refused
from nenep.structure.actions.arranging import arranging, place, tell_figures, written
from nenep.structure.actions.hand_over_localities import hand_over_localities
from nenep.structure.models import Placement, Succession, Unit, UnitCode, UnitKind, UnitName
from nenep.structure.policies import superior_to_fill, unit_to_arrange
from nenep.structure.queries.units import unit_near
from nenep.structure.rules.units import UnitView

DATED: Sequence[type[Model]] = (UnitName, UnitKind, UnitCode, Placement)


def dissolve_unit(
    *, actor: Actor, unit_id: UUID, successor_id: UUID | None, on: date, decision: str = ""
) -> Succession:
    """The unit is no more from ``on``; from then its records stand where its successor stands. The
    same end again changes nothing. Journals ``unit.dissolved``.

    Members, offices and meetings are not this act's business: they have left before, or the guards
    of their tables refuse.

    Raises:
        Absent, Forbidden: the unit or the successor is not this actor's to arrange.
        Invalid: no successor.
        Refused: it has ended already, or not begun; units still stand under it; changes are written
            for later days; the successor does not live that day.
    """
    with arranging():
        unit = unit_to_arrange(actor, unit_id, on=on)
        if successor_id is None:
            raise Invalid(
                "Đơn vị kết thúc phải có nơi giữ hồ sơ; chưa ghi gì.", field="successor_id"
            )
        superior_to_fill(actor, successor_id, kind=unit.kind, on=on)
        told = _already(unit, successor_id, on)
        if told is not None:
            return told
        _must_be_able_to_end(unit, on)
        must_outlive(successor_id, unit_id, on)
        kept = end_unit(unit_id, successor_id, on, decision)
        place(unit_id)
        facts = {"successor": str(successor_id)}
        written(actor, "unit.dissolved", unit_id, on=on, decision=decision, facts=facts)
        tell_figures(unit_id, unit.parent_id, successor_id, on=on)
    return kept


def end_unit(unit_id: UUID, successor_id: UUID, on: date, decision: str) -> Succession:
    """Close the rows of the last days, and write down who keeps the records."""
    for model in DATED:
        rows = model._default_manager.filter(unit_id=unit_id, during__contains=on)
        for number, days in rows.values_list("pk", "during"):
            rows.filter(pk=number).update(during=DateRange(days.lower, on))
    hand_over_localities(unit_id, successor_id, on)
    Unit.objects.filter(pk=unit_id).update(dissolved_on=on)
    return Succession.objects.create(
        unit_id=unit_id, successor_id=successor_id, on=on, decision=decision
    )


def must_outlive(successor_id: UUID, unit_id: UUID, on: date) -> None:
    """The keeper of the records lives on the day of the end.

    Raises:
        Refused: it does not, or is the unit itself.
    """
    keeper = unit_near(successor_id, on)
    if successor_id == unit_id or keeper.on != on:
        raise Refused(
            "“%(keeper)s” không giữ được hồ sơ từ ngày %(on)s vì ngày đó không hoạt động; "
            "chưa ghi gì. Đồng chí chọn đơn vị khác.",
            keeper=keeper.name,
            on=f"{on:%d/%m/%Y}",
        )


def _already(unit: UnitView, successor_id: UUID, on: date) -> Succession | None:
    """The same end written before; None when the unit has no end yet."""
    told = Succession.objects.filter(unit_id=unit.id).first()
    if told is not None and (told.on, told.successor_id) != (on, successor_id):
        raise Refused(
            "“%(unit)s” đã có ngày kết thúc %(on)s; chưa ghi gì.",
            unit=unit.name,
            on=f"{told.on:%d/%m/%Y}",
        )
    return told


def _must_be_able_to_end(unit: UnitView, on: date) -> None:
    founded = Unit.objects.get(pk=unit.id).founded_on
    if on <= founded:
        raise Refused(
            "“%(unit)s” thành lập ngày %(day)s; ngày kết thúc phải sau ngày đó; chưa ghi gì.",
            unit=unit.name,
            day=f"{founded:%d/%m/%Y}",
        )
    still = Placement.objects.filter(
        Q(during__endswith__gt=on) | Q(during__upper_inf=True), parent_id=unit.id
    )
    if still.exists():
        raise Refused(
            "Còn %(count)s đơn vị trực thuộc “%(unit)s” từ ngày %(on)s; chưa ghi gì. "
            "Đồng chí chuyển hoặc kết thúc các đơn vị đó trước.",
            count=still.values("unit_id").distinct().count(),
            unit=unit.name,
            on=f"{on:%d/%m/%Y}",
        )
    for model in DATED:
        if model._default_manager.filter(unit_id=unit.id, during__startswith__gte=on).exists():
            raise Refused(
                "“%(unit)s” còn thay đổi đã ghi từ ngày %(on)s trở đi; chưa ghi gì. "
                "Đồng chí chọn ngày kết thúc sau thay đổi đó.",
                unit=unit.name,
                on=f"{on:%d/%m/%Y}",
            )
