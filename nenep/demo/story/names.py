"""Invented names. None of the given names occurs in the members' list used to try the import, so
that the list can be imported into the demo without meeting a namesake.
"""

from dataclasses import dataclass
from random import Random

from nenep.demo.story.library import name_parts


@dataclass
class Names:
    """Hands out names that nobody in the story bears yet."""

    rng: Random
    taken: set[str]

    def draw(self, *, female: bool, upland: float) -> str:
        """A full name; ``upland`` is the chance of a Jrai or Bahnar-like one."""
        for _ in range(200):
            name = self._one(female=female, upland=upland)
            if name not in self.taken:
                self.taken.add(name)
                return name
        raise RuntimeError("the stock of invented names is too small for this cast")

    def _one(self, *, female: bool, upland: float) -> str:
        sex = "female" if female else "male"
        if self.rng.random() < upland:
            return f"{self._pick('clans')} {self._pick(f'upland_{sex}')}"
        middle, given = self._pick(f"middle_{sex}"), self._pick(f"given_{sex}")
        while given in middle.split():
            given = self._pick(f"given_{sex}")
        return f"{self._pick('family')} {middle} {given}"

    def _pick(self, part: str) -> str:
        return self.rng.choice(name_parts(part))
