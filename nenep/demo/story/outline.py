"""The people of the cells elsewhere: a life in outline, through the reorganisation and since.

Most stay, a few die or are removed, some move by official transfer, some are admitted and
recognised. Whoever's cell ended goes where the story of the cell says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from nenep.demo.story.calendar import REORGANISED, TODAY, draw_day, months_after, rng_for
from nenep.demo.story.elsewhere import OUTLINES, Outline, outline_of, stations
from nenep.demo.story.facts import RESIDENTIAL, MembershipFact, PersonFact
from nenep.demo.story.names import Names
from nenep.demo.story.people import Maker

_TOLD_SINCE = date(2024, 1, 1)
_LEAVING = (date(2024, 7, 10), date(2026, 11, 10))
_MOVING = (date(2025, 8, 20), date(2026, 10, 20))
_MOVES = 22
_OLD_DIE, _YOUNG_DIE = 0.14, 0.008
_ONE_LEAVES, _ONE_IS_REMOVED = 0.984, 0.99
SETTLED = 8
"""The first members of a cell stay in it: officers are looked for among them."""


@dataclass
class Outlined:
    """The people elsewhere and their memberships, in order of the cells."""

    people: dict[str, PersonFact]
    memberships: list[MembershipFact]


def people_elsewhere(names: Names) -> Outlined:
    """Members of the first day, those admitted since, and what became of each."""
    told = Outlined({}, [])
    for cell in OUTLINES:
        maker = Maker(cell.kind, cell.upland, rng_for("elsewhere", cell.key), names)
        for person, first in (*_first_members(cell, maker), *_admitted(cell, maker)):
            told.people[person.key] = person
            told.memberships += _life(person, first, maker.rng)
    _move(told)
    return told


def _first_members(cell: Outline, maker: Maker) -> Iterator[tuple[PersonFact, MembershipFact]]:
    elders = cell.size // 8 if cell.kind in RESIDENTIAL else 0
    for number in range(1, cell.size + 1):
        key = f"{cell.key}/m{number:02d}"
        if number == SETTLED + 1 and cell.size > 14:
            # On probation when the figures of 2024 were told.
            person = maker.newcomer(key, date(2023, 8, 1), date(2024, 5, 20))
            yield person, MembershipFact(key, cell.key, person.joined, came="admission")
            continue
        person = maker.member(key, elder=number > cell.size - elders)
        if number > SETTLED and person.joined >= cell.since and maker.rng.random() < 0.5:
            yield person, MembershipFact(key, cell.key, person.joined, came="admission")
            continue
        latest = date(2021, 12, 1) if number <= SETTLED else _TOLD_SINCE
        first = max(person.joined, cell.since)
        yield person, MembershipFact(key, cell.key, draw_day(maker.rng, first, max(first, latest)))


def _admitted(cell: Outline, maker: Maker) -> Iterator[tuple[PersonFact, MembershipFact]]:
    """One in two cells admitted somebody since; a cell that ended did so before its last months."""
    if maker.rng.random() > 0.55:
        return
    last = TODAY - timedelta(30) if cell.until is None else months_after(cell.until, -2)
    first = max(date(2024, 7, 3), cell.since + timedelta(90))
    if first < last:
        key = f"{cell.key}/a01"
        person = maker.newcomer(key, first, last)
        yield person, MembershipFact(key, cell.key, person.joined, came="admission")


def _life(person: PersonFact, first: MembershipFact, rng: Random) -> list[MembershipFact]:
    """The spells of one person, from cell to cell by reorganisations, until a leaving if any."""
    spells = [first]
    number = int(person.key[-2:])
    for cell, on in stations(outline_of(first.cell), number):
        if spells[-1].since < on:
            spells[-1] = replace(spells[-1], until=on, left="reorganisation")
            spells.append(MembershipFact(person.key, cell, on, came="reorganisation"))
    fate = rng.random()
    if number <= SETTLED or person.official is None or person.official > date(2023, 1, 1):
        return spells
    if fate < (_OLD_DIE if person.born.year < 1955 else _YOUNG_DIE):
        return _ended(spells, draw_day(rng, *_LEAVING), "deceased")
    if fate > _ONE_LEAVES:
        how = "removal" if fate > _ONE_IS_REMOVED else "left"
        return _ended(spells, draw_day(rng, *_MOVING), how)
    return spells


def _ended(spells: Sequence[MembershipFact], on: date, how: str) -> list[MembershipFact]:
    lived = [spell for spell in spells if spell.since < on]
    if not lived:
        return list(spells)
    lived[-1] = replace(lived[-1], until=on, left=how)
    return lived


def _move(told: Outlined) -> None:
    """Official transfers between cells of after the reorganisation."""
    rng = rng_for("elsewhere", "moves")
    open_cells = [cell.key for cell in OUTLINES if cell.until is None]
    free = [
        m.person for m in told.memberships
        if m.until is None and m.since < REORGANISED and int(m.person[-2:]) > SETTLED
        and (told.people[m.person].official or TODAY) < date(2024, 6, 1)
    ]  # fmt: skip
    for person in sorted(rng.sample(free, _MOVES)):
        at = next(i for i, m in enumerate(told.memberships) if m.person == person and not m.until)
        here = told.memberships[at]
        target = rng.choice([key for key in open_cells if key != here.cell])
        on = draw_day(rng, *_MOVING)
        told.memberships[at] = replace(here, until=on, left="transfer")
        told.memberships.insert(at + 1, MembershipFact(person, target, on))
