"""A list from the command line: opened, judged and entered at once, nothing of the file kept."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.imports.actions.enter_changes import Changed, enter_changes
from nenep.imports.actions.enter_rows import Written, enter_rows, lock_unit
from nenep.imports.models import Purpose
from nenep.imports.queries import first_of_month, judgement
from nenep.imports.rules.mapping import ColumnMapping
from nenep.imports.rules.sheets import Sheet
from nenep.imports.rules.verdicts import Judgement


@dataclass(frozen=True)
class OpenedFile:
    """A file already opened and mapped, to be read as a first list or as changes."""

    content: bytes
    sheets: tuple[Sheet, ...]
    mapping: ColumnMapping
    purpose: Purpose = Purpose.MEMBERS


@transaction.atomic
def import_file(
    *,
    actor: Actor,
    unit_id: UUID,
    opened: OpenedFile,
    on: date,
    rows: Collection[int] | None = None,
    since: date | None = None,
    progress: Callable[[int], None] | None = None,
) -> tuple[Judgement, Written | Changed]:
    """The verdicts, and what was written of them. ``since``: from when the members count here, or
    the changes hold whose row names no day.

    Raises:
        Forbidden: the actor does not manage the members of the unit.
        Refused: a change that could not be carried out; nothing is written.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    lock_unit(unit_id)
    begins = since or first_of_month(on)
    judged = judgement(
        unit_id,
        opened.sheets,
        opened.mapping,
        on=on,
        since=begins,
        purpose=opened.purpose,
        progress=progress,
    )
    enter = enter_changes if opened.purpose is Purpose.CHANGES else enter_rows
    written = enter(
        actor=actor,
        unit_id=unit_id,
        judged=judged,
        rows=rows,
        since=begins,
        on=on,
        facts={"sha256": hashlib.sha256(opened.content).hexdigest()},
    )
    return judged, written
