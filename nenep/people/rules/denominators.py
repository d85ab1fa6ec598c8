"""Who counts in a cell on a day, for what, why and by which provision; and the sums up the tree.

Nobody is counted twice: :mod:`nenep.people.rules.reckoning` says where each person counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.people.rules.counting import UNRULED, Base, Counted, CountingRules
from nenep.people.rules.reckoning import Belonging, Counting, Reckoning, reckon

__all__ = [
    "Base",
    "Belonging",
    "Counted",
    "Counting",
    "Denominator",
    "UnitCounts",
    "denominators",
    "members_counted",
    "summed",
]


@dataclass(frozen=True)
class Denominator:
    """One base of a cell on a day, person by person, in the order given."""

    base: Base
    people: tuple[Counting, ...]

    def of(self, counts: Counted) -> tuple[UUID, ...]:
        """The people who count that way."""
        return tuple(one.person_id for one in self.people if one.counts is counts)

    @property
    def least(self) -> int:
        """The number when nobody of those counted only if present is there."""
        return len(self.of(Counted.YES))


@dataclass(frozen=True)
class UnitCounts:
    """Members of a unit by the statistics base."""

    official: int = 0
    probationary: int = 0

    @property
    def total(self) -> int:
        return self.official + self.probationary

    def __add__(self, other: "UnitCounts") -> "UnitCounts":
        return UnitCounts(self.official + other.official, self.probationary + other.probationary)


def denominators(
    people: Iterable[Belonging], *, cell_id: UUID, on: date, rules: CountingRules = UNRULED
) -> dict[Base, Denominator]:
    """Every base of the cell that day, everybody of the cell in each. A person given twice is
    taken once; one who has nothing to do with the cell that day is left out."""
    return by_base(_reckoned(people, cell_id, on, rules))


def by_base(here: Sequence[Reckoning]) -> dict[Base, Denominator]:
    """The same from people already reckoned, in their order."""
    return {
        base: Denominator(base, tuple(reckoning.countings[base] for reckoning in here))
        for base in Base
    }


def members_counted(
    people: Iterable[Belonging], *, cell_id: UUID, on: date, rules: CountingRules = UNRULED
) -> UnitCounts:
    """The cell's members by the statistics base."""
    members = [one for one in _reckoned(people, cell_id, on, rules) if one.member]
    official = sum(one.official for one in members)
    return UnitCounts(official, len(members) - official)


def summed(
    units: Sequence[tuple[UUID, UUID | None]], own: Mapping[UUID, UnitCounts]
) -> dict[UUID, UnitCounts]:
    """Up the tree of a day: each unit its own members and those of every unit below it.

    ``units`` are (unit, superior) with superiors before what stands under them, as a tree is
    printed; a superior outside the list ends the line there.
    """
    totals = {unit: own.get(unit, UnitCounts()) for unit, _ in units}
    for unit, superior in reversed(units):
        if superior is not None and superior in totals:
            totals[superior] += totals[unit]
    return totals


def _reckoned(
    people: Iterable[Belonging], cell_id: UUID, on: date, rules: CountingRules
) -> list[Reckoning]:
    by_id = {person.person_id: person for person in people}
    found = (reckon(person, cell_id=cell_id, on=on, rules=rules) for person in by_id.values())
    return [reckoning for reckoning in found if reckoning is not None]
