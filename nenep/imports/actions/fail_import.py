"""Saying that a list in the background did not get in; the file stays for another try."""

from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.imports.models import ImportRun, Stage
from nenep.imports.policies import run_for


@transaction.atomic
def fail_import(*, actor: Actor, run_id: UUID, failure: str) -> ImportRun:
    """Nothing was written; only a running list can fail."""
    run = run_for(actor, run_id, to=Capability.MANAGE_MEMBERS)
    if run.stage == Stage.RUNNING:
        run.stage, run.failure = Stage.FAILED, failure
        run.save(update_fields=("stage", "failure"))
    return run
