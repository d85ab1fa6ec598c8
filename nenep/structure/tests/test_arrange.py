"""Renaming, moving, recoding, changing the kind of and ending a unit: on any day, in words."""

from datetime import date
from uuid import UUID

import pytest

from nenep.access.rules import Actor
from nenep.journal.models import Entry, Outbox
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.structure.actions.change_kind import change_kind
from nenep.structure.actions.dissolve_unit import dissolve_unit
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.actions.move_unit import move_unit
from nenep.structure.actions.recode_unit import recode_unit
from nenep.structure.actions.refresh_paths import refresh_paths, tell_of_moves
from nenep.structure.actions.rename_unit import rename_unit
from nenep.structure.models import Placement, Succession, UnitName
from nenep.structure.queries.units import children_on, unit_on
from nenep.structure.tests.acts import cell, path_of, some_code
from tests.world import SINCE, World

MARCH, MAY, NEW_YEAR = date(2026, 3, 1), date(2026, 5, 1), date(2027, 1, 1)


def _names(unit_id: UUID) -> list[tuple[date, date | None, str]]:
    rows = UnitName.objects.filter(unit_id=unit_id).order_by("during")
    return [(row.during.lower, row.during.upper, row.name) for row in rows]


def _rename(actor: Actor, unit_id: UUID, name: str, on: date) -> None:
    rename_unit(actor=actor, unit_id=unit_id, name=name, on=on)


def test_it_renames_from_a_day_and_keeps_the_name_before(world: World) -> None:
    village = world.unit("village")
    _rename(world.act_as("ward_officer"), village, "Chi bộ  thôn Kon Rơlang", world.today)
    assert unit_on(village, world.today).name == "Chi bộ thôn Kon Rơlang"
    assert unit_on(village, MAY).name == "Chi bộ làng Kon Rơlang"


def test_it_writes_a_forgotten_name_into_the_middle_of_history(world: World) -> None:
    village, actor = world.unit("village"), world.act_as("ward_officer")
    _rename(actor, village, "Tên sau", NEW_YEAR)
    _rename(actor, village, "Tên giữa", MARCH)
    assert _names(village) == [
        (SINCE, MARCH, "Chi bộ làng Kon Rơlang"),
        (MARCH, NEW_YEAR, "Tên giữa"),
        (NEW_YEAR, None, "Tên sau"),
    ]


def test_it_corrects_a_name_on_the_day_that_it_began(world: World) -> None:
    village, actor = world.unit("village"), world.act_as("ward_officer")
    for name in ("Tên sai", "Tên đúng"):
        _rename(actor, village, name, MARCH)
    assert [name for _, _, name in _names(village)] == ["Chi bộ làng Kon Rơlang", "Tên đúng"]


def test_it_renames_once(world: World) -> None:
    village, actor = world.unit("village"), world.act_as("ward_officer")
    for _ in range(2):
        _rename(actor, village, "Tên mới", MARCH)
    assert Entry.objects.filter(unit_id=village, verb="unit.renamed").count() == 1


@pytest.mark.parametrize("name", ["", "  ", "x" * 201])
def test_it_refuses_what_is_no_name(world: World, name: str) -> None:
    with pytest.raises(Invalid):
        _rename(world.act_as("ward_officer"), world.unit("village"), name, MARCH)


def test_it_refuses_a_day_before_the_founding(world: World) -> None:
    with pytest.raises(Refused, match="không hoạt động vào ngày 30/06/2025"):
        _rename(world.act_as("ward_officer"), world.unit("village"), "x", date(2025, 6, 30))


@pytest.mark.parametrize("unit", ["ward", "province"])
def test_it_lets_no_office_rearrange_its_own_committee_or_what_is_above(
    world: World, unit: str
) -> None:
    with pytest.raises(Forbidden):
        _rename(world.act_as("ward_officer"), world.unit(unit), "Tên khác", MARCH)


@pytest.mark.parametrize("key", ["secretary", "member", "committee_member"])
def test_it_lets_no_cell_rearrange_itself(world: World, key: str) -> None:
    with pytest.raises(Forbidden):
        _rename(world.act_as(key), world.unit("village"), "Tên khác", MARCH)


