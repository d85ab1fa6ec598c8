"""The first password, by a code from paper."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from nenep.accounts.actions.open_account import Slip, open_account
from nenep.kernel import clock
from tests.attacks.entering import WAIT, knock, said
from tests.world import World

GOOD = "con suối chảy qua làng"


@pytest.fixture
def slip(world: World) -> Slip:
    """For somebody of the village who had no account."""
    actor = world.act_as("ward_officer")
    made = open_account(actor=actor, person_id=world.person("away"), login="Ho-Mo")
    world.leave()
    return made


def _activate(slip: Slip, password: str = GOOD, **other: str) -> HttpResponse:
    form = {"login": slip.login, "code": slip.code, "new": password, "again": password} | other
    page = Client().post("/activation/", form)
    assert isinstance(page, HttpResponse)
    return page


def test_it_sets_the_first_password_with_the_code(world: World, slip: Slip) -> None:
    assert knock("ho-mo", GOOD).status_code == 422
    assert _activate(slip, code=slip.code.lower().replace("-", " "))["Location"] == "/sign-in/"
    assert knock("ho-mo", GOOD).status_code == 302


def test_it_takes_a_code_once(world: World, slip: Slip) -> None:
    assert _activate(slip).status_code == 302
    again = _activate(slip, "một mật khẩu khác hẳn")
    assert again.status_code == 422
    assert "mã đã dùng hay hết hạn" in again.content.decode()
    assert knock("ho-mo", GOOD).status_code == 302


def test_it_keeps_the_code_when_the_password_will_not_do(world: World, slip: Slip) -> None:
    assert "ít nhất 10 ký tự" in _activate(slip, "ngắn").content.decode()
    assert "không giống nhau" in _activate(slip, again="khác").content.decode()
    assert _activate(slip).status_code == 302


def test_it_lets_a_code_lapse(world: World, slip: Slip) -> None:
    with clock.frozen(slip.until + timedelta(minutes=1)):
        assert _activate(slip).status_code == 422


def test_it_makes_who_guesses_codes_wait(world: World, slip: Slip) -> None:
    for _ in range(5):
        assert _activate(slip, code="0000-0000-0000-0000").status_code == 422
    assert said(_activate(slip)) == WAIT


def test_it_belongs_to_its_login_alone(world: World, slip: Slip) -> None:
    assert _activate(slip, login="secretary").status_code == 422
    assert _activate(slip).status_code == 302


def test_it_keeps_no_code_and_no_password_as_it_was_typed(world: World, slip: Slip) -> None:
    _activate(slip)
    with connection.cursor() as cursor:
        cursor.execute("select * from accounts_of(array[%s]::uuid[])", [world.person("away")])
        assert cursor.fetchall() == []  # nobody is signed in: nobody is told
        world.act_as_system()
        cursor.execute(
            "select string_agg(facts::text, '') from journal_entry where verb ~ 'account'"
        )
        told = str(cursor.fetchone()[0])
    assert slip.code not in told
    assert slip.login not in told
