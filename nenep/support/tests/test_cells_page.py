"""The superior's page: its months, its cost, and where it begins."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.dashboards.actions.fold import fold_pending, rebuild
from nenep.meetings.tests.scenes import hold_evening, plan_evening
from nenep.structure.actions.found_unit import found_unit
from tests.browsing import signed_in
from tests.world import World

OCTOBER = date(2026, 10, 1)


def _address(world: World, month: str, unit: str = "ward") -> str:
    return f"/units/{world.unit(unit)}/months/{month}/"


def _queries(world: World) -> int:
    client = signed_in(world, "ward_officer")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(_address(world, "2026-10")).status_code == 200
    return len(asked)


def test_it_begins_at_one_s_own_committee_in_the_running_month(world: World) -> None:
    for key, unit in (("ward_officer", "ward"), ("province_officer", "province")):
        page = signed_in(world, key).get("/cells/")
        assert page["Location"] == _address(world, "2026-11", unit)


@pytest.mark.parametrize("month", ["0001-01", "1929-12", "2026-12", "9999-12", "2026-13", "x"])
def test_it_has_no_page_for_a_month_that_is_none_or_still_to_come(world: World, month: str) -> None:
    assert signed_in(world, "ward_officer").get(_address(world, month)).status_code == 404


def test_it_has_no_page_of_a_ward_before_its_founding(world: World) -> None:
    client = signed_in(world, "ward_officer")
    assert client.get(_address(world, "2025-06")).status_code == 404
    assert client.get(_address(world, "2025-07")).status_code == 200


def test_it_asks_the_same_number_of_questions_for_more_cells(world: World) -> None:
    rebuild([(world.unit("village"), OCTOBER), (world.unit("school"), OCTOBER)])
    few = _queries(world)
    actor = world.act_as_system()
    for number in range(3, 8):
        found_unit(
            actor=actor,
            name=f"Chi bộ làng {number}",
            kind="party_cell",
            code=f"9910100{number}000001",
            parent_id=world.unit("ward"),
            on=OCTOBER,
            cell_type="residential",
        )
    assert _queries(world) == few


def test_it_tells_a_province_how_many_reported_in_time_not_whether_one_did(world: World) -> None:
    hold_evening(actor=world.act_as("secretary"), unit_id=world.unit("village"), month=OCTOBER)
    rebuild([(world.unit("village"), OCTOBER)])
    page = signed_in(world, "province_officer").get(_address(world, "2026-10", "province"))
    assert "0/1" in page.content.decode()
    assert "đúng hạn" not in page.content.decode()


def test_it_blames_no_cell_whose_meeting_is_still_to_come(world: World) -> None:
    actor = world.act_as("secretary")
    plan_evening(
        actor=actor,
        unit_id=world.unit("village"),
        month=date(2026, 11, 1),
        planned_on=date(2026, 11, 25),
    )
    fold_pending()
    page = signed_in(world, "ward_officer").get("/cells/", follow=True).content.decode()
    assert "Họp ngày 25/11" in page
    assert "Chưa họp" not in page.split("Chi bộ làng Kon Rơlang")[1].split("</article>")[0]
