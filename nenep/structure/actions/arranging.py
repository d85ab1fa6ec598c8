"""What every act on the tree shares: it is held still, changed by rows that close and open, made
whole again, and every refusal of the database comes back in words."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import Fact, record
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.structure.models import Placement, UnitCode, UnitKind, UnitName
from nenep.structure.rules.units import UnitView

Row = TypeVar("Row", UnitName, UnitKind, UnitCode, Placement)

# The constraints of migrations/sql/guards.sql and of the models, as a person reads them.
BROKEN: Mapping[str, str] = {
    "a_code_names_one_unit": "Mã này đang là mã của đơn vị khác; chưa ghi gì. "
    "Đồng chí kiểm tra lại mã.",
    "code_has_14_digits": "Mã tổ chức đảng gồm 14 chữ số; chưa ghi gì.",
    "nobody_stands_below_itself": "Như vậy đơn vị sẽ trực thuộc chính mình vào một ngày nào đó; "
    "chưa ghi gì. Đồng chí chọn cấp trên khác.",
    "a_superior_lives_as_long": "Đơn vị cấp trên không hoạt động suốt thời gian này; chưa ghi gì. "
    "Đồng chí chọn cấp trên khác hoặc ngày khác.",
    "an_end_names_a_living_successor": "Đơn vị kết thúc phải có nơi giữ hồ sơ còn hoạt động ngày "
    "đó; chưa ghi gì.",
    "unit_ends_after_its_founding": "Ngày kết thúc phải sau ngày thành lập; chưa ghi gì.",
    "codes_lie_in_the_life": "Mã đã ghi nằm ngoài thời gian hoạt động của đơn vị; chưa ghi gì.",
    "a_village_lies_in_a_living_commune": "Có thôn, làng nằm ở đơn vị này ngoài những ngày đơn vị "
    "hoạt động; chưa ghi gì. Đồng chí xem lại sổ thôn, làng.",
    "a_village_is_led_by_a_living_cell": "Có thôn, làng do chi bộ này lãnh đạo ngoài những ngày "
    "chi bộ hoạt động; chưa ghi gì. Đồng chí xem lại sổ thôn, làng.",
    "no_unit_under_itself": "Đơn vị không thể trực thuộc chính mình; chưa ghi gì.",
    "no_unit_succeeds_itself": "Đơn vị không thể giữ hồ sơ của chính mình; chưa ghi gì.",
}
UNFIT = "Thay đổi này không khớp với những ngày đã ghi của đơn vị; chưa ghi gì."
OUTSIDE = (
    "Đơn vị “%(unit)s” không hoạt động vào ngày %(on)s; chưa ghi gì. Đồng chí chọn một ngày khác."
)


@contextmanager
def arranging() -> Iterator[None]:
    """One act on the tree: nobody else changes it meanwhile, and it ends whole or not at all.

    Raises:
        Refused: what was written is not a tree on every day (the words are those of BROKEN).
    """
    try:
        with transaction.atomic():
            _run("select structure_hold()")
            yield
            _run("set constraints a_life_is_whole, villages_outlive_nobody immediate")
            _run("set constraints a_life_is_whole, villages_outlive_nobody deferred")
    except IntegrityError as broken:
        rule = getattr(getattr(broken.__cause__, "diag", None), "constraint_name", "")
        raise Refused(BROKEN.get(rule or "", UNFIT)) from broken


def change_from(on: date, fresh: Row, *, first_days: DateRange | None = None) -> DateRange:
    """From ``on`` the unit has the row ``fresh``, until what was written for later takes over; the
    days that it holds. The row in force is closed, or rewritten when it began that very day.

    ``first_days`` are those of a row that no earlier one gives way to.

    Raises:
        Refused: there is no row that day.
    """
    rows = type(fresh)._default_manager.filter(unit_id=fresh.unit_id)
    current = rows.filter(during__contains=on).first()
    days: DateRange | None = first_days
    if current is not None:
        days = DateRange(on, current.during.upper)
    if days is None:
        raise Refused(UNFIT)
    fresh.during = days
    if current is not None and current.during.lower == on:
        fresh.pk = current.pk
        fresh.save(force_update=True)
        return days
    if current is not None:
        rows.filter(pk=current.pk).update(during=DateRange(current.during.lower, on))
    fresh.save(force_insert=True)
    return days


def must_stand(unit: UnitView, on: date) -> None:
    """Refuse an act on a day on which the unit had ended, or was still to come."""
    if unit.on != on:
        raise Refused(OUTSIDE, unit=unit.name, on=f"{on:%d/%m/%Y}")


def place(unit_id: UUID) -> None:
    """Set today's path of the unit and of all below it from the dated rows. One query."""
    _run("select structure_place(%s)", unit_id)


def circle_on(unit_id: UUID, parent_id: UUID, during: DateRange) -> date | None:
    """The first of these days on which the unit would stand above its own superior."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select structure_circle(%s, %s, daterange(%s, %s))",
            [unit_id, parent_id, during.lower, during.upper],
        )
        row = cursor.fetchone()
    found: date | None = row[0]
    return found


def written(
    actor: Actor, verb: str, unit_id: UUID, *, on: date, decision: str, facts: Mapping[str, Fact]
) -> None:
    """The journal's entry of an act on a unit: ids, days and numbers of papers."""
    paper: Mapping[str, Fact] = {"decision": decision} if decision else {}
    record(
        actor,
        verb,
        unit_id=unit_id,
        kind="unit",
        object_id=unit_id,
        facts={"on": on.isoformat(), **facts, **paper},
    )


def tell_figures(*unit_ids: UUID | None, on: date) -> None:
    """The figures of these units may change from ``on``. Of a day to come the night tells."""
    if on <= clock.today():
        for unit_id in dict.fromkeys(unit_ids):
            if unit_id is not None:
                announce("unit.arranged", unit_id=unit_id, month=on)


def _run(statement: str, *values: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
