"""Accounts as the committee's office keeps them: opened, closed, recovered by two people."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nenep.access.rules import Actor, Office
from nenep.accounts.actions.close_account import close_account
from nenep.accounts.actions.open_account import open_account, open_administrator, renew_code
from nenep.accounts.actions.recovery import approve_recovery, ask_recovery
from nenep.accounts.models import Recovery
from nenep.accounts.queries.accounts import account_of
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.people.actions.appoint import appoint
from tests.attacks.entering import knock, word_of
from tests.browsing import signed_in
from tests.world import TODAY, World

GOOD = "con suối chảy qua làng"


def _second_officer(world: World) -> None:
    """The teacher works in the ward's office as well."""
    appoint(
        actor=world.act_as("ward_officer"),
        person_id=world.person("teacher"),
        unit_id=world.unit("ward"),
        office=Office.COMMITTEE_OFFICE,
        on=TODAY,
    )


def _verbs(world: World, person_id: UUID) -> list[str]:
    world.act_as_system()
    with connection.cursor() as cursor:
        cursor.execute(
            "select verb from journal_entry where object_id = %s and verb like 'account.%%'"
            " order by seq",
            [person_id],
        )
        return [row[0] for row in cursor.fetchall()]


def test_it_opens_an_account_with_a_code_and_no_password(world: World) -> None:
    actor = world.act_as("ward_officer")
    slip = open_account(actor=actor, person_id=world.person("away"), login="Ho-Mo")
    held = account_of(world.person("away"))
    assert held is not None
    assert (held.login, held.active, held.has_password) == ("ho-mo", True, False)
    with pytest.raises(Refused, match="đã có tài khoản"):
        open_account(actor=actor, person_id=world.person("away"), login="khac")
    assert renew_code(actor=actor, person_id=world.person("away")).code != slip.code
    assert _verbs(world, world.person("away")) == ["account.opened", "account.code_renewed"]


def test_it_refuses_a_login_that_is_taken_or_cannot_be_typed(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Refused, match="đã có người dùng"):
        open_account(actor=actor, person_id=world.person("away"), login="SECRETARY")
    for wrong in ("hồ", "a b", "x"):
        with pytest.raises(Invalid):
            open_account(actor=actor, person_id=world.person("away"), login=wrong)
    assert account_of(world.person("away")) is None


@pytest.mark.parametrize("key", ["secretary", "member", "province_officer", "other_ward_officer"])
@pytest.mark.parametrize("act", [close_account, ask_recovery, renew_code])
def test_it_is_no_other_office_s_business(
    world: World, key: str, act: Callable[..., object]
) -> None:
    with pytest.raises((Absent, Forbidden)):
        act(actor=world.act_as(key), person_id=world.person("deputy"))


def test_it_makes_no_administrator_from_a_page(world: World) -> None:
    with pytest.raises(Forbidden):
        open_administrator(actor=world.act_as("administrator"), login="quan-tri-2")


def test_it_prints_no_code_past_a_password(world: World) -> None:
    """Not even by closing and opening again: that needs two people."""
    actor, member = world.act_as("ward_officer"), world.person("member")
    with pytest.raises(Refused):
        renew_code(actor=actor, person_id=member)
    close_account(actor=actor, person_id=member)
    assert open_account(actor=actor, person_id=member, login="moi").code == ""
    assert knock("member", word_of("member")).status_code == 302


def test_it_closes_the_door_and_what_is_open(world: World) -> None:
    client = signed_in(world, "member")
    actor = world.act_as("ward_officer")
    for _ in range(2):
        close_account(actor=actor, person_id=world.person("member"))
    assert client.get("/meetings/")["Location"].startswith("/sign-in/")
    assert knock("member", word_of("member")).status_code == 422
    assert _verbs(world, world.person("member")) == ["account.closed"]
    actor = world.act_as("ward_officer")
    with pytest.raises(Refused, match="tự đóng"):
        close_account(actor=actor, person_id=world.person("ward_officer"))


def _asked(world: World) -> tuple[Actor, Recovery]:
    actor = world.act_as("ward_officer")
    return actor, ask_recovery(actor=actor, person_id=world.person("member"))