def test_it_hides_what_is_out_of_reach(world: World) -> None:
    with pytest.raises(Absent):
        _rename(world.act_as("ward_officer"), world.unit("other_cell"), "Tên khác", MARCH)


def test_it_lets_a_secretary_rename_and_end_a_group_of_the_cell(world: World) -> None:
    actor, village = world.act_as("secretary"), world.unit("village")
    group = found_unit(
        actor=actor, name="Tổ 1", kind="party_group", code="", parent_id=village, on=MARCH
    ).pk
    _rename(actor, group, "Tổ đảng Kon Rơlang 1", MAY)
    dissolve_unit(actor=actor, unit_id=group, successor_id=village, on=world.today)
    assert path_of(group) == (
        "kept",
        (world.unit("province"), world.unit("ward"), village, group),
    )


def _move(actor: Actor, unit_id: UUID, parent_id: UUID | None, on: date) -> None:
    move_unit(actor=actor, unit_id=unit_id, parent_id=parent_id, on=on, decision="07-QĐ/TU")


def _section(world: World, actor: Actor, on: date = SINCE, ward: str = "ward") -> UUID:
    return found_unit(
        actor=actor,
        name="Đảng bộ trực thuộc Suối",
        kind="grassroots_party_organisation",
        code=some_code(),
        parent_id=world.unit(ward),
        on=on,
    ).pk


def test_it_moves_a_cell_with_its_path(world: World) -> None:
    actor = world.act_as("ward_officer")
    section, village = _section(world, actor), world.unit("village")
    _move(actor, village, section, MAY)
    assert unit_on(village, MAY).parent_id == section
    assert unit_on(village, MARCH).parent_id == world.unit("ward")
    line = (world.unit("province"), world.unit("ward"), section, village)
    assert path_of(village) == ("today", line)
    assert Placement.objects.get(unit_id=village, during__contains=MAY).decision == "07-QĐ/TU"


def test_it_takes_along_what_is_below(world: World) -> None:
    actor = world.act_as_system()
    section, village = _section(world, actor), world.unit("village")
    _move(actor, village, section, MAY)
    _move(actor, section, world.unit("other_ward"), date(2026, 7, 1))
    line = (world.unit("province"), world.unit("other_ward"), section, village)
    assert path_of(village) == ("today", line)
    world.act_as("ward_officer")
    assert path_of(village) is None


def test_it_moves_in_advance_and_comes_true_at_midnight(world: World) -> None:
    actor = world.act_as_system()
    village = world.unit("village")
    _move(actor, village, world.unit("other_ward"), NEW_YEAR)
    assert path_of(village) == ("today", (world.unit("province"), world.unit("ward"), village))
    refresh_paths(on=NEW_YEAR)
    line = (world.unit("province"), world.unit("other_ward"), village)
    assert path_of(village) == ("today", line)


def test_it_refuses_a_superior_out_of_reach(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Absent):
        _move(actor, world.unit("village"), world.unit("other_ward"), MAY)
    with pytest.raises(Forbidden):
        _move(actor, world.unit("village"), world.unit("province"), MAY)


def test_it_refuses_a_superior_that_ends_meanwhile(world: World) -> None:
    actor = world.act_as_system()
    section = _section(world, actor)
    dissolve_unit(actor=actor, unit_id=section, successor_id=world.unit("ward"), on=NEW_YEAR)
    with pytest.raises(Refused, match="chỉ hoạt động 01/07/2025 – 01/01/2027"):
        _move(actor, world.unit("village"), section, MAY)


def test_it_refuses_a_circle_on_a_day_to_come(world: World) -> None:
    """A stands under B from May; B must not stand under A on any day of that."""
    actor = world.act_as_system()
    upper, lower = _top(actor), _top(actor)
    _move(actor, lower, upper, date(2010, 5, 1))
    with pytest.raises(Refused, match=r"Ngày 01/05/2010 .* lại trực thuộc chính đơn vị này"):
        _move(actor, upper, lower, date(2010, 3, 1))
    with pytest.raises(Refused, match="trực thuộc chính mình"):
        _move(actor, upper, upper, date(2010, 3, 1))


