"""A link previewed, copied, replayed, guessed at, kept too long, or taken for an office."""

import re
from datetime import date, timedelta
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from nenep.access.rules import MANDATES, READ_AND_RESPOND, Capability, Office
from nenep.accounts.actions.close_account import close_account
from nenep.accounts.actions.hand_out_link import HandedOut, hand_out_link, revoke_link
from nenep.accounts.models import OneTimeLink
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden, Refused
from nenep.meetings.tests.scenes import plan_evening
from nenep.people.models import Person
from tests.attacks.entering import WAIT, knock, word_of
from tests.browsing import signed_in
from tests.world import TODAY, World, uid

FACT = {"birth_year": "1995", "given": "mơ"}  # of Hồ Thị Mơ, who has no account


def _hand_out(world: World, key: str = "away", meeting_id: UUID | None = None) -> HandedOut:
    slip = hand_out_link(
        actor=world.act_as("secretary"),
        unit_id=world.unit("village"),
        person_id=world.person(key),
        on=TODAY,
        meeting_id=meeting_id,
    )
    world.leave()
    return slip


@pytest.fixture
def slip(world: World) -> HandedOut:
    return _hand_out(world)


def _use(slip: HandedOut, client: Client | None = None, **other: str) -> HttpResponse:
    page = (client or Client()).post("/link/", {"code": slip.code, **FACT, **other})
    assert isinstance(page, HttpResponse)
    return page


def test_it_opens_reading_and_answering(world: World, slip: HandedOut) -> None:
    client = Client()
    page = _use(slip, client, code=slip.code.lower().replace("-", ""), given="  MƠ ")
    assert page["Location"] == "/"
    assert client.get("/meetings/").status_code == 200
    assert client.get("/me/").status_code == 200


def test_it_is_not_used_up_by_a_preview(world: World, slip: HandedOut) -> None:
    """Robots fetch every link they see, with whatever method but POST."""
    unknown = Client().get("/link/0000-0000-0000-0000/").content
    for _ in range(7):
        robot = Client(headers={"user-agent": "TelegramBot (like TwitterBot)"})
        page = robot.get(f"/link/{slip.code}/")
        assert (page.status_code, robot.head(f"/link/{slip.code}/").status_code) == (200, 200)
        assert "nenep_session" not in page.cookies
        assert "Mơ" not in page.content.decode()
    told = page.content.decode().replace(slip.code, "0000-0000-0000-0000")
    assert _without_token(told) == _without_token(unknown.decode())
    assert _use(slip).status_code == 302


def test_it_stands_in_no_log_of_ours(
    world: World, slip: HandedOut, caplog: pytest.LogCaptureFixture
) -> None:
    """Refusals are logged with their address: the address with the code is never refused."""
    strict = Client(enforce_csrf_checks=True)
    for method in ("get", "head", "post", "put", "delete"):
        assert getattr(strict, method)(f"/link/{slip.code}/").status_code == 200
    assert strict.post("/link/", {"code": slip.code, **FACT}).status_code == 403
    assert _use(slip, given="Sai").status_code == 422
    assert caplog.text
    assert slip.code not in caplog.text
    assert _use(slip).status_code == 302


def _without_token(page: str) -> str:
    """The page without the token that differs at every look."""
    return re.sub(r"\b[A-Za-z0-9]{64}\b", "", page)


def test_it_is_worth_nothing_on_another_device(world: World, slip: HandedOut) -> None:
    holder = Client()
    assert _use(slip, holder).status_code == 302
    again = _use(slip)
    assert again.status_code == 422
    assert "đã dùng trên máy khác" in again.content.decode()
    assert _use(slip, holder).status_code == 302  # the same telephone, until its last day


def test_it_dies_after_five_wrong_answers(world: World, slip: HandedOut) -> None:
    for at in range(5):
        assert _use(slip, birth_year=str(1950 + at)).status_code == 422
    assert _use(slip).status_code == 422


def test_it_asks_for_both_halves_of_the_fact(world: World, slip: HandedOut) -> None:
    for wrong in ({"birth_year": "1994"}, {"given": "Mờ"}, {"given": "Hồ"}, {"given": ""}):
        assert _use(slip, **wrong).status_code == 422
    assert _use(slip).status_code == 302


def test_it_makes_who_tries_many_codes_wait(world: World, slip: HandedOut) -> None:
    for at in range(50):
        Client().post("/link/", {"code": f"0000-0000-0000-{at:04}", **FACT})
    assert WAIT in _use(slip).content.decode()


def test_it_lapses_with_its_last_day(world: World, slip: HandedOut) -> None:
    assert slip.until == TODAY + timedelta(days=7)
    with clock.frozen(slip.until):
        assert _use(slip).status_code == 302
    fresh = _hand_out(world)
    with clock.frozen(fresh.until + timedelta(days=1)):
        assert _use(fresh).status_code == 422


def test_it_lapses_the_day_after_its_meeting(world: World) -> None:
    actor = world.act_as("secretary")
    meeting = plan_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 12, 1))
    slip = _hand_out(world, meeting_id=meeting.pk)
    assert slip.until == meeting.planned_on + timedelta(days=1)


def test_it_is_replaced_by_the_next_one(world: World, slip: HandedOut) -> None:
    fresh = _hand_out(world)
    assert _use(slip).status_code == 422
    assert _use(fresh).status_code == 302


