"""What a unit was called and became; and the tree of any day, with what had ended by then."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from nenep.structure.actions.change_kind import change_kind
from nenep.structure.actions.dissolve_unit import dissolve_unit
from nenep.structure.actions.move_unit import move_unit
from nenep.structure.actions.recode_unit import recode_unit
from nenep.structure.actions.rename_unit import rename_unit
from nenep.structure.models import UnitCode
from nenep.structure.queries.history import history_of, names_of
from nenep.structure.queries.units import cells_below_on, tree_on, unit_near
from nenep.structure.rules.history import Change, DatedFact, UnitChange, changes
from nenep.structure.tests.acts import cell
from tests.world import SINCE, World

MARCH, MAY, NEW_YEAR = date(2026, 3, 1), date(2026, 5, 1), date(2027, 1, 1)


def test_it_tells_a_life_in_order(world: World) -> None:
    actor = world.act_as_system()
    unit = cell(actor, world.unit("ward"), SINCE, name="Chi bộ Trạm Y tế", cell_type="agency")
    code = unit_near(unit, SINCE).code
    move_unit(
        actor=actor,
        unit_id=unit,
        parent_id=world.unit("other_ward"),
        on=MAY,
        decision="12-QĐ/TU",
    )
    rename_unit(actor=actor, unit_id=unit, name="Chi bộ Trạm Y tế Đồi Thông", on=MAY)
    recode_unit(actor=actor, unit_id=unit, code="99102002000009", on=MAY)
    change_kind(actor=actor, unit_id=unit, kind="grassroots_cell", cell_type="agency", on=MARCH)
    dissolve_unit(actor=actor, unit_id=unit, successor_id=world.unit("other_cell"), on=NEW_YEAR)
    agency = "Chi bộ cơ quan hành chính, đơn vị sự nghiệp"
    assert history_of(unit) == [
        UnitChange(SINCE, Change.FOUNDED, "", "Chi bộ Trạm Y tế"),
        UnitChange(
            MARCH, Change.REKINDED, f"Chi bộ trực thuộc ({agency})", f"Chi bộ cơ sở ({agency})"
        ),
        UnitChange(MAY, Change.RENAMED, "Chi bộ Trạm Y tế", "Chi bộ Trạm Y tế Đồi Thông"),
        UnitChange(MAY, Change.RECODED, code, "99102002000009"),
        UnitChange(
            MAY,
            Change.MOVED,
            "Đảng bộ phường Suối Lồ Ô",
            "Đảng bộ phường Đồi Thông",
            "12-QĐ/TU",
        ),
        UnitChange(NEW_YEAR, Change.DISSOLVED, "", "Chi bộ tổ dân phố 9"),
    ]
    taken = UnitChange(NEW_YEAR, Change.TOOK_OVER, "", "Chi bộ Trạm Y tế Đồi Thông")
    assert history_of(world.unit("other_cell"))[-1] == taken


def test_it_names_the_former_superior_to_who_no_longer_reaches_it(world: World) -> None:
    actor = world.act_as_system()
    move_unit(actor=actor, unit_id=world.unit("school"), parent_id=world.unit("other_ward"), on=MAY)
    world.act_as("other_ward_officer")
    moved = history_of(world.unit("school"))[-1]
    assert (moved.before, moved.after) == ("Đảng bộ phường Suối Lồ Ô", "Đảng bộ phường Đồi Thông")
    world.act_as("ward_officer")
    assert history_of(world.unit("school")) == []


def test_it_tells_a_history_in_three_questions(world: World) -> None:
    actor, unit = world.act_as_system(), world.unit("school")
    for year in range(2030, 2036):
        rename_unit(actor=actor, unit_id=unit, name=f"Tên {year}", on=date(year, 1, 1))
    with CaptureQueriesContext(connection) as asked:
        assert len(history_of(unit)) == 7
    assert len(asked) == 3


def test_it_counts_a_code_given_at_last_as_a_change(world: World) -> None:
    actor = world.act_as_system()
    unit = cell(actor, world.unit("ward"), SINCE)
    UnitCode.objects.filter(unit_id=unit).delete()
    recode_unit(actor=actor, unit_id=unit, code="99101009000001", on=MAY)
    assert history_of(unit)[-1] == UnitChange(MAY, Change.RECODED, "", "99101009000001")


def test_it_names_any_unit_whose_id_one_holds(world: World) -> None:
    actor = world.act_as_system()
    village, planned = world.unit("village"), cell(actor, world.unit("ward"), NEW_YEAR, name="Mới")
    rename_unit(actor=actor, unit_id=village, name="Tên năm sau", on=NEW_YEAR)
    gone = cell(actor, world.unit("ward"), SINCE, name="Tên đầu")
    rename_unit(actor=actor, unit_id=gone, name="Tên cuối", on=MARCH)
    dissolve_unit(actor=actor, unit_id=gone, successor_id=village, on=MAY)
    world.act_as("other_secretary")
    with CaptureQueriesContext(connection) as asked:
        named = names_of({village, planned, gone, UUID(int=7)})
    assert named == {village: "Chi bộ làng Kon Rơlang", planned: "Mới", gone: "Tên cuối"}
    assert len(asked) == 1
    assert names_of(()) == {}


def _shown(world: World, on: date, root: str | None = None, nearest: bool = False) -> list[str]:
    root_id = world.unit(root) if root else None
    with CaptureQueriesContext(connection) as asked:
        lines = tree_on(on, root_id=root_id, nearest=nearest)
    assert len(asked) == 1
    return [f"{depth} {view.short}" for depth, view in lines]


@pytest.fixture
def arranged(world: World) -> World:
    actor, ward = world.act_as_system(), world.unit("ward")
    gone = cell(actor, ward, SINCE, name="Chi bộ cũ", code="99101008000001")
    dissolve_unit(actor=actor, unit_id=gone, successor_id=world.unit("village"), on=MAY)
    cell(actor, ward, NEW_YEAR, name="Chi bộ mới", code="99101009000001")
    return world


def test_it_draws_the_tree_of_any_day(arranged: World) -> None:
    arranged.act_as("ward_officer")
    cells = ["1 Chi bộ làng Kon Rơlang", "1 Chi bộ Trường Tiểu học Lồ Ô"]
    ward = "0 Đảng bộ phường Suối Lồ Ô"
    assert _shown(arranged, MARCH, "ward") == [ward, *cells, "1 Chi bộ cũ"]
    assert _shown(arranged, arranged.today, "ward") == [ward, *cells]
    assert _shown(arranged, NEW_YEAR, "ward") == [ward, *cells, "1 Chi bộ mới"]
    assert _shown(arranged, arranged.today)[0] == "0 Đảng bộ tỉnh Sơn Hạ"


def test_it_draws_what_had_ended_and_what_is_to_come(arranged: World) -> None:
    arranged.act_as("ward_officer")
    everything = [
        "0 Đảng bộ phường Suối Lồ Ô",
        "1 Chi bộ làng Kon Rơlang",
        "2 Chi bộ cũ",
        "1 Chi bộ Trường Tiểu học Lồ Ô",
        "1 Chi bộ mới",
    ]
    assert _shown(arranged, arranged.today, "ward", nearest=True) == everything
    lines = {view.short: view for _, view in tree_on(arranged.today, nearest=True)}
    assert lines["Chi bộ cũ"].on == date(2026, 4, 30)
    assert lines["Chi bộ mới"].on == NEW_YEAR
    assert unit_near(lines["Chi bộ cũ"].id, arranged.today) == lines["Chi bộ cũ"]


def test_it_counts_a_grassroots_cell_among_the_cells(world: World) -> None:
    actor, school = world.act_as("ward_officer"), world.unit("school")
    change_kind(actor=actor, unit_id=school, kind="grassroots_cell", cell_type="agency", on=MAY)
    below = {view.id for view in cells_below_on(world.unit("ward"), MAY)}
    assert below == {school, world.unit("village")}


facts = st.lists(
    st.builds(
        DatedFact,
        what=st.sampled_from([Change.RENAMED, Change.RECODED, Change.MOVED]),
        since=st.dates(date(2020, 1, 2), date(2027, 1, 1)),
        value=st.sampled_from("abc"),
    ),
    unique_by=lambda fact: (fact.what, fact.since),
)


@given(facts)
def test_it_tells_turns_that_follow_each_other(rows: list[DatedFact]) -> None:
    told = changes([DatedFact(Change.FOUNDED, date(2020, 1, 1), "x"), *rows])
    assert [c.on for c in told] == sorted(c.on for c in told)
    assert told[0].what is Change.FOUNDED
    for what in {fact.what for fact in rows}:
        turns = [c for c in told if c.what is what]
        last = max((f for f in rows if f.what is what), key=lambda f: f.since)
        assert turns[-1].after == last.value
        assert all(turn.before != turn.after for turn in turns)
        assert [t.before for t in turns[1:]] == [t.after for t in turns[:-1]]
