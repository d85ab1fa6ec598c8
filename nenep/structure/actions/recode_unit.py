"""A unit gets another code from a day on."""

from datetime import date
from uuid import UUID

from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.kernel.errors import Invalid, Refused
from nenep.structure.actions.arranging import BROKEN, arranging, change_from, must_stand, written
from nenep.structure.models import Unit, UnitCode
from nenep.structure.policies import unit_to_arrange
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import Kind, UnitView

DIGITS = 14


def recode_unit(
    *, actor: Actor, unit_id: UUID, code: str, on: date, decision: str = ""
) -> UnitView:
    """Of ``code`` (14 digits; dots are ignored) from ``on`` until a code written for later; the
    unit as it then is. The same code again changes nothing. Journals ``unit.recoded``.

    Raises:
        Absent, Forbidden: not this actor's to arrange.
        Invalid: not a code. Refused: another unit's on one of the days, or the unit does not stand.
    """
    with arranging():
        unit = unit_to_arrange(actor, unit_id, on=on)
        must_stand(unit, on)
        wanted = clean_code(code, unit.kind)
        if unit.code == wanted:
            return unit
        fresh = UnitCode(unit_id=unit_id, code=wanted, decision=decision)
        days = change_from(on, fresh, first_days=_days_without(unit_id, on))
        must_be_free(wanted, days, unit_id)
        written(actor, "unit.recoded", unit_id, on=on, decision=decision, facts={"code": wanted})
    return unit_on(unit_id, on)


def clean_code(code: str, kind: str) -> str:
    """The code in digits; a Party group has none.

    Raises:
        Invalid: not 14 digits, or a code for a Party group.
    """
    digits = code.replace(".", "").replace(" ", "")
    if kind == Kind.GROUP:
        if digits:
            raise Invalid("Tổ đảng không có mã tổ chức đảng.", field="code")
        return ""
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        raise Invalid("Mã tổ chức đảng gồm 14 chữ số.", field="code")
    return digits


def must_be_free(code: str, during: DateRange, unit_id: UUID) -> None:
    """Refuse a code of another unit in sight; of one out of sight the database refuses it."""
    others = UnitCode.objects.filter(code=code, during__overlap=during).exclude(unit_id=unit_id)
    if others.exists():
        raise Refused(BROKEN["a_code_names_one_unit"])


def _days_without(unit_id: UUID, on: date) -> DateRange:
    """Of a unit that has no code that day: until its next one, or its end."""
    later = UnitCode.objects.filter(unit_id=unit_id, during__startswith__gt=on)
    following = later.order_by("during").first()
    if following is not None:
        return DateRange(on, following.during.lower)
    return DateRange(on, Unit.objects.get(pk=unit_id).dissolved_on)
