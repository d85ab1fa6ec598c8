"""The calendar: of a cell for its people, of the cells of a committee for its office."""

from datetime import date
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.actions.mark import mark
from nenep.meetings.tests.scenes import entries, hold_evening, plan_evening
from nenep.preparation.actions.fulfil import fulfil
from nenep.preparation.calendars import calendar_page, cells_calendar_page
from nenep.preparation.models import Fulfilment
from nenep.structure.queries.units import unit_on
from tests.browsing import signed_in
from tests.world import TODAY, World

NOVEMBER, DECEMBER = date(2026, 11, 1), date(2026, 12, 1)


def _held_and_planned(world: World) -> None:
    actor = world.act_as("secretary")
    hold_evening(actor, world.unit("village"), NOVEMBER)
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=DECEMBER)
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=TODAY)


def test_it_leads_everybody_to_the_own_calendar(world: World) -> None:
    for key, unit in (("member", "village"), ("ward_officer", "ward")):
        answer = signed_in(world, key).get("/calendar/")
        assert answer["Location"] == f"/units/{world.unit(unit)}/calendar/"
    assert signed_in(world, "province_officer").get("/calendar/").status_code in {200, 302}
    assert signed_in(world, "administrator").get("/calendar/").status_code == HTTPStatus.FORBIDDEN


def test_it_shows_the_year_and_what_runs_out_to_who_keeps_the_records(world: World) -> None:
    _held_and_planned(world)
    place = f"/units/{world.unit('village')}/calendar/"
    text = signed_in(world, "secretary").get(place).content.decode()
    for words in ("Tháng 11 năm 2026", "Kiểm điểm, đánh giá", "Ngô Bá Thiện", "Đã làm xong"):
        assert words in text
    superior = signed_in(world, "ward_officer").get(place).content.decode()
    assert "Kiểm điểm, đánh giá" in superior
    assert "Đã làm xong" not in superior
    member = signed_in(world, "member").get(f"{place}?month=2026-12").content.decode()
    assert "19:00, ngày 03 tháng 12 năm 2026" in member
    assert "Ngô Bá Thiện" not in member
    assert "Kiểm điểm, đánh giá" not in member


def test_it_knows_tet_and_answers_odd_months_with_this_one(world: World) -> None:
    client, place = signed_in(world, "member"), f"/units/{world.unit('village')}/calendar/"
    assert "Tết Nguyên Đán" in client.get(f"{place}?month=2026-02").content.decode()
    for odd in ("2026-13", "x", "0001-01"):
        answer = client.get(f"{place}?month={odd}")
        assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert "Tháng 11 năm 2026" in answer.content.decode()


def test_it_tells_the_office_a_day_once_the_members_were_told(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=DECEMBER)
    place = f"/units/{world.unit('ward')}/calendar/?month=2026-12"
    before = signed_in(world, "ward_officer").get(place).content.decode()
    assert "Chi bộ làng Kon Rơlang" in before
    assert "03/12/2026" not in before
    actor = world.act_as("secretary")
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=TODAY)
    assert "03/12/2026" in signed_in(world, "ward_officer").get(place).content.decode()
    assert "tổ dân phố 9" not in signed_in(world, "ward_officer").get(place).content.decode()


def test_it_asks_the_same_queries_whatever_there_is(world: World) -> None:
    actor = world.act_as("secretary")
    unit = unit_on(world.unit("village"), TODAY)
    calendar_page(actor, unit, NOVEMBER, today=TODAY)
    with CaptureQueriesContext(connection) as before:
        calendar_page(actor, unit, NOVEMBER, today=TODAY)
    _held_and_planned(world)
    actor = world.act_as("secretary")
    with CaptureQueriesContext(connection) as after:
        calendar_page(actor, unit, NOVEMBER, today=TODAY)
    assert len(before) == len(after) <= 16
    ward = unit_on(world.unit("ward"), TODAY)
    world.act_as("ward_officer")
    with CaptureQueriesContext(connection) as office:
        cells_calendar_page(ward, NOVEMBER, today=TODAY)
    assert len(office) == 1


def test_a_duty_is_told_once_and_corrected(world: World) -> None:
    actor, unit = world.act_as("secretary"), world.unit("village")
    said = {"unit_id": unit, "code": "annual_review", "year": 2026}
    first = fulfil(actor=actor, on=TODAY, **said)  # type: ignore[arg-type]
    assert fulfil(actor=actor, on=TODAY, **said).pk == first.pk  # type: ignore[arg-type]
    fulfil(actor=actor, on=date(2026, 11, 20), **said)  # type: ignore[arg-type]
    assert Fulfilment.objects.get().done_on == date(2026, 11, 20)
    assert entries(unit).count("duty.fulfilled") == 2
    with pytest.raises(Invalid):
        fulfil(actor=actor, unit_id=unit, code="regular", year=2026, on=TODAY)
    with pytest.raises(Refused):
        fulfil(actor=actor, unit_id=unit, code="annual_review", year=2026, on=DECEMBER)


def test_a_duty_is_told_by_the_cells_committee_only(world: World) -> None:
    unit = world.unit("village")
    for key, wrong in (("member", Forbidden), ("ward_officer", Forbidden), ("teacher", Absent)):
        with pytest.raises(wrong):
            fulfil(actor=world.act_as(key), unit_id=unit, code="annual_review", year=2026, on=TODAY)


def test_it_is_ticked_on_the_page(world: World) -> None:
    place = f"/units/{world.unit('village')}/"
    client = signed_in(world, "secretary")
    client.post(f"{place}duties/", {"code": "annual_review", "year": "2026"})
    text = client.get(f"{place}calendar/").content.decode()
    assert "ngày 23/11/2026" in text
