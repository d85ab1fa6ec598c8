"""A unit's life told from its dated rows, for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby


class Change(StrEnum):
    """What can happen to a unit. The order is that of a day on which several happen at once."""

    FOUNDED = "founded"
    RENAMED = "renamed"
    REKINDED = "rekinded"
    RECODED = "recoded"
    MOVED = "moved"
    TOOK_OVER = "took_over"
    DISSOLVED = "dissolved"


@dataclass(frozen=True)
class DatedFact:
    """One dated row in words; ``what`` is the change that its beginning makes."""

    what: Change
    since: date
    value: str
    decision: str = ""


@dataclass(frozen=True)
class UnitChange:
    """``before`` and ``after`` in words: names, kinds, codes, the names of superiors; of a founding
    the first name, of an end the unit that keeps the records, of a taking over the unit kept."""

    on: date
    what: Change
    before: str
    after: str
    decision: str = ""


def changes(facts: Iterable[DatedFact]) -> Sequence[UnitChange]:
    """The beginnings of dated rows as changes, oldest first. What the unit was from its first day
    is its founding, not a change; a first row that begins later (a code given at last) is one."""
    ordered = sorted(facts, key=lambda f: (_rank(f.what), f.since, f.value))
    told: list[UnitChange] = []
    for what, group in groupby(ordered, key=lambda f: f.what):
        rows = list(group)
        told += _at_once(rows) if what in AT_ONCE else _turns(rows, founded=ordered[0].since)
    return sorted(told, key=lambda c: (c.on, _rank(c.what)))


AT_ONCE = frozenset({Change.FOUNDED, Change.TOOK_OVER, Change.DISSOLVED})


def _rank(what: Change) -> int:
    return list(Change).index(what)


def _at_once(rows: Iterable[DatedFact]) -> Sequence[UnitChange]:
    return [UnitChange(row.since, row.what, "", row.value, row.decision) for row in rows]


def _turns(rows: Iterable[DatedFact], founded: date) -> Sequence[UnitChange]:
    before, told = "", []
    for row in rows:
        if row.since != founded and row.value != before:
            told.append(UnitChange(row.since, row.what, before, row.value, row.decision))
        before = row.value
    return told
