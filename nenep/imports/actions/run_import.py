"""Entering a list that was sent: judged again under a lock, written in one transaction."""

from collections.abc import Callable, Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.imports.actions.enter_rows import enter_rows, lock_unit
from nenep.imports.models import ImportRun, Stage
from nenep.imports.policies import run_for
from nenep.imports.queries import first_of_month, judgement_of
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
    judged = judgement_of(run, on, progress)
    written = enter_rows(
        actor=actor,
        unit_id=run.unit_id,
        judged=judged,
        rows=rows,
        since=first_of_month(on),
        on=on,
        facts={"sha256": run.sha256, "import": str(run.id)},
    )
    run.counts = {verdict.value: count for verdict, count in judged.totals().items()} | {
        "added": written.added,
        "completed": written.completed,
        "offices": written.offices,
    }
    run.stage, run.content, run.failure = Stage.FINISHED, None, ""
    run.rows_done = run.rows_total
    run.finished_at = clock.now()
    run.save(update_fields=("counts", "stage", "content", "failure", "rows_done", "finished_at"))
    return run
