"""The one rule behind lists and doors: which units a capability reaches."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.db.models.expressions import RawSQL

from nenep.access.models import UnitPath
from nenep.access.rules import NEXT_ONLY, Actor, Capability, Reach


def within(actor: Actor, capability: Capability, field: str = "unit_id") -> Q:
    """Rows whose ``field`` (a unit's id) the capability reaches. No query by itself.

    Below a committee the reach is one sub-query on today's paths, never a list of ids.
    """
    if actor.everywhere(capability):
        return ~Q(pk__in=())  # all: an empty Q would vanish when another is or-ed to it
    own = actor.roots(capability, Reach.OWN_UNIT)
    roots = actor.roots(capability, Reach.UNIT_AND_BELOW)
    reached = Q(**{f"{field}__in": own}) if own else Q(pk__in=())
    if roots:
        reached |= Q(**{f"{field}__in": beneath(roots, capability)})
    return reached


def may(actor: Actor, capability: Capability, unit_id: UUID) -> bool:
    """May the actor use the capability in that unit? One query when a committee asks."""
    if actor.everywhere(capability) or unit_id in actor.roots(capability, Reach.OWN_UNIT):
        return True
    roots = actor.roots(capability, Reach.UNIT_AND_BELOW)
    if unit_id in roots:
        return True
    return (
        bool(roots)
        and UnitPath.objects.filter(
            unit_id=unit_id, unit_id__in=beneath(roots, capability)
        ).exists()
    )


def beneath(roots: Collection[UUID], capability: Capability) -> RawSQL:
    """The units at ``roots`` and as far below them as the capability goes."""
    if capability in NEXT_ONLY:
        return RawSQL("select access_next(%s::uuid[])", [sorted(roots)])
    return below(roots)


def below(roots: Collection[UUID]) -> RawSQL:
    """The ids of the units at and below ``roots`` today, as a sub-query."""
    return RawSQL("select access_below(%s::uuid[])", [sorted(roots)])
