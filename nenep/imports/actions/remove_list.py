"""Throwing a list away before it is entered: the file goes, the fact that it was sent stays."""

from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.imports.models import ImportRun, Stage
from nenep.imports.policies import run_for
from nenep.journal.actions.record import record
from nenep.kernel.errors import Refused


@transaction.atomic
def remove_list(*, actor: Actor, run_id: UUID) -> ImportRun:
    """Delete the file. Twice is once. Journals ``list.removed``.

    Raises:
        Refused: the list is being entered.
    """
    run = run_for(actor, run_id, to=Capability.MANAGE_MEMBERS)
    if run.stage == Stage.RUNNING:
        raise Refused("Danh sách này đang được nhập, chưa bỏ được.")
    if run.stage in {Stage.FINISHED, Stage.REMOVED}:
        return run
    run.stage, run.content = Stage.REMOVED, None
    run.save(update_fields=("stage", "content"))
    record(actor, "list.removed", unit_id=run.unit_id, kind="import", object_id=run.id)
    return run
