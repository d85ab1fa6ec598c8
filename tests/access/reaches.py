"""Who reaches what in the drawn world, worked out from its drawing and the table of offices.

Deliberately not the product's own queries: two ways to the same answer prove each other.
"""

from collections.abc import Iterator

from nenep.access.rules import MANDATES, NEXT_ONLY, Capability, Office, Reach
from tests.world import ADMINISTRATOR, CAST, UNITS

OFFICES: tuple[str | None, ...] = (
    "secretary",
    "deputy",
    "committee_member",
    "member",
    "probationary",
    "school_secretary",
    "ward_officer",
    "follower",
    "other_ward_officer",
    "other_secretary",
    "province_officer",
    ADMINISTRATOR,
    None,
)
_PARENT = {unit.key: unit.parent for unit in UNITS}
_PEOPLE = {person.key: person for person in CAST}


def held_by(key: str) -> Iterator[tuple[Office, str | None]]:
    """The offices of somebody with the unit of each; membership is one of them."""
    if key == ADMINISTRATOR:
        yield Office.ADMINISTRATOR, None
        return
    person = _PEOPLE[key]
    yield Office.MEMBER, person.unit
    if person.office is not None:
        yield person.office, person.unit
    if person.follows is not None:
        yield Office.ASSIGNED_FOLLOWER, person.follows


def holds(key: str, capability: Capability, unit: str) -> bool:
    """May ``key`` use the capability in that unit?"""
    return any(
        (capability in MANDATES[office].capabilities and _reaches(office, root, unit, capability))
        or (capability in MANDATES[office].own and root == unit)
        for office, root in held_by(key)
    )


def holds_somewhere(key: str, capability: Capability) -> bool:
    return any(capability in MANDATES[office].capabilities for office, _ in held_by(key))


def roots(key: str, capability: Capability) -> set[str | None]:
    """The units of the offices that carry it."""
    return {unit for office, unit in held_by(key) if capability in MANDATES[office].capabilities}


def sees_unit(key: str, unit: str) -> bool:
    """A unit is known to its own line: itself, those below, the names of those above."""
    if key == ADMINISTRATOR:
        return True  # keeps the tree itself
    roots = [root for _, root in held_by(key) if root is not None]
    return any(unit in line(root) or root in line(unit) for root in roots)


def line(unit: str | None) -> tuple[str, ...]:
    """The unit and its superiors, nearest first."""
    return () if unit is None else (unit, *line(_PARENT[unit]))


def _reaches(office: Office, root: str | None, unit: str, capability: Capability) -> bool:
    match MANDATES[office].reach:
        case Reach.EVERYWHERE:
            return True
        case Reach.UNIT_AND_BELOW:
            depth = line(unit).index(root) if root in line(unit) else None
            # In the drawn world no unit is part of another: the next is one step down.
            return depth is not None and (depth <= 1 or capability not in NEXT_ONLY)
        case Reach.OWN_UNIT:
            return root == unit
