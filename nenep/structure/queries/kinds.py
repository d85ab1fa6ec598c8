"""The kinds of organisation in force on a day, as the rulebook of today's database knows them."""

from datetime import date
from uuid import UUID

from nenep.access.models import UnitPath
from nenep.rulebook.queries import rules_in_force
from nenep.structure.rules.kinds import PARAMETER, KindTable, kinds_from


def kinds_on(on: date, *, near: UUID | None = None) -> KindTable:
    """The table of that day for what stands at or under ``near``, whose line may have its own rule
    (a province decides how its communes are divided). Two queries; one without ``near``."""
    place = UnitPath.objects.filter(unit_id=near).first() if near else None
    path = tuple(UUID(part) for part in place.path.split(".")) if place else ()
    return kinds_from(rules_in_force().find(PARAMETER, on=on, unit_path=path))
