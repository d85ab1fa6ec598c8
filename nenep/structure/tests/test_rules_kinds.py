"""The kinds of organisation of each period, and that the code's own list of cells agrees."""

from datetime import date
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.errors import Refused
from nenep.rulebook.rules.cell_types import CellType
from nenep.rulebook.rules.documents import Confidence
from nenep.rulebook.rules.national import national
from nenep.structure.rules.kinds import PARAMETER, KindTable, kinds_from
from nenep.structure.rules.units import CELL_KINDS, PLAIN_NAMES, Kind, UnitView

NEVER, FOUR_LEVELS, THREE_LEVELS, ONE_NAME = (
    date(2010, 6, 1),
    date(2024, 6, 30),
    date(2026, 1, 1),
    date(2026, 11, 23),
)
PERIODS = (FOUR_LEVELS, THREE_LEVELS, ONE_NAME)


def _on(day: date) -> KindTable:
    return kinds_from(national().find(PARAMETER, on=day))


@pytest.mark.parametrize("day", PERIODS)
def test_it_says_the_same_of_cells_as_the_code(day: date) -> None:
    table = _on(day)
    cells = {kind for kind, rule in table.kinds.items() if rule.cell}
    assert cells == set(CELL_KINDS) & table.kinds.keys()
    assert "party_cell" in cells


@pytest.mark.parametrize("day", PERIODS)
def test_it_speaks_of_known_kinds_only(day: date) -> None:
    rules = _on(day).kinds
    assert rules.keys() <= set(Kind)
    assert {above for rule in rules.values() for above in rule.under} <= rules.keys()
    assert {kind for rule in rules.values() for kind in rule.never} <= set(CellType)
    assert [kind for kind, rule in rules.items() if not rule.under] == [Kind.PROVINCIAL]


@pytest.mark.parametrize("day", PERIODS)
def test_it_puts_no_kind_below_itself_by_any_way(day: date) -> None:
    rules = _on(day).kinds
    above = {kind: set(rule.under) for kind, rule in rules.items()}
    for _ in above:
        above = {k: u | {a for p in u for a in above[p]} for k, u in above.items()}
    assert [kind for kind, superiors in above.items() if kind in superiors] == []


@pytest.mark.parametrize(
    ("day", "kind", "parent"),
    [
        (FOUR_LEVELS, "commune_committee", "municipal_committee"),
        (FOUR_LEVELS, "grassroots_cell", "bloc_committee"),
        (FOUR_LEVELS, "party_cell", "commune_committee"),
        (THREE_LEVELS, "commune_committee", "provincial_committee"),
        (THREE_LEVELS, "grassroots_cell", "commune_committee"),
        (THREE_LEVELS, "party_cell", "sub_organisation"),
        (ONE_NAME, "sub_organisation", "commune_committee"),
        (ONE_NAME, "party_cell", "agencies_committee"),
        (ONE_NAME, "party_group", "party_cell"),
    ],
)
def test_it_says_on_what_ground_one_stands_under_the_other(
    day: date, kind: str, parent: str
) -> None:
    basis = _on(day).may_stand_under(kind, parent)
    assert basis is not None
    assert basis.document.in_force_on(day)


@pytest.mark.parametrize(
    ("day", "kind", "parent"),
    [
        (FOUR_LEVELS, "commune_committee", "provincial_committee"),
        (FOUR_LEVELS, "agencies_committee", "provincial_committee"),
        (THREE_LEVELS, "commune_committee", "district_committee"),
        (THREE_LEVELS, "district_committee", "provincial_committee"),
        (THREE_LEVELS, "sub_organisation", "commune_committee"),
        (ONE_NAME, "grassroots_cell", "commune_committee"),
        (ONE_NAME, "party_cell", "party_cell"),
        (ONE_NAME, "provincial_committee", "commune_committee"),
    ],
)
def test_it_refuses_what_the_period_does_not_know(day: date, kind: str, parent: str) -> None:
    with pytest.raises(Refused, match="chưa ghi gì") as refused:
        _on(day).may_stand_under(kind, parent)
    assert refused.value.basis


def test_it_tells_how_little_is_known_of_the_newest_rule() -> None:
    basis = _on(ONE_NAME).citation
    assert basis is not None
    assert basis.confidence is Confidence.SECONDARY
    assert basis.our_reading


def test_it_names_a_kind_as_the_period_does() -> None:
    named = [_on(day).name("party_cell") for day in (NEVER, *PERIODS)]
    assert named == ["Chi bộ", "Chi bộ trực thuộc", "Chi bộ trực thuộc", "Chi bộ"]
    assert _on(ONE_NAME).name("grassroots_cell") == "Chi bộ cơ sở"
    assert _on(ONE_NAME).name("no_such_kind") == "no_such_kind"
    assert PLAIN_NAMES.keys() == set(Kind)


def test_it_keeps_villages_out_of_grassroots_cells() -> None:
    with pytest.raises(Refused):
        _on(THREE_LEVELS).may_be_of("grassroots_cell", "residential")
    assert _on(THREE_LEVELS).may_be_of("grassroots_cell", "agency")
    assert _on(FOUR_LEVELS).may_be_of("grassroots_cell", "residential")


@given(st.sampled_from(Kind), st.one_of(st.none(), st.sampled_from(Kind)), st.dates())
def test_it_answers_any_day_with_a_basis_a_refusal_or_no_rule(
    kind: Kind, parent: Kind | None, day: date
) -> None:
    table = _on(day)
    assert table.name(kind)
    known = day >= date(2011, 1, 19)
    if known and not _permits(table, kind, parent):
        with pytest.raises(Refused) as refused:
            table.may_stand_under(kind, parent)
        assert refused.value.basis
    else:
        assert (table.may_stand_under(kind, parent) is not None) == known


def _permits(table: KindTable, kind: Kind, parent: Kind | None) -> bool:
    rule = table.kinds.get(kind)
    return rule is not None and (parent is None or parent in rule.under)


@given(st.sampled_from(Kind))
def test_it_takes_for_a_cell_what_meets_as_one(kind: Kind) -> None:
    view = UnitView(
        id=uuid4(), code="", name="", short="", kind=kind, cell_type="", parent_id=None, on=NEVER
    )
    assert view.is_cell == any(
        _on(day).kinds[kind].cell for day in PERIODS if kind in _on(day).kinds
    )
