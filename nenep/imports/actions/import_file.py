"""A list from the command line: opened, judged and entered at once, nothing of the file kept."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.imports.actions.enter_rows import Written, enter_rows, lock_unit
from nenep.imports.queries import first_of_month, judgement
from nenep.imports.rules.mapping import ColumnMapping
from nenep.imports.rules.sheets import Sheet
from nenep.imports.rules.verdicts import Judgement


@dataclass(frozen=True)
class OpenedFile:
    """A file already opened and mapped."""

    content: bytes
    sheets: tuple[Sheet, ...]
    mapping: ColumnMapping


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
) -> tuple[Judgement, Written]:
    """The verdicts, and what was written of them. ``since``: from when the members count here.

    Raises:
        Forbidden: the actor does not manage the members of the unit.
    """
    must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    lock_unit(unit_id)
    begins = since or first_of_month(on)
    judged = judgement(
        unit_id, opened.sheets, opened.mapping, on=on, since=begins, progress=progress
    )
    written = enter_rows(
        actor=actor,
        unit_id=unit_id,
        judged=judged,
        rows=rows,
        since=begins,
        on=on,
        facts={"sha256": hashlib.sha256(opened.content).hexdigest()},
    )
    return judged, written