def test_it_recovers_by_two_people(world: World) -> None:
    _second_officer(world)
    inside = signed_in(world, "member")
    actor, asked = _asked(world)
    assert ask_recovery(actor=actor, person_id=world.person("member")).pk == asked.pk
    with pytest.raises(Forbidden, match="người thứ hai"):
        approve_recovery(actor=actor, recovery_id=asked.pk)
    assert inside.get("/meetings/").status_code == 200
    slip = approve_recovery(actor=world.act_as("teacher"), recovery_id=asked.pk)
    assert inside.get("/meetings/")["Location"].startswith("/sign-in/")
    assert knock("member", word_of("member")).status_code == 422
    form = {"login": "member", "code": slip.code, "new": GOOD, "again": GOOD}
    assert Client().post("/activation/", form).status_code == 302
    assert knock("member", GOOD).status_code == 302
    with pytest.raises(Refused):
        approve_recovery(actor=world.act_as("teacher"), recovery_id=asked.pk)
    told = ["account.recovery_asked", "account.recovered", "account.activated"]
    assert _verbs(world, world.person("member")) == told


def test_it_lets_a_request_lapse_after_a_day(world: World) -> None:
    _second_officer(world)
    _, asked = _asked(world)
    with clock.frozen(clock.now() + timedelta(days=1, minutes=1)), pytest.raises(Refused):
        approve_recovery(actor=world.act_as("teacher"), recovery_id=asked.pk)
    assert knock("member", word_of("member")).status_code == 302


def test_it_needs_an_approver_of_that_office(world: World) -> None:
    _, asked = _asked(world)
    for key in ("secretary", "other_ward_officer", "province_officer"):
        with pytest.raises((Absent, Forbidden)):
            approve_recovery(actor=world.act_as(key), recovery_id=asked.pk)


def test_it_asks_nothing_for_oneself(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Refused, match="của mình"):
        ask_recovery(actor=actor, person_id=world.person("ward_officer"))


def test_it_lets_the_database_insist_on_two(world: World) -> None:
    """Past every check of Python the same person still cannot do both."""
    _, asked = _asked(world)
    with connection.cursor() as cursor:
        cursor.execute("select account_recover(%s, '', now(), %s)", [asked.pk, clock.now()])
        assert cursor.fetchone() == (False,)


def _post(client: Client, world: World, key: str, act: str, **form: str) -> HttpResponse:
    page = client.post(f"/persons/{world.person(key)}/account/", {"act": act, **form})
    assert isinstance(page, HttpResponse)
    return page


def test_it_walks_through_the_office_s_pages(world: World) -> None:
    _second_officer(world)
    office, second = signed_in(world, "ward_officer"), signed_in(world, "teacher")
    accounts = f"/units/{world.unit('ward')}/accounts/"
    assert office.get("/accounts/")["Location"] == accounts
    assert "ho-thi-mo" in office.get(f"/persons/{world.person('away')}/account/").content.decode()
    assert _post(office, world, "away", "open", login="ổ").status_code == 422
    assert "Phiếu kích hoạt" in _post(office, world, "away", "open", login="ho-mo").content.decode()
    assert "chờ kích hoạt" in office.get(accounts).content.decode()
    assert _post(office, world, "away", "code").status_code == 200
    assert _post(office, world, "away", "close").status_code == 302
    assert _post(office, world, "member", "recover").status_code == 302
    page = office.get(accounts).content.decode()
    assert ("chờ người thứ hai" in page, 'name="recovery"' in page) == (True, False)
    asked = second.get(accounts).content.decode().split('name="recovery" value="')[1].split('"')[0]
    told = second.post(f"{accounts}approval/", {"recovery": asked})
    assert "Phiếu kích hoạt" in told.content.decode()


def test_it_asks_the_same_number_of_queries_however_many_accounts(world: World) -> None:
    client, accounts = signed_in(world, "ward_officer"), f"/units/{world.unit('ward')}/accounts/"

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(accounts).status_code == 200
        return len(queries)

    few = asked()
    actor = world.act_as("ward_officer")
    for at, key in enumerate(("away", "exempt", "suspended", "hosted")):
        open_account(actor=actor, person_id=world.person(key), login=f"nguoi-{at}")
    assert asked() == few
