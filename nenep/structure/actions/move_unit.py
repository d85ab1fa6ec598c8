"""A unit stands under another superior from a day on; what is below it comes along."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.kernel.errors import Refused
from nenep.structure.actions.arranging import (
    BROKEN,
    arranging,
    change_from,
    circle_on,
    must_stand,
    place,
    tell_figures,
    written,
)
from nenep.structure.models import Placement, Unit
from nenep.structure.policies import superior_to_fill, unit_to_arrange
from nenep.structure.queries.kinds import kinds_on
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView


def move_unit(
    *, actor: Actor, unit_id: UUID, parent_id: UUID | None, on: date, decision: str = ""
) -> UnitView:
    """Under ``parent_id`` from ``on`` until a placement written for later; the unit as it then is.
    The same superior again changes nothing. Journals ``unit.moved``; the figures of both superiors
    are told from that month.

    Raises:
        Absent, Forbidden: one of the two is not this actor's to arrange.
        Refused: the unit does not stand that day; the superior not on each of the days; a circle on
            one of them; the rules of that day do not put such a kind there.
    """
    with arranging():
        unit = unit_to_arrange(actor, unit_id, on=on)
        parent = superior_to_fill(actor, parent_id, kind=unit.kind, on=on)
        must_stand(unit, on)
        if unit.parent_id == parent_id:
            return unit
        until = Placement.objects.get(unit_id=unit_id, during__contains=on).during.upper
        if parent is not None:
            must_take(parent, unit_id, DateRange(on, until))
        kinds = kinds_on(on, near=parent_id)
        kinds.may_stand_under(unit.kind, parent.kind if parent else None)
        change_from(on, Placement(unit_id=unit_id, parent_id=parent_id, decision=decision))
        place(unit_id)
        facts = {"from": _id(unit.parent_id), "to": _id(parent_id)}
        written(actor, "unit.moved", unit_id, on=on, decision=decision, facts=facts)
        tell_figures(unit.parent_id, parent_id, on=on)
    return unit_on(unit_id, on)


def must_take(parent: UnitView, unit_id: UUID, during: DateRange) -> None:
    """The superior lives on every one of these days and never stands below the unit.

    Raises:
        Refused: it does not, or it would be a circle; the day is named.
    """
    life = Unit.objects.get(pk=parent.id)
    ended = life.dissolved_on
    if life.founded_on > during.lower or (
        ended is not None and (during.upper is None or during.upper > ended)
    ):
        raise Refused(
            "“%(parent)s” chỉ hoạt động %(days)s, không suốt thời gian này; chưa ghi gì. "
            "Đồng chí chọn cấp trên khác hoặc ngày khác.",
            parent=parent.name,
            days=f"{life.founded_on:%d/%m/%Y} – {f'{ended:%d/%m/%Y}' if ended else 'nay'}",
        )
    if parent.id == unit_id:
        raise Refused(BROKEN["no_unit_under_itself"])
    met = circle_on(unit_id, parent.id, during)
    if met is not None:
        raise Refused(
            "Ngày %(on)s “%(parent)s” lại trực thuộc chính đơn vị này; chưa ghi gì. "
            "Đồng chí chọn cấp trên khác.",
            on=f"{met:%d/%m/%Y}",
            parent=parent.name,
        )


def _id(unit_id: UUID | None) -> str | None:
    return str(unit_id) if unit_id else None
