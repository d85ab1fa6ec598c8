"""A list of units from the command line: opened, judged and entered at once, nothing kept of it."""

import hashlib
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.imports.actions.enter_rows import lock_unit
from nenep.imports.actions.enter_units import UnitsWritten, enter_units
from nenep.imports.queries import unit_judgement
from nenep.imports.rules.sheets import Sheet
from nenep.imports.rules.unit_verdicts import UnitJudgement


@transaction.atomic
def import_units(
    *,
    actor: Actor,
    unit_id: UUID,
    content: bytes,
    sheets: tuple[Sheet, ...],
    on: date,
    rows: Collection[int] | None = None,
) -> tuple[UnitJudgement, UnitsWritten]:
    """The verdicts, and what was written of them.

    Raises:
        Absent, Forbidden: not a unit that this actor may put units under.
        Refused: a row that could not be carried out; nothing is written.
    """
    lock_unit(unit_id)
    judged = unit_judgement(unit_id, sheets, on=on)
    written = enter_units(
        actor=actor,
        unit_id=unit_id,
        judged=judged,
        rows=rows,
        on=on,
        facts={"sha256": hashlib.sha256(content).hexdigest()},
    )
    return judged, written
