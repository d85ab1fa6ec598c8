"""The register of villages as the ward, the committee members, the province and a cell see it."""

from datetime import date
from io import BytesIO
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from nenep.dashboards.actions.fold import fold_pending
from nenep.structure.actions.localities import close_locality, open_locality
from tests.browsing import signed_in
from tests.world import World

SINCE = date(2026, 3, 1)


def _address(world: World, unit: str = "ward") -> str:
    return f"/units/{world.unit(unit)}/villages/"


def _register(world: World, count: int = 3) -> UUID:
    """One village with its cell, the others without one."""
    actor, last = world.act_as("ward_officer"), None
    for number in range(count):
        name = "Làng Kon Rơlang" if number == 0 else f"Thôn {number}"
        led_by = world.unit("village") if number == 0 else None
        last = open_locality(
            actor=actor,
            unit_id=world.unit("ward"),
            name=name,
            kind="village",
            on=SINCE,
            led_by_id=led_by,
        )
    fold_pending()
    assert last is not None
    return last.locality_id


def test_it_puts_first_the_villages_without_a_member_or_a_cell(world: World) -> None:
    _register(world)
    page = signed_in(world, "ward_officer").get(_address(world))
    text = page.content.decode()
    assert "3 thôn, làng, tổ dân phố" in text
    assert "2 nơi cần quan tâm" in text
    assert text.index("Thôn 1") < text.index("Những nơi khác") < text.index("Làng Kon Rơlang")
    assert "chưa có đảng viên" in text
    assert "chưa có chi bộ" in text
    assert "2/3" in text


def test_it_shows_the_register_as_it_was(world: World) -> None:
    gone = _register(world)
    close_locality(actor=world.act_as("ward_officer"), locality_id=gone, on=date(2026, 10, 1))
    client = signed_in(world, "ward_officer")
    assert "Thôn 2" not in client.get(_address(world)).content.decode()
    then = client.get(f"{_address(world)}?on=01/09/2026").content.decode()
    assert "Thôn 2" in then
    assert "Sổ như vào ngày 01/09/2026" in then


def test_it_gives_the_province_sums_and_the_names_of_places_only(world: World) -> None:
    _register(world)
    client = signed_in(world, "province_officer")
    assert client.get("/villages/")["Location"] == _address(world, "province")
    sums = client.get(_address(world, "province")).content.decode()
    assert "Đảng bộ phường Suối Lồ Ô" in sums
    assert "Đảng bộ phường Đồi Thông" not in sums
    ward = client.get(_address(world)).content.decode()
    assert "Làng Kon Rơlang" in ward
    assert "Ngô Bá Thiện" not in ward
    assert "Thêm một nơi" not in ward
    assert "theo số liệu tháng" in ward


def test_it_shows_a_secretary_the_villages_of_the_cell(world: World) -> None:
    _register(world)
    text = signed_in(world, "secretary").get(_address(world, "village")).content.decode()
    assert "Làng Kon Rơlang" in text
    assert "Thôn 1" not in text
    school = signed_in(world, "school_secretary").get(_address(world, "school"))
    assert "Chi bộ không lãnh đạo thôn, làng nào" in school.content.decode()


@pytest.mark.parametrize(
    ("key", "status"),
    [("member", 403), ("school_secretary", 403), ("other_ward_officer", 404)],
)
def test_it_is_closed_to_others(world: World, key: str, status: int) -> None:
    _register(world)
    assert signed_in(world, key).get(_address(world)).status_code == status


def test_it_leads_each_reader_back_to_a_register_that_opens(world: World) -> None:
    village = f"/villages/{_register(world, count=1)}/"
    for key, own in (("ward_officer", "ward"), ("secretary", "village")):
        text = signed_in(world, key).get(village).content.decode()
        assert f'href="{_address(world, own)}"' in text
    text = signed_in(world, "secretary").get(village).content.decode()
    assert f'href="{_address(world)}"' not in text


def test_it_says_what_to_do_with_an_empty_register(world: World) -> None:
    text = signed_in(world, "ward_officer").get(_address(world)).content.decode()
    assert "Chưa có thôn, làng nào" in text
    assert f"/units/{world.unit('ward')}/villages/list/" in text
    province = signed_in(world, "province_officer").get(_address(world)).content.decode()
    assert "villages/list/" not in province


def test_it_takes_the_register_out_as_a_spreadsheet(world: World) -> None:
    _register(world)
    sheet = signed_in(world, "ward_officer").get(f"{_address(world)[:-1]}.xlsx?on=23/11/2026")
    assert 'filename="thon-lang-99101000000000-20261123.xlsx"' in sheet["Content-Disposition"]
    rows = CalamineWorkbook.from_filelike(BytesIO(sheet.content)).get_sheet_by_index(0).to_python()
    told = {str(row[1]): row for row in rows[3:]}
    assert told["Làng Kon Rơlang"][3:7] == ["Chi bộ làng Kon Rơlang", 7.0, 1.0, 0.0]
    assert told["Thôn 1"][7] == "chưa có đảng viên; chưa có chi bộ lãnh đạo"


@pytest.mark.parametrize("key", ["ward_officer", "province_officer"])
def test_it_asks_the_same_few_questions_for_more_villages(world: World, key: str) -> None:
    def cost() -> int:
        client = signed_in(world, key)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(_address(world)).status_code == 200
        return len(asked)

    _register(world)
    few = cost()
    actor = world.act_as("ward_officer")
    for number in range(10, 30):
        open_locality(
            actor=actor,
            unit_id=world.unit("ward"),
            name=f"Thôn {number}",
            kind="village",
            on=SINCE,
        )
    assert cost() == few
