"""A unit is called otherwise from a day on."""

from datetime import date
from uuid import UUID

from nenep.access.rules import Actor
from nenep.kernel.errors import Invalid
from nenep.structure.actions.arranging import arranging, change_from, must_stand, written
from nenep.structure.models import UnitName
from nenep.structure.policies import unit_to_arrange
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView

LONGEST, SHORT = 200, 80


def rename_unit(
    *, actor: Actor, unit_id: UUID, name: str, on: date, short: str = "", decision: str = ""
) -> UnitView:
    """Called ``name`` from ``on`` until a name written for later; the unit as it then is. The same
    name again changes nothing. Journals ``unit.renamed``.

    Raises:
        Absent, Forbidden: not this actor's to arrange.
        Invalid: no name, or too long. Refused: the unit does not stand that day.
    """
    with arranging():
        unit = unit_to_arrange(actor, unit_id, on=on)
        must_stand(unit, on)
        called, brief = clean_names(name, short)
        if (unit.name, unit.short) == (called, brief):
            return unit
        change_from(on, UnitName(unit_id=unit_id, name=called, short=brief, decision=decision))
        written(actor, "unit.renamed", unit_id, on=on, decision=decision, facts={})
    return unit_on(unit_id, on)


def clean_names(name: str, short: str) -> tuple[str, str]:
    """Name and short name without superfluous blanks; the short one is the name's beginning unless
    given.

    Raises:
        Invalid: no name, or one that is too long.
    """
    called, brief = " ".join(name.split()), " ".join(short.split())
    if not called or len(called) > LONGEST:
        raise Invalid("Tên đơn vị phải có, và không quá %(most)s chữ.", field="name", most=LONGEST)
    if len(brief) > SHORT:
        raise Invalid("Tên gọn không quá %(most)s chữ.", field="short", most=SHORT)
    return called, brief or called[:SHORT]
