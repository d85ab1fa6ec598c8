"""What a unit's new file would change: which value, from when, for whom. Nothing is published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from nenep.rulebook.rules.agendas import AgendaTemplate
from nenep.rulebook.rules.cell_types import CellType
from nenep.rulebook.rules.engine import Rulebook, Ruling
from nenep.rulebook.rules.sheets import ScoreSheetTemplate

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Change:
    """One value during some days, for some types of cell (empty: all). None: no rule known."""

    name: str
    title: str
    cell_types: tuple[str, ...]
    since: date
    until: date | None
    before: Ruling | None
    after: Ruling | None

    def reaches_back(self, today: date) -> bool:
        """Does it change what holds of days that are past?"""
        return self.since < today


@dataclass(frozen=True)
class FormChange:
    """An agenda or a score sheet that comes, goes or is otherwise: ``added``, ``removed``,
    ``changed``."""

    kind: str
    code: str
    title: str
    how: str


@dataclass(frozen=True)
class Differences:
    """Everything a publication would change for the unit and those below it."""

    values: tuple[Change, ...]
    forms: tuple[FormChange, ...]

    def __bool__(self) -> bool:
        return bool(self.values or self.forms)


def differences(before: Rulebook, after: Rulebook, unit_path: Sequence[UUID]) -> Differences:
    """Compare two rulebooks as the last unit of the path would be answered."""
    unit = unit_path[-1]
    names = sorted(
        name
        for name in {*before.names(), *after.names()}
        if any(p.unit_id == unit for p in (*before.history(name), *after.history(name)))
    )
    return Differences(
        values=tuple(c for name in names for c in _changes(name, before, after, unit_path)),
        forms=(
            *_forms("agenda", _own(before.agendas, unit), _own(after.agendas, unit)),
            *_forms("score_sheet", _own(before.sheets, unit), _own(after.sheets, unit)),
        ),
    )


@dataclass(frozen=True)
class _Spell:
    since: date
    until: date | None
    before: Ruling | None
    after: Ruling | None


def _changes(
    name: str, before: Rulebook, after: Rulebook, path: Sequence[UUID]
) -> Iterator[Change]:
    title = after.title(name) if name in after.names() else before.title(name)
    found: list[tuple[list[_Spell], list[str]]] = []
    for kind in CellType:
        spells = list(_spells(name, before, after, path, kind.value))
        same = next((kinds for known, kinds in found if known == spells), None)
        if same is None:
            found.append((spells, [kind.value]))
        else:
            same.append(kind.value)
    for spells, kinds in found:
        types = () if len(kinds) == len(CellType) else tuple(kinds)
        for spell in spells:
            yield Change(name, title, types, spell.since, spell.until, spell.before, spell.after)


def _spells(
    name: str, before: Rulebook, after: Rulebook, path: Sequence[UUID], cell_type: str
) -> Iterator[_Spell]:
    """The days on which the two answer otherwise; neighbouring days with the same answers are
    one spell."""
    edges = _edges(name, before, after)
    open_spell: _Spell | None = None
    for start, following in zip(edges, [*edges[1:], None], strict=True):
        was = before.find(name, on=start, unit_path=path, cell_type=cell_type)
        will = after.find(name, on=start, unit_path=path, cell_type=cell_type)
        until = following - ONE_DAY if following else None
        if open_spell and (was, will) == (open_spell.before, open_spell.after):
            open_spell = _Spell(open_spell.since, until, was, will)
            continue
        if open_spell and open_spell.before != open_spell.after:
            yield open_spell
        open_spell = _Spell(start, until, was, will)
    if open_spell and open_spell.before != open_spell.after:
        yield open_spell


def _edges(name: str, *books: Rulebook) -> list[date]:
    days: set[date] = set()
    for book in books:
        for parameter in book.history(name):
            days.add(parameter.in_force)
            if parameter.until is not None:
                days.add(parameter.until + ONE_DAY)
    return sorted(days)


Form = AgendaTemplate | ScoreSheetTemplate


def _own(forms: Sequence[Form], unit: UUID) -> dict[str, Form]:
    return {form.code: form for form in forms if form.unit_id == unit}


def _forms(kind: str, before: dict[str, Form], after: dict[str, Form]) -> Iterator[FormChange]:
    for code in sorted({*before, *after}):
        if code not in before:
            yield FormChange(kind, code, after[code].title, "added")
        elif code not in after:
            yield FormChange(kind, code, before[code].title, "removed")
        elif before[code] != after[code]:
            yield FormChange(kind, code, after[code].title, "changed")