def test_it_is_taken_back_with_whoever_is_inside(world: World, slip: HandedOut) -> None:
    client = Client()
    _use(slip, client)
    actor = world.act_as("secretary")
    link = OneTimeLink.objects.get(person_id=world.person("away"))
    for _ in range(2):
        revoke_link(actor=actor, unit_id=world.unit("village"), link_id=link.pk)
    assert client.get("/meetings/")["Location"].startswith("/sign-in/")
    assert _use(slip, client).status_code == 422


def test_it_takes_no_file_away(world: World, slip: HandedOut) -> None:
    client = Client()
    _use(slip, client)
    assert client.get("/me/stored/").status_code == 200
    assert client.get("/me/stored.json").status_code == 403


def test_it_gives_no_way_to_a_password(world: World, slip: HandedOut) -> None:
    client = Client()
    _use(slip, client)
    for address in ("/account/", "/account/password/", "/account/second-factor/"):
        assert client.get(address).status_code == 403
    assert client.post("/account/devices/end/").status_code == 403


@pytest.fixture
def officer(world: World) -> Client:
    """The deputy secretary, come by a link of his own instead of his password."""
    slip, client = _hand_out(world, "deputy"), Client()
    assert _use(slip, client, birth_year="1972", given="Lộc").status_code == 302
    return client


def test_it_opens_no_office(world: World, officer: Client) -> None:
    village = world.unit("village")
    assert officer.get("/meetings/").status_code == 200
    for address in (
        *("/members/", "/expiring/", f"/units/{village}/members/"),
        *(f"/units/{village}/links/", f"/units/{village}/groups/"),
    ):
        assert officer.get(address).status_code in {403, 404}, address
    whole = Client()
    knock("deputy", word_of("deputy"), client=whole)
    assert whole.get("/members/", follow=True).status_code == 200


def test_it_enters_no_office_into_the_database_either(world: World, officer: Client) -> None:
    key = officer.cookies["nenep_session"].value
    with connection.cursor() as cursor:
        cursor.execute("select access_enter_session(%s)", [key])
        for kind in ("leads", "managed", "records", "figures"):
            cursor.execute("select count(*) from access_units(%s)", [kind])
            assert cursor.fetchone() == (0,), kind
    assert list(Person.objects.values_list("pk", flat=True)) == [world.person("deputy")]


def test_it_names_every_capability_that_a_link_carries(world: World) -> None:
    """What a member gets later is not a link's of itself: somebody must decide."""
    for capability in (Capability.RUN_MEETING, Capability.PREPARE_MEETING, Capability.VIEW_MEMBERS):
        assert capability not in READ_AND_RESPOND
    assert MANDATES[Office.MEMBER].capabilities >= READ_AND_RESPOND


def test_it_is_handed_out_by_the_own_cell_only(world: World) -> None:
    for key in ("committee_member", "member", "other_secretary", "ward_officer"):
        with pytest.raises(Forbidden):
            hand_out_link(
                actor=world.act_as(key),
                unit_id=world.unit("village"),
                person_id=world.person("away"),
                on=TODAY,
            )


def test_it_opens_no_account_that_was_closed(world: World) -> None:
    close_account(actor=world.act_as("ward_officer"), person_id=world.person("member"))
    with pytest.raises(Refused, match="đã đóng"):
        _hand_out(world, "member")


def test_it_keeps_neither_the_code_nor_the_fact(world: World, slip: HandedOut) -> None:
    world.act_as_system()
    with connection.cursor() as cursor:
        cursor.execute("select l::text from accounts_onetimelink l")
        kept = str(cursor.fetchall())
        cursor.execute("select string_agg(facts::text, '') from journal_entry where verb ~ 'link'")
        told = str(cursor.fetchone())
    for secret in (slip.code, slip.code.replace("-", ""), "1995", "Mơ"):
        assert secret not in kept + told


def test_it_is_neither_made_nor_used_by_injected_sql(world: World, serving_url: str) -> None:
    calls = (
        "select door_link('', '', '', 's', now(), 5, 50, 30, 3600, 'made up')",
        "insert into accounts_onetimelink default values",
        "update accounts_onetimelink set failures = 0",
        "insert into identity_account (id, is_active) values (gen_random_uuid(), true)",
    )
    with psycopg.connect(serving_url, autocommit=True) as served:
        for call in calls:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                served.execute(call.encode())
        made = "select link_make(%s, %s, %s, %s, null, '', '', now(), now())"
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            served.execute(made, [uid("x"), world.person("away"), uid("y"), world.unit("village")])


def test_it_shows_the_secretary_who_came(world: World, slip: HandedOut) -> None:
    client, address = signed_in(world, "secretary"), f"/units/{world.unit('village')}/links/"
    assert "chưa dùng" in client.get(address).content.decode()
    _use(slip)
    page = client.get(address).content.decode()
    assert "đã vào" in page
    form = {"person": str(world.person("away")), "meeting": "days"}
    told = client.post(address, form).content.decode()
    assert "<svg" in told
    assert "Hồ Thị Mơ" in told
    revoked = client.get(address).content.decode().split('name="link" value="')[1].split('"')[0]
    client.post(f"{address}revocation/", {"link": revoked})
    assert "đã thu hồi" in client.get(address).content.decode()
