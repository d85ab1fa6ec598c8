"""Entering a list that was sent: judged again under a lock, written in one transaction."""

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.imports.actions.enter_changes import enter_changes
from nenep.imports.actions.enter_rows import enter_rows, lock_unit
from nenep.imports.actions.enter_units import enter_units
from nenep.imports.models import ImportRun, Purpose, Stage
from nenep.imports.policies import run_for
from nenep.imports.queries import first_of_month, judgement_of, unit_judgement_of
from nenep.kernel import clock
from nenep.kernel.errors import Refused


@transaction.atomic
def run_import(
    *,
    actor: Actor,
    run_id: UUID,
    on: date,
    rows: Collection[int] | None = None,
    progress: Callable[[int], None] | None = None,
) -> ImportRun:
    """Enter all rows, or those numbered in ``rows``; then the file is deleted. A list already
    entered is returned as it is.

    Raises:
        Refused: the list still has a question, or was thrown away.
    """
    run = run_for(actor, run_id, to=Capability.MANAGE_MEMBERS)
    if run.stage == Stage.FINISHED:
        return run
    if run.stage == Stage.ASKING:
        raise Refused("Danh sách còn điều phải hỏi: hãy xác nhận các cột trước khi nhập.")
    lock_unit(run.unit_id)
    run.counts = _entered(actor, run, on, rows, progress)
    run.stage, run.content, run.failure = Stage.FINISHED, None, ""
    run.rows_done = run.rows_total
    run.finished_at = clock.now()
    run.save(update_fields=("counts", "stage", "content", "failure", "rows_done", "finished_at"))
    return run


def _entered(
    actor: Actor,
    run: ImportRun,
    on: date,
    rows: Collection[int] | None,
    progress: Callable[[int], None] | None,
) -> dict[str, int]:
    """Judge again and write; how many rows of each verdict, and what was written."""
    facts: dict[str, str | int | bool | None] = {"sha256": run.sha256, "import": str(run.id)}
    if run.purpose == Purpose.UNITS:
        of_units = unit_judgement_of(run, on)
        founded = enter_units(
            actor=actor, unit_id=run.unit_id, judged=of_units, rows=rows, on=on, facts=facts
        )
        return {v.value: n for v, n in of_units.totals().items()} | founded.counted()
    judged = judgement_of(run, on, progress)
    enter = enter_changes if run.purpose == Purpose.CHANGES else enter_rows
    written = enter(
        actor=actor,
        unit_id=run.unit_id,
        judged=judged,
        rows=rows,
        since=first_of_month(on),
        on=on,
        facts=facts,
    )
    return {v.value: n for v, n in judged.totals().items()} | written.counted()
