"""The story of 1/7/2025, person by person, before anything is loaded."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest

from nenep.demo.story.calendar import REORGANISED, TODAY
from nenep.demo.story.elsewhere import OUTLINES
from nenep.demo.story.facts import MembershipFact, UnitFact, UnitKind
from nenep.demo.story.life import tell
from nenep.demo.story.units import CITY, PROVINCE, WARDS, tree

UNITS = {unit.key: unit for unit in tree()}
SPELLS = tell().cast.memberships
PEOPLE = {person.key: person for person in tell().cast.people}
EVE = REORGANISED - timedelta(1)
LEAVING = {"deceased", "removal", "left"}


def test_it_tells_of_some_fourteen_hundred_people_in_both_trees() -> None:
    assert 1200 <= len(PEOPLE) <= 1500
    assert len(list(_below(CITY, date(2024, 6, 30)))) > 45
    assert len(WARDS) == 8


def test_it_leaves_everybody_in_exactly_one_place_before_and_after() -> None:
    before, after = _cells_on(EVE), _cells_on(REORGANISED)
    assert before.keys() == after.keys(), "nobody came or left on the day itself"
    moved_that_day = {m.person for m in SPELLS if m.since == REORGANISED and m.came == "transfer"}
    for person, cell in before.items():
        then = after[person]
        if UNITS[cell].until == REORGANISED:
            outline = next(o for o in OUTLINES if o.key == cell)
            assert then in outline.into
        elif then != cell:
            assert UNITS[then].since == REORGANISED or person in moved_that_day


def test_it_explains_whoever_is_in_no_cell_on_a_day() -> None:
    lives: dict[str, list[MembershipFact]] = {}
    for spell in SPELLS:
        lives.setdefault(spell.person, []).append(spell)
    assert lives.keys() == PEOPLE.keys()
    for spells in lives.values():
        assert all(a.until == b.since for a, b in pairwise(spells)), "a gap nobody explains"
        assert all(a.left in ("transfer", "reorganisation") for a, _ in pairwise(spells))
        assert (spells[-1].until is None) == (spells[-1].left == "")
        assert spells[-1].left in LEAVING | {""}


def test_it_conserves_members_only_over_the_whole_set() -> None:
    before, after = _cells_on(EVE), _cells_on(REORGANISED)
    of_the_city = set(_below(CITY, EVE))
    city = {person for person, cell in before.items() if cell in of_the_city}
    below = {ward: set(_below(ward, REORGANISED)) for ward in WARDS}
    new = {ward: {p for p, c in after.items() if c in below[ward]} for ward in WARDS}
    assert sum(len(people) for people in new.values()) == len(before)
    assert set().union(*new.values()) == before.keys()
    mixed = [ward for ward, people in new.items() if people & city and people - city]
    assert set(mixed) >= {"xa-ia-may", "xa-dak-suong"}, "communes took in parts of the neighbours"


@pytest.mark.parametrize("day", [date(2024, 6, 30), EVE, REORGANISED, date(2026, 11, 1)])
def test_it_sums_the_tree_to_the_people_of_the_day(day: date) -> None:
    here = Counter(_cells_on(day).values())
    cells = list(_below(PROVINCE, day))
    assert len(cells) == len(set(cells))
    assert sum(here[cell] for cell in cells) == len(_cells_on(day)) == here.total()


def test_it_keeps_every_spell_within_the_life_of_its_unit() -> None:
    for spell in SPELLS:
        assert _lies_within(UNITS[spell.cell], spell.since, spell.until)
    for office in tell().cast.offices:
        assert _lies_within(UNITS[office.cell], office.since, office.until)


def test_it_names_who_keeps_the_records_of_each_unit_that_ended() -> None:
    ended = [unit for unit in UNITS.values() if unit.until is not None]
    assert {unit.kind for unit in ended} == {
        UnitKind.FORMER_CITY, UnitKind.DISTRICT, UnitKind.GRASSROOTS, UnitKind.CELL,
    }  # fmt: skip
    for unit in ended:
        keeper = UNITS[unit.successor]
        assert unit.decision
        assert keeper.since <= (unit.until or TODAY)
        assert keeper.until is None or keeper.until > (unit.until or TODAY)


def test_it_has_cells_renamed_divided_joined_and_of_another_kind() -> None:
    assert sum(bool(unit.former_names) for unit in UNITS.values()) >= 5
    assert any(outline.divided for outline in OUTLINES)
    assert any(unit.former_kind is UnitKind.GRASSROOTS_CELL for unit in UNITS.values())
    assert max(len(unit.former_codes) for unit in UNITS.values()) == 2
    assert sum(bool(outline.into) for outline in OUTLINES) >= 20


def test_it_has_lives_that_went_on_since() -> None:
    records = tell().records
    assert sum(t.closed_on is None for t in records.transfers) == 2
    moved = [t for t in records.transfers if t.until is None and t.closed_on]
    assert sum(t.introduced_on > REORGANISED for t in moved) > 20
    admitted = [p for p in PEOPLE.values() if p.joined >= REORGANISED]
    assert len(admitted) > 20
    assert any(p.official and p.official > REORGANISED for p in admitted)
    assert {s.left for s in SPELLS if s.until and s.until > REORGANISED} >= LEAVING - {"left"}


def _cells_on(day: date) -> dict[str, str]:
    """Everybody's cell of the day; a second one would be an error of the story."""
    found: dict[str, str] = {}
    for spell in SPELLS:
        if spell.since <= day and (spell.until is None or day < spell.until):
            assert spell.person not in found
            found[spell.person] = spell.cell
    return found


def _below(root: str, day: date) -> Iterator[str]:
    """The cells under a unit by the tree of the day."""
    for unit in UNITS.values():
        parents = [
            p.parent
            for p in unit.placements
            if p.since <= day and (p.until is None or day < p.until)
        ]
        if root in parents:
            if unit.cell_kind is not None:
                yield unit.key
            yield from _below(unit.key, day)


def _lies_within(unit: UnitFact, since: date, until: date | None) -> bool:
    if since < unit.since:
        return False
    return unit.until is None or (until is not None and until <= unit.until)
