"""The second step: who must take it, what it opens, and what it is worth the second time."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from nenep.identity.actions.enrol_factor import enrol_factor, secret_to_enrol
from nenep.identity.rules.second_factor import SECONDS, code_at, is_required, step_of
from nenep.identity.sealing import seal, unseal
from nenep.identity.sessions import SessionStore
from nenep.kernel import clock
from tests.attacks.entering import WAIT, knock, said, word_of
from tests.world import World, uid

SECRET = b"12345678901234567890"
MEMBER = uid("account:member")


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_it_makes_the_codes_of_the_standard(seconds: int, code: str) -> None:
    """RFC 6238, appendix B, its last six digits."""
    assert code_at(SECRET, seconds) == code


@given(st.integers(600, 2**33), st.integers(-120, 120))
def test_it_forgives_a_clock_that_is_one_step_off(now: int, off: int) -> None:
    typed = code_at(SECRET, now + off)
    step = step_of(SECRET, typed, seconds=now, after=-1)
    apart = abs((now + off) // SECONDS - now // SECONDS)
    if apart <= 1:
        assert step is not None
        assert code_at(SECRET, step * SECONDS) == typed
        assert step_of(SECRET, typed, seconds=now, after=step) is None


def test_it_asks_whom_the_house_says() -> None:
    asked = {p: [is_required(p, above_cell=a) for a in (True, False)] for p in ("all", "off")}
    assert asked == {"all": [True, True], "off": [False, False]}
    assert [is_required("above-cell", above_cell=a) for a in (True, False)] == [True, False]


def test_it_seals_to_one_account_and_one_key(settings: Settings) -> None:
    sealed = seal(SECRET, MEMBER)
    assert SECRET not in sealed
    assert unseal(sealed, MEMBER) == SECRET
    assert unseal(sealed, uid("account:secretary")) is None
    assert unseal(sealed[:-1] + bytes([sealed[-1] ^ 1]), MEMBER) is None
    settings.SECRET_KEY = "another"
    assert unseal(sealed, MEMBER) is None


class Telephone:
    """The secret of a world account, enrolled past the pages."""

    def __init__(self, key: str) -> None:
        session = SessionStore()
        account = uid(f"account:{key}")
        self.secret = secret_to_enrol(session, account)
        codes = enrol_factor(session=session, account_id=account, typed=self.shows())
        assert codes is not None
        self.codes = codes

    def shows(self) -> str:
        return code_at(self.secret, clock.instant())


@pytest.fixture
def telephone(world: World) -> Telephone:
    """The member's, whose enrolment code is a minute old."""
    with clock.frozen(clock.now() - timedelta(minutes=1)):
        return Telephone("member")


def _half_in(key: str = "member") -> Client:
    client = Client()
    page = knock(key, word_of(key), client=client)
    assert page["Location"] == "/sign-in/code/"
    return client


def _step(client: Client, code: str) -> HttpResponse:
    page = client.post("/sign-in/code/", {"code": code})
    assert isinstance(page, HttpResponse)
    return page


def test_it_opens_nothing_before_the_second_step(world: World, telephone: Telephone) -> None:
    client = _half_in()
    for address in ("/", "/meetings/", "/account/", "/account/second-factor/"):
        assert client.get(address)["Location"].startswith("/sign-in/")
    assert _step(client, telephone.shows())["Location"] == "/"
    assert client.get("/meetings/").status_code == 200


def test_it_leads_on_to_where_one_wanted(world: World, telephone: Telephone) -> None:
    client = Client()
    form = {"login": "member", "password": word_of("member"), "next": "/meetings/"}
    client.post("/sign-in/", form)
    assert _step(client, telephone.shows())["Location"] == "/meetings/"


def test_it_takes_no_code_twice(world: World, telephone: Telephone) -> None:
    code = telephone.shows()
    assert _step(_half_in(), code).status_code == 302
    again = _step(_half_in(), code)
    assert again.status_code == 422
    assert "đã dùng" in again.content.decode()
    with clock.frozen(clock.now() + timedelta(seconds=SECONDS)):
        assert _step(_half_in(), telephone.shows()).status_code == 302
        assert _step(_half_in(), code).status_code == 422  # the older one neither


def test_it_takes_each_recovery_code_once(world: World, telephone: Telephone) -> None:
    first, second = telephone.codes[:2]
    assert _step(_half_in(), first.lower().replace("-", "")).status_code == 302
    assert _step(_half_in(), first).status_code == 422
    assert _step(_half_in(), second).status_code == 302


def test_it_makes_who_guesses_the_code_wait(world: World, telephone: Telephone) -> None:
    """However often the password is given again: the count is the account's."""
    for _ in range(5):
        assert _step(_half_in(), "000000").status_code == 422
    assert said(_step(_half_in(), telephone.shows())) == WAIT


def test_it_waits_ten_minutes_for_the_second_step(world: World, telephone: Telephone) -> None:
    client = _half_in()
    with clock.frozen(clock.now() + timedelta(minutes=11)):
        assert _step(client, telephone.shows())["Location"] == "/sign-in/"


def test_it_gives_a_new_key_after_the_second_step(world: World, telephone: Telephone) -> None:
    client = _half_in()
    half = client.cookies["nenep_session"].value
    _step(client, telephone.shows())
    assert client.cookies["nenep_session"].value != half
    assert SessionStore(half).load() == {}


@pytest.mark.parametrize("key", ["ward_officer", "province_officer", "administrator"])
def test_it_leads_offices_above_the_cell_to_enrolment_first(world: World, key: str) -> None:
    client = Client()
    assert knock(key, word_of(key), client=client)["Location"] == "/sign-in/enrolment/"
    assert client.get("/")["Location"].startswith("/sign-in/")
    page = client.get("/sign-in/enrolment/")
    assert b"<svg" in page.content
    wrong = client.post("/sign-in/enrolment/", {"code": "000000"})
    assert wrong.status_code == 422
    code = code_at(_secret(client, key), clock.instant())
    told = client.post("/sign-in/enrolment/", {"code": code})
    assert told.content.decode().count('<li class="code">') == 10
    assert not client.get("/").get("Location", "").startswith("/sign-in/")
    assert knock(key, word_of(key))["Location"] == "/sign-in/code/"


def test_it_asks_nobody_where_the_house_says_off(world: World, settings: Settings) -> None:
    settings.SECOND_FACTOR = "off"
    assert knock("ward_officer", word_of("ward_officer"))["Location"] == "/"
    settings.SECOND_FACTOR = "all"
    assert knock("member", word_of("member"))["Location"] == "/sign-in/enrolment/"


def test_it_replaces_no_second_factor_from_half_way_in(world: World, telephone: Telephone) -> None:
    client = _half_in()
    assert client.get("/sign-in/enrolment/")["Location"] == "/sign-in/"
    assert client.post("/sign-in/enrolment/", {"code": "1"})["Location"] == "/sign-in/"


def _secret(client: Client, key: str) -> bytes:
    """The key shown on the page, as the holder's telephone would have it."""
    return secret_to_enrol(client.session, uid(f"account:{key}"))
