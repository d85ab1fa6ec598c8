"""The door to a unit's own rules. Units live above this app and are known here by id only."""

from uuid import UUID

from nenep.access.models import UnitPath
from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability


def branch_for(actor: Actor, unit_id: UUID, *, to: Capability) -> UUID:
    """The unit, if its branch is visible (else 404) and the capability holds there (else 403)."""
    found(UnitPath.objects.all(), unit_id)
    must_hold(actor, to, unit_id)
    return unit_id
