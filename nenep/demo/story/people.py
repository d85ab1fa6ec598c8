"""Inventing one person: name, ages and Party dates that fit the kind of cell."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from nenep.demo.story.calendar import FIRST_MONTH, TODAY, draw_day, months_after
from nenep.demo.story.facts import RESIDENTIAL, CellKind, PersonFact
from nenep.demo.story.names import Names

_WORKING_AGES: dict[CellKind, tuple[int, int]] = {
    CellKind.SCHOOL: (27, 57),
    CellKind.HEALTH_STATION: (28, 57),
    CellKind.AGENCY: (27, 58),
    CellKind.STATE_ENTERPRISE: (26, 56),
    CellKind.PRIVATE_ENTERPRISE: (25, 50),
    CellKind.COOPERATIVE: (30, 61),
    CellKind.POLICE: (25, 54),
    CellKind.MILITARY: (24, 50),
}
_WOMEN: dict[CellKind, float] = {
    CellKind.SCHOOL: 0.75, CellKind.HEALTH_STATION: 0.65, CellKind.AGENCY: 0.42,
    CellKind.STATE_ENTERPRISE: 0.45, CellKind.PRIVATE_ENTERPRISE: 0.65,
    CellKind.POLICE: 0.14, CellKind.MILITARY: 0.1,
}  # fmt: skip


@dataclass(frozen=True)
class Maker:
    """Makes the people of one cell, from the cell's own generator."""

    kind: CellKind
    upland: float
    """The chance of a Jrai or Bahnar-like name."""
    rng: Random
    names: Names

    def member(self, key: str, *, elder: bool = False) -> PersonFact:
        """An official member of long or short standing on the first day."""
        low, high = (74, 88) if elder else self._ages()
        born = self._born(low, high)
        youngest, latest = months_after(born, 12 * 20), months_after(FIRST_MONTH, -14)
        oldest = min(months_after(born, 12 * 46), latest)
        return self._person(key, born, draw_day(self.rng, min(youngest, oldest), oldest))

    def newcomer(self, key: str, first: date, last: date) -> PersonFact:
        """Somebody admitted between two days, still young or in the middle of life."""
        born = self._born(20, 44 if self.kind in RESIDENTIAL else 38)
        return self._person(key, born, draw_day(self.rng, first, last))

    def _ages(self) -> tuple[int, int]:
        working = _WORKING_AGES.get(self.kind)
        if working:
            return working
        roll = self.rng.random()
        if roll < 0.24:
            return (27, 41)
        return (42, 59) if roll < 0.62 else (60, 73)

    def _born(self, low: int, high: int) -> date:
        oldest = months_after(FIRST_MONTH, -12 * high)
        return draw_day(self.rng, oldest, months_after(FIRST_MONTH, -12 * low) - timedelta(1))

    def _person(self, key: str, born: date, joined: date) -> PersonFact:
        female = self.rng.random() < _WOMEN.get(self.kind, 0.38)
        name = self.names.draw(female=female, upland=self.upland)
        official = months_after(joined, 12)
        person = PersonFact(key, name, female, born, joined, official, self._card())
        if official > TODAY:
            return replace(person, official=None, card="")
        return person

    def _card(self) -> str:
        return f"98{self.rng.randint(0, 9_999_999_999):010d}"
