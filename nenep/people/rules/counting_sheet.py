"""The denominators of a cell as one sheet to read: people by row, bases by column, bases cited once
and referred to by number."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.people.rules.counting import BASE_NAMES, COUNTED_NAMES, Base, Counted
from nenep.people.rules.reckoning import Counting, Reckoning
from nenep.people.rules.standing import STANDING_NAMES


@dataclass(frozen=True)
class Mark:
    """One person in one base; ``note`` is the number of its citation."""

    counting: Counting
    note: int
    said: str
    """What decides here, where it is not what the row says of the person; else empty."""

    @property
    def word(self) -> str:
        """``tính``, ``khi có mặt``, ``không``."""
        return COUNTED_NAMES[self.counting.counts]


@dataclass(frozen=True)
class SheetRow:
    """One person: what holds of the person that day, then a mark for every base."""

    person_id: UUID
    name: str
    standing: str
    words: str
    marks: tuple[Mark, ...]

    @property
    def everywhere(self) -> bool:
        """Counted in every base: nothing about the person needs a second look."""
        return all(mark.counting.counts is Counted.YES for mark in self.marks)


@dataclass(frozen=True)
class Head:
    """One base with its sums."""

    base: Base
    name: str
    counted: int
    if_present: int

    @property
    def sum(self) -> str:
        """``5``, or ``5 (+2 khi có mặt)``."""
        more = f" (+{self.if_present} {COUNTED_NAMES[Counted.IF_PRESENT]})"
        return f"{self.counted}{more if self.if_present else ''}"


@dataclass(frozen=True)
class Cited:
    """A basis by its number; ``remark`` is how the program understands it."""

    number: int
    text: str
    remark: str


@dataclass(frozen=True)
class Sheet:
    """The whole of a cell on a day."""

    on: date
    heads: tuple[Head, ...]
    rows: tuple[SheetRow, ...]
    cited: tuple[Cited, ...]


def sheet_of(people: Sequence[tuple[str, Reckoning]], on: date) -> Sheet:
    """A sheet of names and reckonings, in their order."""
    numbers = _numbers([found for _, found in people])
    rows = [_row(name, reckoning, numbers) for name, reckoning in people]
    return Sheet(
        on=on,
        heads=tuple(_head(base, [found for _, found in people]) for base in Base),
        rows=tuple(rows),
        cited=tuple(Cited(n, text, remark) for (text, remark), n in numbers.items()),
    )


def _numbers(people: Sequence[Reckoning]) -> dict[tuple[str, str], int]:
    """Bases in the order of the columns, what most rest on before what few do."""
    order: dict[tuple[str, str], int] = {}
    for base in Base:
        cited = Counter(_cited(found.countings[base]) for found in people)
        for key, _ in cited.most_common():
            order.setdefault(key, len(order) + 1)
    return order


def _cited(counting: Counting) -> tuple[str, str]:
    return counting.basis, counting.citation.note if counting.citation else ""


def _row(name: str, found: Reckoning, numbers: dict[tuple[str, str], int]) -> SheetRow:
    countings = [found.countings[base] for base in Base]
    marks = [Mark(one, numbers[_cited(one)], _said(one, found)) for one in countings]
    provisions = {one.provision for one in found.countings.values() if one.provision}
    words = " · ".join([found.because, *sorted(provisions)])
    return SheetRow(found.person_id, name, STANDING_NAMES[found.standing], words, tuple(marks))


def _said(counting: Counting, found: Reckoning) -> str:
    return counting.because if counting.because != found.because else ""


def _head(base: Base, people: Sequence[Reckoning]) -> Head:
    counts = [found.countings[base].counts for found in people]
    return Head(base, BASE_NAMES[base], counts.count(Counted.YES), counts.count(Counted.IF_PRESENT))