def _top(actor: Actor) -> UUID:
    """Before the first rule anything may stand anywhere."""
    return found_unit(
        actor=actor,
        name="Đảng bộ cũ",
        kind="grassroots_party_organisation",
        code=some_code(),
        parent_id=None,
        on=date(2009, 1, 1),
    ).pk


def test_it_refuses_a_place_that_the_rules_do_not_know(world: World) -> None:
    with pytest.raises(Refused, match="không đặt trực thuộc") as refused:
        _move(world.act_as_system(), world.unit("village"), world.unit("school"), MAY)
    assert "294-QĐ/TW" in refused.value.basis


def test_it_recodes_from_a_day(world: World) -> None:
    actor, village = world.act_as("ward_officer"), world.unit("village")
    recode_unit(actor=actor, unit_id=village, code="99.101.001.000.077", on=MAY)
    assert unit_on(village, MAY).code == "99101001000077"
    assert unit_on(village, MARCH).code == "99101001000001"


@pytest.mark.parametrize("code", ["99101002000001", "99102001000001"])
def test_it_refuses_a_code_in_use_in_sight_or_out_of_it(world: World, code: str) -> None:
    actor, village = world.act_as("ward_officer"), world.unit("village")
    with pytest.raises(Refused, match="là mã của đơn vị khác"):
        recode_unit(actor=actor, unit_id=village, code=code, on=MAY)
    assert unit_on(village, world.today).code == "99101001000001"


def test_it_gives_a_code_that_another_has_laid_down(world: World) -> None:
    actor = world.act_as("ward_officer")
    recode_unit(actor=actor, unit_id=world.unit("school"), code=some_code(), on=MAY)
    recode_unit(actor=actor, unit_id=world.unit("village"), code="99101002000001", on=MAY)
    assert unit_on(world.unit("village"), MAY).code == "99101002000001"


def test_it_changes_the_kind_and_stays_a_cell(world: World) -> None:
    actor, school = world.act_as("ward_officer"), world.unit("school")
    change_kind(actor=actor, unit_id=school, kind="grassroots_cell", cell_type="agency", on=MAY)
    assert unit_on(school, MAY).kind == "grassroots_cell"
    assert unit_on(school, MAY).is_cell
    assert children_on(world.unit("ward"), MARCH)[1].kind == "party_cell"


def test_it_keeps_a_village_from_becoming_a_grassroots_cell(world: World) -> None:
    with pytest.raises(Refused, match="không lập thành “Chi bộ cơ sở”") as refused:
        change_kind(
            actor=world.act_as("ward_officer"),
            unit_id=world.unit("village"),
            kind="grassroots_cell",
            cell_type="residential",
            on=MAY,
        )
    assert "20.2" in refused.value.basis


def test_it_refuses_a_kind_that_the_period_has_no_more(world: World) -> None:
    with pytest.raises(Refused, match="không có loại tổ chức đảng “Chi bộ cơ sở”"):
        change_kind(
            actor=world.act_as("ward_officer"),
            unit_id=world.unit("school"),
            kind="grassroots_cell",
            on=world.today,
        )


def test_it_refuses_a_kind_under_which_its_units_may_not_stand(world: World) -> None:
    actor = world.act_as_system()
    with pytest.raises(Refused, match="không đặt trực thuộc “Đảng bộ các cơ quan"):
        change_kind(actor=actor, unit_id=world.unit("ward"), kind="agencies_committee", on=MAY)


def test_it_refuses_a_type_for_what_is_no_cell(world: World) -> None:
    with pytest.raises(Invalid, match="chỉ dành cho chi bộ"):
        change_kind(
            actor=world.act_as_system(),
            unit_id=world.unit("ward"),
            kind="commune_committee",
            cell_type="agency",
            on=MAY,
        )


