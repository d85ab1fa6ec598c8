"""Where who follows cells begins the day, and what of a cell it opens."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import plan_evening
from nenep.people.actions.follow_cells import assign_follower
from tests.browsing import signed_in
from tests.world import TODAY, World

NEXT_MONTH = date(2026, 12, 1)
ADDRESS = "/cells/followed/"


def _announced(world: World, cell: str = "village") -> Meeting:
    actor = world.act_as_system()
    meeting = plan_evening(actor=actor, unit_id=world.unit(cell), month=NEXT_MONTH)
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=TODAY)
    return meeting


def test_the_start_page_leads_to_the_followed_cells(world: World) -> None:
    meeting = _announced(world)
    client = signed_in(world, "follower")
    assert client.get("/")["Location"] == ADDRESS
    page = client.get(ADDRESS).content.decode()
    assert "Chi bộ làng Kon Rơlang" in page
    assert "Trường Tiểu học" not in page
    assert reverse("meeting", args=[meeting.pk]) in page


def test_it_is_for_followers_only(world: World) -> None:
    for key in ("member", "secretary", "ward_officer", "province_officer"):
        assert signed_in(world, key).get(ADDRESS).status_code == 403


def test_a_follower_reads_the_agenda_once_announced_and_asks_nothing(world: World) -> None:
    actor = world.act_as_system()
    draft = plan_evening(actor=actor, unit_id=world.unit("village"), month=NEXT_MONTH)
    client = signed_in(world, "follower")
    assert client.get(reverse("meeting", args=[draft.pk])).status_code == 404
    actor = world.act_as_system()
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=draft.pk, kind=kind, on=TODAY)
    page = client.get(reverse("meeting", args=[draft.pk]))
    assert page.status_code == 200
    assert reverse("questions", args=[draft.pk]) not in page.content.decode()
    assert client.post(reverse("questions", args=[draft.pk]), {"text": "x"}).status_code == 403
    assert client.get(reverse("preparation", args=[draft.pk])).status_code == 403
    assert client.get(reverse("box")).content.decode().count(str(draft.pk)) == 0


def test_it_costs_the_same_with_more_cells(world: World) -> None:
    _announced(world)
    few = _cost(world)
    assign_follower(
        actor=world.act_as_system(),
        person_id=world.person("follower"),
        cell_ids=[world.unit("school")],
        on=TODAY,
    )
    _announced(world, "school")
    assert _cost(world) == few


def _cost(world: World) -> int:
    client = signed_in(world, "follower")
    client.get(ADDRESS)
    with CaptureQueriesContext(connection) as counted:
        assert client.get(ADDRESS).status_code == 200
    return len(counted)
