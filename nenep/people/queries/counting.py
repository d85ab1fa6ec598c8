"""The table of counting in force in a unit on a day."""

from datetime import date
from uuid import UUID

from nenep.people.rules.counting import PARAMETERS, CountingRules, counting_rules
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.engine import Rulebook
from nenep.structure.queries.units import superiors_on


def counting_rules_on(unit_id: UUID, on: date) -> CountingRules:
    """One query; a second for the line upward only where some unit has set a rule of its own."""
    rulebook = rules_in_force()
    path: tuple[UUID, ...] = ()
    if _set_by_units(rulebook):
        path = (*(unit.id for unit in reversed(superiors_on(unit_id, on))), unit_id)
    return counting_rules(rulebook, on=on, unit_path=path)


def _set_by_units(rulebook: Rulebook) -> bool:
    names = set(PARAMETERS.values())
    return any(known.unit_id for name in names for known in rulebook.history(name))
