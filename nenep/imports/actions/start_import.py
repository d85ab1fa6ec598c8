"""Handing a long list to the background: marked as running, then entered by a job."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app as queue
from procrastinate.types import JSONValue

from nenep.access.rules import Actor, Capability
from nenep.imports.models import ImportRun, Stage
from nenep.imports.policies import run_for
from nenep.kernel import clock
from nenep.kernel.errors import Refused

JOB = "imports.enter_list"
# A worker that died leaves "running" behind; nothing was written, so it may be started again.
GIVEN_UP_AFTER = timedelta(minutes=10)


@transaction.atomic
def start_import(
    *, actor: Actor, run_id: UUID, on: date, rows: Collection[int] | None = None
) -> ImportRun:
    """Mark the list as being entered and queue the job, both or neither.

    Raises:
        Refused: it is being entered right now, has a question, or its file is gone.
    """
    run = run_for(actor, run_id, to=Capability.MANAGE_MEMBERS)
    now = clock.now()
    if run.stage == Stage.RUNNING and run.started_at and now - run.started_at < GIVEN_UP_AFTER:
        raise Refused("Danh sách này đang được nhập. Hãy đợi kết quả ở trang này.")
    if run.stage not in {Stage.READY, Stage.FAILED, Stage.RUNNING}:
        raise Refused("Danh sách này chưa sẵn sàng để nhập, hoặc đã nhập xong.")
    run.stage, run.started_at, run.rows_done, run.failure = Stage.RUNNING, now, 0, ""
    run.save(update_fields=("stage", "started_at", "rows_done", "failure"))
    chosen: list[JSONValue] | None = None if rows is None else [*sorted(rows)]
    queue.configure_task(JOB).defer(
        run_id=str(run.id),
        account_id=str(actor.account_id),
        on=on.isoformat(),
        rows=chosen,
    )
    return run
