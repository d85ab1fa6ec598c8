"""The shape in which everything kept about somebody is told: areas of rows in plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

SHOWN_WHOLE, SHOWN_FIRST = 8, 4
SAID_BY_TITLE = frozenset({"rolls", "leaves", "opinions", "tasks", "files"})
"""Areas whose title already says what their rows are, as long as all are of one kind."""


@dataclass(frozen=True)
class StoredRow:
    """One thing kept, and since or on when."""

    what: str
    value: str
    when: str = ""


@dataclass(frozen=True)
class StoredArea:
    """Things kept for one purpose, with the reason and the time they are kept."""

    key: str
    title: str
    why: str
    how_long: str
    rows: Sequence[StoredRow]

    @property
    def first(self) -> Sequence[StoredRow]:
        """Those shown at once; a short list whole."""
        return self.rows if len(self.rows) <= SHOWN_WHOLE else self.rows[:SHOWN_FIRST]

    @property
    def rest(self) -> Sequence[StoredRow]:
        return self.rows[len(self.first) :]

    @property
    def named(self) -> bool:
        """Does each row need its name beside what it says?"""
        return self.key not in SAID_BY_TITLE or len({row.what for row in self.rows}) > 1
