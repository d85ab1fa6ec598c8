"""What is kept about me: all of it, the same on the page and in the files, and nobody else's."""

import json
from datetime import date

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from nenep.access.rules import Actor
from nenep.desk.stored import stored_about
from nenep.meetings.models import Opinion
from nenep.meetings.tests.scenes import everybody_came, open_evening
from nenep.people.actions.export_members import export_members
from nenep.people.models import Person
from nenep.people.rules.listing import Wanted
from nenep.privacy.actions.consent import give_consent
from nenep.privacy.rules.consents import ConsentKind
from tests.world import TODAY, World


def spoken(world: World) -> None:
    """An evening with everybody, and words of two people."""
    actor = world.act_as_system()
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    everybody_came(actor=actor, meeting=meeting)
    for key in ("member", "deputy"):
        Opinion(
            meeting=meeting,
            unit_id=meeting.unit_id,
            person_id=world.person(key),
            kind="opinion",
            text=f"Lời của {key}",
            raised_on=TODAY,
        ).save(force_insert=True)


def mine(actor: Actor) -> Person:
    assert actor.person_id is not None
    return Person.objects.get(pk=actor.person_id)


def own(client: Client, world: World, key: str = "member") -> Client:
    client.cookies["nenep_session"] = world.session(key)
    return client


def test_it_tells_everything_by_area_with_why_and_how_long(world: World) -> None:
    spoken(world)
    actor = world.act_as("member")
    give_consent(
        actor=actor,
        person_id=world.person("member"),
        kind=ConsentKind.PHONE_NOTICES,
        agreed=True,
        on=TODAY,
    )
    stored = stored_about(actor, mine(actor), TODAY)
    told = {area.key: area for area in stored.areas}
    assert {"particulars", "life", "rolls", "opinions", "account", "choices"} <= told.keys()
    assert all(area.why and area.how_long for area in stored.areas)
    assert [row.value for row in told["opinions"].rows] == ["Lời của member"]
    assert [row.value for row in told["rolls"].rows] == ["có mặt"]
    assert "10 năm" in told["particulars"].how_long


def test_it_tells_which_lists_with_my_name_were_taken_out(world: World) -> None:
    officer = world.act_as("ward_officer")
    export_members(actor=officer, unit_id=world.unit("ward"), wanted=Wanted(), on=TODAY)
    export_members(
        actor=officer,
        unit_id=world.unit("ward"),
        within_id=world.unit("school"),
        wanted=Wanted(),
        on=TODAY,
    )
    actor = world.act_as("member")
    readings = stored_about(actor, mine(actor), TODAY).readings
    assert [(r.unit_name, r.people) for r in readings] == [("Đảng bộ phường Suối Lồ Ô", 13)]
    teacher = world.act_as("teacher")
    assert len(stored_about(teacher, mine(teacher), TODAY).readings) == 2


def test_it_shows_the_page_in_few_queries(
    world: World, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    spoken(world)
    with django_assert_max_num_queries(35):
        page = own(client, world).get("/me/stored/").content.decode()
    assert "Lời của member" in page
    assert "Lời của deputy" not in page


def test_it_gives_the_same_as_json(world: World, client: Client) -> None:
    spoken(world)
    answer = own(client, world).get("/me/stored.json")
    assert answer["Content-Disposition"].startswith("attachment")
    told = json.loads(answer.content)
    assert told["name"] == "Phạm Thị Cúc"
    assert "Lời của member" in answer.content.decode()
    assert {area["key"] for area in told["areas"]} >= {"particulars", "opinions"}


def test_it_gives_the_same_to_read(world: World, client: Client) -> None:
    browser = own(client, world)
    assert browser.get("/me/stored.pdf").content.startswith(b"%PDF")
    assert browser.get("/me/stored.docx").content.startswith(b"PK")
    assert browser.get("/me/stored.exe").status_code == 404


def test_it_is_refused_to_an_account_without_a_member(world: World, client: Client) -> None:
    for path in ("/me/stored/", "/me/stored.json", "/me/consents/", "/me/corrections/"):
        assert own(client, world, "administrator").get(path).status_code == 403
