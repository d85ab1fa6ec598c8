"""Planning a meeting from the page."""

from datetime import date

import pytest
from django.test import Client

from nenep.meetings.actions.open_series import open_series
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.tests.scenes import SINCE, START
from tests.browsing import signed_in
from tests.world import World

PLANS = "/meetings/plans/"


@pytest.fixture
def secretary(world: World) -> Client:
    """The secretary of a cell whose hour and place are known."""
    open_series(
        actor=world.act_as("secretary"),
        unit_id=world.unit("village"),
        kind="regular",
        start_time=START,
        place="Nhà văn hóa làng",
        planned_minutes=90,
        on=SINCE,
    )
    return signed_in(world, "secretary")


def test_it_plans_the_month_and_drafts_its_agenda(world: World, secretary: Client) -> None:
    planned = secretary.post(PLANS, {"month": "2026-12", "kind": "regular"})
    world.act_as("secretary")
    meeting = Meeting.objects.get()
    assert planned["Location"] == f"/meetings/{meeting.pk}/preparation/"
    assert meeting.planned_on == date(2026, 12, 3)
    assert AgendaItem.objects.filter(meeting=meeting).count() > 10


def test_it_plans_a_month_once(world: World, secretary: Client) -> None:
    command = {"command": "11111111-2222-4333-8444-555555555555"}
    for said in ({}, {}, command, command):
        told = {"month": "2026-12", "kind": "regular"} | said
        assert secretary.post(PLANS, told).status_code == 302
    world.act_as("secretary")
    assert Meeting.objects.count() == 1


def test_it_plans_a_thematic_meeting_on_its_own_day(world: World, secretary: Client) -> None:
    said = {"month": "2026-12", "kind": "thematic", "topic": "Chuyển đổi số ở làng"}
    wrong = secretary.post(PLANS, said)
    assert wrong.status_code == 422
    assert "Chuyển đổi số ở làng" in wrong.content.decode()
    planned = secretary.post(PLANS, said | {"planned_on": "15/12/2026"})
    assert planned.status_code == 302
    world.act_as("secretary")
    assert Meeting.objects.get().topic == "Chuyển đổi số ở làng"


def test_it_says_that_the_hour_and_place_are_missing(world: World) -> None:
    client = signed_in(world, "secretary")
    wrong = client.post(PLANS, {"month": "2026-12", "kind": "regular"})
    assert wrong.status_code == 422
    assert "khai lịch sinh hoạt" in wrong.content.decode()


def test_it_is_forbidden_to_members_and_other_offices(world: World) -> None:
    for key in ("member", "ward_officer", "province_officer"):
        client = signed_in(world, key)
        assert client.get(PLANS).status_code == 403
        said = {"month": "2026-12", "kind": "regular"}
        assert client.post(PLANS, said).status_code == 403
