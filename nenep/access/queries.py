"""The one rule behind lists and doors: which units a capability reaches."""

from collections.abc import Collection
from uuid import UUID

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from nenep.access.rules import NEXT_ONLY, Actor, Capability, Reach

# How one reaches down: the sub-query and the units it starts from.
_Way = tuple[str, tuple[UUID, ...]]


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
    return bool(able(actor, (capability,), unit_id))


def able(actor: Actor, asked: Collection[Capability], unit_id: UUID) -> frozenset[Capability]:
    """Which of ``asked`` the actor may use in that unit. One query, however many are asked."""
    held = {one for one in asked if actor.everywhere(one) or unit_id in _roots(actor, one)}
    further = {
        one: (beneath(roots, one).sql, tuple(sorted(roots)))
        for one in asked
        if one not in held and (roots := actor.roots(one, Reach.UNIT_AND_BELOW))
    }
    reached = _reached(unit_id, dict.fromkeys(further.values()))
    return frozenset(held | {one for one, reach in further.items() if reach in reached})


def beneath(roots: Collection[UUID], capability: Capability) -> RawSQL:
    """The units at ``roots`` and as far below them as the capability goes."""
    if capability in NEXT_ONLY:
        return RawSQL("select access_next(%s::uuid[])", [sorted(roots)])
    return below(roots)


def below(roots: Collection[UUID]) -> RawSQL:
    """The ids of the units at and below ``roots`` today, as a sub-query."""
    return RawSQL("select access_below(%s::uuid[])", [sorted(roots)])


def _roots(actor: Actor, capability: Capability) -> frozenset[UUID]:
    return actor.roots(capability, Reach.OWN_UNIT) | actor.roots(capability, Reach.UNIT_AND_BELOW)


def _reached(unit_id: UUID, reaches: Collection[_Way]) -> set[_Way]:
    """Those of the ways down that come to the unit."""
    if not reaches:
        return set()
    asked = ", ".join(f"%s in ({how})" for how, _ in reaches)
    values = [value for _, roots in reaches for value in (unit_id, list(roots))]
    with connection.cursor() as cursor:
        cursor.execute(f"select {asked}", values)
        row = cursor.fetchone()
    return {way for way, comes in zip(reaches, row or (), strict=True) if comes}
