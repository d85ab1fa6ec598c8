"""Doors to units."""

from datetime import date
from uuid import UUID

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView


def unit_for(actor: Actor, unit_id: UUID, *, to: Capability, on: date) -> UnitView:
    """The unit, if the actor may see it (row policy: else 404) and do this there (else 403)."""
    unit = unit_on(unit_id, on)
    must_hold(actor, to, unit.id)
    return unit
