"""Doors to figures."""

from uuid import UUID

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability


def must_see_figures(actor: Actor, unit_id: UUID) -> None:
    """Refuse (403) whoever may not see the figures of that unit."""
    must_hold(actor, Capability.VIEW_FIGURES, unit_id)
