"""The calendar behind a secret address: what it shows, to whom, and when it stops."""

import re
from datetime import date
from http import HTTPStatus

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import entries, plan_evening
from nenep.people.models import Membership, Person
from nenep.preparation.actions.feeds import MOST_FEEDS, make_feed, revoke_feed
from nenep.preparation.models import CalendarFeed
from nenep.preparation.queries.feeds import meetings_by, own_feeds
from tests.browsing import signed_in
from tests.world import TODAY, World

DECEMBER = date(2026, 12, 1)


@pytest.fixture
def meeting(world: World) -> Meeting:
    """One announced, with a topic that is nobody else's business; one only planned."""
    actor = world.act_as("secretary")
    told = plan_evening(
        actor=actor,
        unit_id=world.unit("village"),
        month=DECEMBER,
        kind="combined",
        topic="Chuyện nội bộ",
    )
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=told.pk, kind=kind, on=TODAY)
    plan_evening(actor=actor, unit_id=world.unit("village"), month=date(2027, 1, 1))
    return told


def made(world: World, key: str = "member", *, whole: bool = False) -> str:
    actor = world.act_as(key)
    token = make_feed(actor=actor, unit_id=world.unit(world.people[key].unit), whole=whole)
    world.leave()
    return token


def test_it_shows_kind_time_and_place_and_nothing_else(world: World, meeting: Meeting) -> None:
    answer = Client().get(f"/calendar/feeds/{made(world)}.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(e["summary"]) for e in events] == [
        "Sinh hoạt thường kỳ kết hợp chuyên đề · Chi bộ làng Kon Rơlang"
    ]
    assert events[0].decoded("dtstart") == clock.at(date(2026, 12, 3), 19, 0)
    assert str(events[0]["location"]) == "Nhà văn hóa làng"
    text = answer.content.decode()
    assert "Chuyện nội bộ" not in text
    assert "Siu Thương" not in text
    assert "DESCRIPTION" not in text


def test_it_is_gone_at_once_when_revoked(world: World, meeting: Meeting) -> None:
    token = made(world)
    place = f"/calendar/feeds/{token}.ics"
    assert Client().get(place).status_code == HTTPStatus.OK
    actor, unit = world.act_as("member"), world.unit("village")
    feed = own_feeds(actor)[0]
    for _ in range(2):
        revoke_feed(actor=actor, unit_id=unit, feed_id=feed.id)
    assert own_feeds(actor) == []
    world.leave()
    assert Client().get(place).status_code == HTTPStatus.NOT_FOUND
    world.act_as("secretary")
    assert entries(unit).count("feed.revoked") == 1


def test_it_ends_with_the_membership(world: World, meeting: Meeting) -> None:
    token = made(world)
    world.act_as_system()
    Membership.objects.filter(person_id=world.person("member")).delete()
    world.leave()
    assert Client().get(f"/calendar/feeds/{token}.ics").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("token", ["x", "a" * 65, "%27%3B--", "0" * 43])
def test_it_knows_no_other_secret(world: World, token: str) -> None:
    assert Client().get(f"/calendar/feeds/{token}.ics").status_code == HTTPStatus.NOT_FOUND


def test_it_reaches_the_meetings_of_the_own_cell_and_no_people(
    world: World, meeting: Meeting
) -> None:
    strange = made(world, "teacher")
    assert meetings_by(strange, TODAY) == []
    assert not Meeting.objects.exists()
    assert len(meetings_by(made(world), TODAY) or ()) == 1
    assert not Person.objects.exists()
    assert not CalendarFeed.objects.exists()


def test_it_keeps_no_secret(world: World) -> None:
    token = made(world)
    world.act_as("member")
    kept = CalendarFeed.objects.get()
    assert token.encode() not in bytes(kept.token_hash)
    world.act_as("deputy")
    assert not CalendarFeed.objects.exists()
    with pytest.raises(Absent):
        revoke_feed(actor=world.act_as("deputy"), unit_id=world.unit("village"), feed_id=kept.pk)


def test_it_is_made_in_the_own_cell_and_not_without_end(world: World) -> None:
    with pytest.raises(Forbidden):
        make_feed(actor=world.act_as("member"), unit_id=world.unit("school"), whole=False)
    for _ in range(MOST_FEEDS):
        made(world)
    with pytest.raises(Refused):
        made(world)


def test_it_asks_the_same_queries_whatever_the_number(world: World, meeting: Meeting) -> None:
    token = made(world)
    with CaptureQueriesContext(connection) as queries:
        meetings_by(token, TODAY)
    assert len(queries) == 3


def test_it_is_shown_once_on_the_page_that_makes_it(world: World, meeting: Meeting) -> None:
    member = signed_in(world, "member")
    page = member.post("/calendar/feeds/", {"whole": "1"})
    address = re.search(r'value="(http[^"]+\.ics)"', page.content.decode())
    assert address is not None
    assert page["Cache-Control"] == "no-store"
    place = address[1].partition("testserver")[2]
    assert Client().get(place).status_code == HTTPStatus.OK
    listed = member.get("/calendar/feeds/").content.decode()
    assert ".ics" not in listed
    feed = re.search(r'name="feed" value="([^"]+)"', listed)
    assert feed is not None
    member.post("/calendar/feeds/revocation/", {"feed": feed[1]})
    assert Client().get(place).status_code == HTTPStatus.NOT_FOUND
    assert member.post("/calendar/feeds/revocation/", {"feed": "x"}).status_code == 302
