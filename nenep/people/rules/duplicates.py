"""Are two records the same person? Always by several keys together, never by one alone.

Card numbers change and are mistyped, names repeat, years are remembered where days are not
(architecture, "Matching people"). What is likely but not certain is shown to a person.
"""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar
from uuid import UUID

from nenep.kernel.partial_dates import PartialDate, Precision

Record = TypeVar("Record")


class Likeness(Enum):
    """How sure it is."""

    SAME = auto()
    POSSIBLE = auto()
    DIFFERENT = auto()


@dataclass(frozen=True)
class Identity:
    """The keys of one record. ``name_key`` as :func:`nenep.kernel.names.same_name_key` makes it;
    ``cell`` the cell of today."""

    name_key: str
    birth: PartialDate
    card: str
    cell: UUID | None
    admitted: PartialDate


def likeness(one: Identity, other: Identity) -> Likeness:
    """The table of keys. Symmetric."""
    same_name = one.name_key == other.name_key
    same_card = bool(one.card) and one.card == other.card
    other_cards = bool(one.card) and bool(other.card) and not same_card
    same_day = one.birth == other.birth and one.birth.precision is Precision.DAY
    births_agree = one.birth.may_equal(other.birth)
    births_differ = one.birth.known and other.birth.known and not births_agree
    admissions_agree = one.admitted.may_equal(other.admitted)
    same_cell = one.cell is not None and one.cell == other.cell
    if same_card:
        return Likeness.SAME if same_name and not births_differ else Likeness.POSSIBLE
    if not same_name or births_differ:
        return Likeness.DIFFERENT
    if same_cell:
        # Two of one name and year in one cell, with two cards and two dates of admission, are
        # perhaps two people after all.
        sure = births_agree if not other_cards else same_day or (births_agree and admissions_agree)
        unborn = not one.birth.known and not other.birth.known
        sure = sure or (unborn and admissions_agree and not other_cards)
        return Likeness.SAME if sure else Likeness.POSSIBLE
    if same_day:
        return Likeness.SAME if admissions_agree and not other_cards else Likeness.POSSIBLE
    return Likeness.DIFFERENT


class Directory(Generic[Record]):
    """Records findable by name and by card."""

    def __init__(self) -> None:
        self._by_name: dict[str, list[tuple[Identity, Record]]] = {}
        self._by_card: dict[str, list[tuple[Identity, Record]]] = {}

    def add(self, identity: Identity, record: Record) -> None:
        """Remember a record under its keys."""
        self._by_name.setdefault(identity.name_key, []).append((identity, record))
        if identity.card:
            self._by_card.setdefault(identity.card, []).append((identity, record))

    def like(self, identity: Identity) -> list[tuple[Record, Likeness]]:
        """Whoever may be the same, surest first, in the order they were added."""
        found: dict[int, tuple[Record, Likeness]] = {}
        near = (self._by_name.get(identity.name_key, []), self._by_card.get(identity.card, []))
        for other, record in (pair for pairs in near for pair in pairs):
            how = likeness(identity, other)
            if how is Likeness.SAME or (how is Likeness.POSSIBLE and id(record) not in found):
                found[id(record)] = (record, how)
        return sorted(found.values(), key=lambda pair: pair[1] is not Likeness.SAME)


@dataclass(frozen=True)
class Key:
    """One key of two records beside each other: what it is, and whether both say the same."""

    words: str
    agrees: bool


def keys_of(one: Identity, other: Identity) -> tuple[Key, ...]:
    """Why two records look alike and where they differ; what either does not know says nothing."""
    keys = [Key("cùng họ và tên", True)] if one.name_key == other.name_key else []
    if one.name_key != other.name_key:
        keys.append(Key("khác họ tên", False))
    keys += _dates("ngày sinh", one.birth, other.birth)
    if one.card and other.card:
        same = one.card == other.card
        keys.append(Key("cùng số thẻ" if same else "khác số thẻ", same))
    keys += _dates("ngày vào Đảng", one.admitted, other.admitted)
    if one.cell is not None and other.cell is not None:
        same = one.cell == other.cell
        keys.append(Key("cùng chi bộ" if same else "ở hai chi bộ", same))
    return tuple(keys)


@dataclass(frozen=True)
class Pair(Generic[Record]):
    """Two records that may be one person."""

    one: Record
    other: Record
    how: Likeness
    keys: tuple[Key, ...]


def _dates(called: str, one: PartialDate, other: PartialDate) -> list[Key]:
    if not (one.known and other.known):
        return []
    agrees = one.may_equal(other)
    if not agrees:
        return [Key(f"khác {called}", False)]
    finer = one if one.finer_than(other) else other
    return [Key(f"{'cùng' if one == other else 'khớp'} {called} {finer.in_words()}", True)]
