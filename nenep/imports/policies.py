"""The door to a list on its way in."""

from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.imports.models import ImportRun
from nenep.imports.queries import visible_to


def run_for(actor: Actor, run_id: UUID, *, to: Capability) -> ImportRun:
    """The list, if its unit is in reach (else 404) and the capability holds there (else 403)."""
    run = found(visible_to(actor), run_id)
    must_hold(actor, to, run.unit_id)
    return run