def test_it_ends_a_unit_whose_records_another_keeps(world: World) -> None:
    actor, ward = world.act_as("ward_officer"), world.unit("ward")
    gone = cell(actor, ward, SINCE, name="Chi bộ cũ")
    for _ in range(2):
        dissolve_unit(actor=actor, unit_id=gone, successor_id=world.unit("village"), on=MAY)
    assert path_of(gone) == ("kept", (world.unit("province"), ward, world.unit("village"), gone))
    assert _names(gone) == [(SINCE, MAY, "Chi bộ cũ")]
    assert Succession.objects.get(pk=gone).on == MAY
    assert Entry.objects.filter(unit_id=gone, verb="unit.dissolved").count() == 1
    with pytest.raises(Refused, match="đã có ngày kết thúc 01/05/2026"):
        dissolve_unit(actor=actor, unit_id=gone, successor_id=ward, on=MAY)


def test_it_hands_a_kept_unit_on_when_its_keeper_ends(world: World) -> None:
    actor, ward = world.act_as("ward_officer"), world.unit("ward")
    first, second = cell(actor, ward, SINCE), cell(actor, ward, SINCE)
    dissolve_unit(actor=actor, unit_id=first, successor_id=second, on=MARCH)
    dissolve_unit(actor=actor, unit_id=second, successor_id=world.unit("school"), on=MAY)
    line = (world.unit("province"), ward, world.unit("school"), second, first)
    assert path_of(first) == ("kept", line)


@pytest.mark.parametrize(
    ("successor", "on", "why"),
    [
        ("village", SINCE, "thành lập ngày 01/07/2025"),
        ("itself", MAY, "không giữ được hồ sơ"),
        ("planned", MAY, "không giữ được hồ sơ"),
    ],
)
def test_it_refuses_an_end_that_cannot_be(world: World, successor: str, on: date, why: str) -> None:
    actor, ward = world.act_as("ward_officer"), world.unit("ward")
    gone = cell(actor, ward, SINCE)
    keepers = {"itself": gone, "planned": cell(actor, ward, NEW_YEAR)}
    keeper = keepers.get(successor) or world.unit(successor)
    with pytest.raises(Refused, match=why):
        dissolve_unit(actor=actor, unit_id=gone, successor_id=keeper, on=on)


def test_it_refuses_an_end_without_a_keeper(world: World) -> None:
    with pytest.raises(Invalid, match="nơi giữ hồ sơ"):
        dissolve_unit(
            actor=world.act_as_system(), unit_id=world.unit("school"), successor_id=None, on=MAY
        )


def test_it_refuses_to_end_what_others_stand_under(world: World) -> None:
    with pytest.raises(Refused, match="Còn 2 đơn vị trực thuộc"):
        dissolve_unit(
            actor=world.act_as_system(),
            unit_id=world.unit("ward"),
            successor_id=world.unit("other_ward"),
            on=MAY,
        )


def test_it_refuses_to_end_before_what_is_written_for_later(world: World) -> None:
    actor, gone = world.act_as_system(), world.unit("school")
    _rename(actor, gone, "Tên năm mới", NEW_YEAR)
    with pytest.raises(Refused, match="còn thay đổi đã ghi"):
        dissolve_unit(actor=actor, unit_id=gone, successor_id=world.unit("village"), on=MAY)


@pytest.mark.parametrize("key", ["ward_officer", "administrator"])
def test_it_tells_the_figures_of_both_superiors(world: World, key: str) -> None:
    section = _section(world, world.act_as("ward_officer"))
    _move(world.act_as(key), world.unit("village"), section, MAY)
    world.act_as_system()
    assert _told() >= {(world.unit("ward"), MAY), (section, MAY)}


def _told() -> set[tuple[UUID, date]]:
    from_outbox = Outbox.objects.filter(kind="unit.arranged")
    return set(from_outbox.values_list("unit_id", "month"))


def test_it_tells_at_midnight_what_was_written_in_advance(world: World) -> None:
    actor = world.act_as_system()
    before = _told()
    _move(actor, world.unit("village"), world.unit("other_ward"), NEW_YEAR)
    assert _told() == before
    assert tell_of_moves(on=date(2026, 12, 31)) == 0
    assert tell_of_moves(on=date(2027, 1, 2)) == 2
    assert _told() - before == {
        (world.unit("ward"), NEW_YEAR),
        (world.unit("other_ward"), NEW_YEAR),
    }
