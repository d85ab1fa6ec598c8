"""Planting a session, keeping one past its time, turning one into another."""

from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from nenep.access.rules import Office
from nenep.identity.sessions import SessionStore, proof_of
from nenep.people.actions.appoint import appoint
from nenep.people.actions.leaving import end_membership
from tests.attacks.entering import knock, word_of
from tests.browsing import signed_in
from tests.world import TODAY, World, uid

COOKIE = settings.SESSION_COOKIE_NAME
MEMBER = uid("account:member")


def _stored(key: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute("select session_load(%s)", [key])
        return cursor.fetchone()[0]


def _save(key: str, account: UUID, *, idle: int, lasts: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select session_save(%s, '', %s, now() + make_interval(secs => %s), true, %s, %s)",
            [key, account, lasts, proof_of(key, account), idle],
        )


def test_it_opens_nothing_to_who_planted_a_key(world: World) -> None:
    """A key that the server itself made before sign-in is worth nothing afterwards."""
    planted = SessionStore()
    planted["x"] = 1
    planted.save()
    client = Client()
    client.cookies[COOKIE] = str(planted.session_key)
    assert knock("member", word_of("member"), client=client).status_code == 302
    assert client.cookies[COOKIE].value != planted.session_key
    assert _stored(str(planted.session_key)) is None
    thief = Client()
    thief.cookies[COOKIE] = str(planted.session_key)
    assert thief.get("/meetings/").status_code == 302


def test_it_turns_no_session_into_another_s(world: World) -> None:
    """Even with the door's own proof a session keeps the account it was made for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select session_save(%s, '', %s, now() + interval '1 day', false, %s)",
            [
                world.session("member"),
                uid("account:administrator"),
                proof_of(world.session("member"), uid("account:administrator")),
            ],
        )
        assert cursor.fetchone() == (False,)
    assert world.act_as("member").person_id == world.person("member")


@pytest.mark.parametrize(("idle", "lasts"), [(0, 3600), (3600, 0)])
def test_it_ends_after_a_rest_and_after_its_last_day(world: World, idle: int, lasts: int) -> None:
    _save("short", MEMBER, idle=idle, lasts=lasts)
    client = Client()
    client.cookies[COOKIE] = "short"
    assert client.get("/meetings/")["Location"].startswith("/sign-in/")


def test_it_ends_when_the_offices_are_others(world: World) -> None:
    client = signed_in(world, "teacher")
    assert client.get("/meetings/").status_code == 200
    actor = world.act_as_system()
    appoint(
        actor=actor,
        person_id=world.person("teacher"),
        unit_id=world.unit("school"),
        office=Office.DEPUTY_CELL_SECRETARY,
        on=TODAY,
    )
    assert client.get("/meetings/")["Location"].startswith("/sign-in/")
    assert _stored(world.session("teacher")) is None
    assert knock("teacher", word_of("teacher")).status_code == 302


def test_it_shuts_out_a_leaver_on_every_device_at_once(world: World) -> None:
    client = signed_in(world, "member")
    assert client.get("/meetings/").status_code == 200
    actor = world.act_as("ward_officer")
    end_membership(actor=actor, person_id=world.person("member"), how="left", on=TODAY)
    assert client.get("/meetings/")["Location"].startswith("/sign-in/")
    assert knock("member", word_of("member")).status_code == 422


def test_it_signs_the_other_devices_out_with_the_old_password(world: World) -> None:
    thief, holder = Client(), Client()
    knock("member", word_of("member"), client=thief)
    knock("member", word_of("member"), client=holder)
    form = {
        "old": word_of("member"),
        "new": "con suối chảy qua làng",
        "again": "con suối chảy qua làng",
    }
    assert holder.post("/account/password/", form)["Location"] == "/account/"
    assert thief.get("/meetings/")["Location"].startswith("/sign-in/")
    assert holder.get("/meetings/").status_code == 200
    assert knock("member", word_of("member")).status_code == 422
    assert knock("member", "con suối chảy qua làng").status_code == 302


def test_it_sweeps_what_is_over(world: World) -> None:
    _save("short", MEMBER, idle=0, lasts=3600)
    SessionStore.clear_expired()
    with connection.cursor() as cursor:
        cursor.execute("select session_save('short', '', null, now(), false, null)")
        assert cursor.fetchone() == (False,)
    assert world.act_as("member").person_id == world.person("member")
