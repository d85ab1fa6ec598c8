"""The own account's pages: second factor, devices."""

from datetime import timedelta

import pytest
from django.test import Client

from nenep.identity.actions.enrol_factor import secret_to_enrol
from nenep.identity.rules.second_factor import code_at
from nenep.kernel import clock
from tests.attacks.entering import WAIT, knock, word_of
from tests.browsing import signed_in
from tests.world import World, uid


@pytest.fixture
def client(world: World) -> Client:
    """The member, signed in with the password."""
    known = Client()
    knock("member", word_of("member"), client=known)
    return known


def _proof(
    client: Client, secret: bytes | None = None, *, password: str = "", code: str = ""
) -> dict[str, str]:
    kept = secret or secret_to_enrol(client.session, uid("account:member"))
    return {
        "password": password or word_of("member"),
        "code": code or code_at(kept, clock.instant()),
    }


def _enrolled(client: Client) -> bytes:
    """A second factor for the member, its first code a minute old."""
    with clock.frozen(clock.now() - timedelta(minutes=1)):
        client.get("/account/second-factor/")
        secret = secret_to_enrol(client.session, uid("account:member"))
        assert b"<li" in client.post("/account/second-factor/", _proof(client)).content
    return secret


def test_it_enrols_with_password_and_code(world: World, client: Client) -> None:
    assert "Chưa cài" in client.get("/account/").content.decode()
    client.get("/account/second-factor/")
    for wrong in (_proof(client, password="sai"), _proof(client, code="000000")):
        assert client.post("/account/second-factor/", wrong).status_code == 422
    told = client.post("/account/second-factor/", _proof(client)).content.decode()
    assert told.count('<li class="code">') == 10
    assert "còn 10 mã dự phòng" in client.get("/account/").content.decode()
    assert client.get("/account/second-factor/").status_code == 302
    assert knock("member", word_of("member"))["Location"] == "/sign-in/code/"


def test_it_takes_it_off_with_password_and_code_only(world: World, client: Client) -> None:
    secret = _enrolled(client)
    for wrong in (_proof(client, secret, password="sai"), _proof(client, secret, code="000000")):
        assert client.post("/account/second-factor/removal/", wrong).status_code == 422
    page = client.post("/account/second-factor/removal/", _proof(client, secret))
    assert page["Location"] == "/account/"
    assert knock("member", word_of("member"))["Location"] == "/"


def test_it_renews_the_recovery_codes(world: World, client: Client) -> None:
    secret = _enrolled(client)
    told = client.post("/account/second-factor/codes/", _proof(client, secret)).content.decode()
    assert told.count('<li class="code">') == 10


def test_it_counts_what_is_wrong_here_too(world: World, client: Client) -> None:
    secret = _enrolled(client)
    for _ in range(5):
        client.post("/account/second-factor/removal/", _proof(client, secret, code="000000"))
    page = client.post("/account/second-factor/removal/", _proof(client, secret))
    assert WAIT in page.content.decode()


def test_it_takes_it_off_no_office_that_must_have_one(world: World) -> None:
    client = signed_in(world, "ward_officer")
    form = {"password": word_of("ward_officer"), "code": "000000"}
    page = client.post("/account/second-factor/removal/", form)
    assert "bắt buộc có mã xác thực" in page.content.decode()


def test_it_shows_and_ends_own_devices(world: World, client: Client) -> None:
    other = Client(headers={"user-agent": "Mozilla (Windows NT 10.0) Firefox/130"})
    knock("member", word_of("member"), client=other)
    page = client.get("/account/").content.decode()
    assert page.count("thiết bị này") == 1
    assert "Firefox, máy tính Windows" in page
    device = page.split('name="device" value="')[1].split('"')[0]
    assert client.post("/account/devices/end/", {"device": device}).status_code == 302
    knock("member", word_of("member"), client=other)
    assert client.post("/account/devices/end/").status_code == 302
    assert other.get("/account/")["Location"].startswith("/sign-in/")
    assert client.get("/account/").status_code == 200


def test_it_ends_no_device_of_somebody_else(world: World, client: Client) -> None:
    other = Client()
    knock("teacher", word_of("teacher"), client=other)
    page = other.get("/account/").content.decode()
    device = page.split('name="device" value="')[1].split('"')[0]
    client.post("/account/devices/end/", {"device": device})
    assert f'value="{device}"' in other.get("/account/").content.decode()
