"""Founding: refusals in words, and a path of today, kept or planned from the same transaction."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nenep.access.models import UnitPath
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, NenepError, Refused
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.actions.refresh_paths import refresh_paths
from nenep.structure.models import Unit
from nenep.structure.queries.units import unit_on
from nenep.structure.tests.acts import cell, path_of, some_code
from tests.world import World

NEW_YEAR = date(2027, 1, 1)


def test_it_stands_under_its_ward_from_the_first_day(world: World) -> None:
    unit_id = cell(world.act_as_system(), world.unit("ward"), world.today)
    world.act_as("ward_officer")
    assert Unit.objects.filter(pk=unit_id).exists()
    world.act_as("other_ward_officer")
    assert not Unit.objects.filter(pk=unit_id).exists()


def test_it_refuses_a_code_that_names_another_unit(world: World) -> None:
    with pytest.raises(Refused, match="là mã của đơn vị khác"):
        cell(world.act_as_system(), world.unit("ward"), world.today, code="99101001000001")


def test_it_refuses_a_code_that_names_a_unit_out_of_sight(world: World) -> None:
    with pytest.raises(Refused, match="là mã của đơn vị khác"):
        cell(world.act_as("ward_officer"), world.unit("ward"), world.today, code="99102001000001")


@pytest.mark.parametrize("code", ["", "12", "9910100100000x", "٩٩١٠١٠٠١٠٠٠٠٠١"])
def test_it_refuses_what_is_no_code(world: World, code: str) -> None:
    with pytest.raises(Invalid, match="14 chữ số"):
        found_unit(
            actor=world.act_as_system(),
            name="Chi bộ mới",
            kind="party_cell",
            code=code,
            parent_id=world.unit("ward"),
            on=world.today,
        )


def test_it_refuses_an_end_before_the_beginning(world: World) -> None:
    on, ward = date(2026, 5, 1), world.unit("ward")
    with pytest.raises(Invalid, match="sau ngày thành lập"):
        cell(world.act_as_system(), ward, on, until=on, successor=ward)


def test_it_refuses_history_without_a_keeper_of_the_records(world: World) -> None:
    with pytest.raises(Invalid, match="nơi giữ hồ sơ"):
        cell(world.act_as_system(), world.unit("ward"), date(2026, 1, 1), until=date(2026, 5, 1))


def test_it_refuses_a_superior_that_did_not_live_yet(world: World) -> None:
    with pytest.raises(Refused, match="chỉ hoạt động 01/07/2025 – nay"):
        cell(world.act_as_system(), world.unit("ward"), date(2025, 6, 30))


@pytest.mark.parametrize("key", ["secretary", "province_officer", "member"])
def test_it_refuses_who_arranges_nothing(world: World, key: str) -> None:
    with pytest.raises(Forbidden):
        cell(world.act_as(key), world.unit("ward"), world.today)


def test_it_knows_no_ward_out_of_reach(world: World) -> None:
    with pytest.raises(Absent):
        cell(world.act_as("ward_officer"), world.unit("other_ward"), world.today)


def test_it_lets_no_office_found_a_top(world: World) -> None:
    with pytest.raises(Forbidden, match="cấp cao nhất"):
        found_unit(
            actor=world.act_as("ward_officer"),
            name="Đảng bộ tỉnh khác",
            kind="provincial_committee",
            code=some_code(),
            parent_id=None,
            on=world.today,
        )


def test_it_lets_a_ward_office_prepare_a_cell_of_the_new_year(world: World) -> None:
    unit_id = cell(world.act_as("ward_officer"), world.unit("ward"), NEW_YEAR, name="Chi bộ Kon So")
    assert unit_on(unit_id, NEW_YEAR).name == "Chi bộ Kon So"
    line = (world.unit("province"), world.unit("ward"), unit_id)
    assert path_of(unit_id) == ("planned", line)
    assert Entry.objects.filter(unit_id=unit_id, verb="unit.founded").count() == 1
    world.act_as("other_ward_officer")
    assert path_of(unit_id) is None
    world.act_as_system()
    assert refresh_paths(on=date(2026, 12, 31)) == 0
    assert refresh_paths(on=NEW_YEAR) == 1
    assert path_of(unit_id) == ("today", line)
    assert refresh_paths(on=NEW_YEAR) == 0


def test_it_lets_a_ward_office_enter_history(world: World) -> None:
    ward = world.unit("ward")
    actor = world.act_as("ward_officer")
    ended = date(2026, 3, 1)
    unit_id = cell(actor, ward, date(2025, 9, 1), until=ended, successor=world.unit("village"))
    line = (world.unit("province"), ward, world.unit("village"), unit_id)
    assert path_of(unit_id) == ("kept", line)
    assert unit_on(unit_id, date(2026, 2, 28)).parent_id == ward
    with pytest.raises(Absent):
        unit_on(unit_id, ended)


def test_it_gives_its_path_to_the_successor_with_its_last_day(world: World) -> None:
    ward, school = world.unit("ward"), world.unit("school")
    ends = date(2026, 12, 1)
    unit_id = cell(world.act_as_system(), ward, date(2026, 1, 1), until=ends, successor=school)
    assert path_of(unit_id) == ("today", (world.unit("province"), ward, unit_id))
    assert refresh_paths(on=ends) == 1
    assert path_of(unit_id) == ("kept", (world.unit("province"), ward, school, unit_id))


def test_it_founds_a_unit_once(world: World) -> None:
    actor, ward = world.act_as("ward_officer"), world.unit("ward")
    unit_id = cell(actor, ward, world.today)
    again = found_unit(
        actor=actor,
        name="Chi bộ tên khác",
        kind="party_cell",
        code=some_code(),
        parent_id=ward,
        on=NEW_YEAR,
        unit_id=unit_id,
    )
    assert (again.pk, again.founded_on) == (unit_id, world.today)
    assert Entry.objects.filter(unit_id=unit_id).count() == 1


def _group(world: World, key: str, *, code: str = "", cell_key: str = "village") -> UUID:
    return found_unit(
        actor=world.act_as(key),
        name="Tổ đảng số 1",
        kind="party_group",
        code=code,
        parent_id=world.unit(cell_key),
        on=world.today,
    ).pk


def test_it_lets_a_secretary_found_a_group_of_the_own_cell(world: World) -> None:
    group = _group(world, "secretary")
    found = unit_on(group, world.today)
    assert (found.code, found.parent_id, found.is_cell) == ("", world.unit("village"), False)
    world.act_as("ward_officer")
    assert UnitPath.objects.filter(pk=group).exists()


def test_it_refuses_a_code_for_a_group(world: World) -> None:
    with pytest.raises(Invalid, match="Tổ đảng không có mã"):
        _group(world, "secretary", code="98000000000001")


@pytest.mark.parametrize("key", ["committee_member", "member"])
def test_it_refuses_a_group_founded_by_who_does_not_lead(world: World, key: str) -> None:
    with pytest.raises(Forbidden):
        _group(world, key)


def test_it_lets_an_administrator_found_a_unit_and_see_nothing_in_it(world: World) -> None:
    actor = world.act_as("administrator")
    unit_id = cell(actor, world.unit("ward"), world.today)
    assert path_of(unit_id) is not None


def test_it_refuses_a_kind_where_the_rules_of_the_day_put_none(world: World) -> None:
    actor = world.act_as_system()
    with pytest.raises(Refused, match="không đặt trực thuộc") as refused:
        found_unit(
            actor=actor,
            name="Đảng bộ xã trong phường",
            kind="commune_committee",
            code=some_code(),
            parent_id=world.unit("ward"),
            on=world.today,
        )
    assert "208-QĐ/TW" in refused.value.basis


@given(kind=st.text(max_size=20), name=st.text(max_size=220), cell_type=st.text(max_size=9))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_answers_nonsense_with_a_sentence(
    world: World, kind: str, name: str, cell_type: str
) -> None:
    with pytest.raises(NenepError):
        found_unit(
            actor=world.act_as_system(),
            name=name,
            kind=kind,
            code=some_code(),
            parent_id=world.unit("ward"),
            on=world.today,
            cell_type=cell_type,
        )
