"""What happens at the door stands in the journal of the unit that keeps the person."""

from datetime import timedelta

import pytest
from django.test import Client

from nenep.accounts.actions.hand_out_link import HandedOut, hand_out_link
from nenep.identity.actions.enrol_factor import enrol_factor, secret_to_enrol
from nenep.identity.actions.second_step import take_second_step
from nenep.identity.rules.second_factor import code_at
from nenep.identity.sessions import SessionStore
from nenep.journal.models import Entry
from nenep.kernel import clock
from nenep.oversight.pages import history_page
from tests.attacks.entering import WAIT, WRONG, knock, said
from tests.world import TODAY, World, uid

MEMBER = uid("account:member")
Told = tuple[str, object, object]


def told(world: World, verb: str) -> list[Told]:
    """Whose chain, who, what was told of that verb."""
    world.act_as_system()
    rows = Entry.objects.filter(verb=verb).order_by("seq")
    found: list[Told] = [(world_unit(world, row), row.person_id, row.facts) for row in rows]
    world.leave()
    return found


def world_unit(world: World, row: Entry) -> str:
    return next(
        (key for key in ("village", "ward", "school") if world.unit(key) == row.unit_id), ""
    )


def enrolled() -> list[str]:
    """Recovery codes of a second factor given at the door, by a code a minute old."""
    session = SessionStore()
    with clock.frozen(clock.now() - timedelta(minutes=1)):
        secret = secret_to_enrol(session, MEMBER)
        typed = code_at(secret, clock.instant())
        codes = enrol_factor(session=session, account_id=MEMBER, typed=typed)
    assert codes
    return codes


def test_it_tells_who_enrolled_a_second_factor_at_the_door(world: World) -> None:
    enrolled()
    assert told(world, "account.second_factor_enrolled") == [
        ("village", world.person("member"), {})
    ]


def test_it_tells_a_recovery_code_once_it_is_used(world: World) -> None:
    code, *rest = enrolled()
    assert take_second_step(account_id=MEMBER, typed=code).right
    assert not take_second_step(account_id=MEMBER, typed=code).right
    used = told(world, "account.recovery_code_used")
    assert used == [("village", world.person("member"), {"left": len(rest)})]


def test_it_tells_no_code_of_the_telephone(world: World) -> None:
    """That is every sign-in of everybody: the list of devices tells it, and forgets it."""
    session = SessionStore()
    with clock.frozen(clock.now() - timedelta(minutes=1)):
        secret = secret_to_enrol(session, MEMBER)
        enrol_factor(session=session, account_id=MEMBER, typed=code_at(secret, clock.instant()))
    assert take_second_step(account_id=MEMBER, typed=code_at(secret, clock.instant())).right
    assert told(world, "account.recovery_code_used") == []


@pytest.fixture
def slip(world: World) -> HandedOut:
    made = hand_out_link(
        actor=world.act_as("secretary"),
        unit_id=world.unit("village"),
        person_id=world.person("away"),
        on=TODAY,
    )
    world.leave()
    return made


def test_it_tells_every_use_of_a_link(world: World, slip: HandedOut) -> None:
    client = Client()
    for _ in range(2):
        page = client.post("/link/", {"code": slip.code, "birth_year": "1995", "given": "Mơ"})
        assert page.status_code == 302
    used = told(world, "link.used")
    assert [(unit, who) for unit, who, _ in used] == [("village", world.person("away"))] * 2
    assert [facts["first"] for _, _, facts in used] == [True, False]  # type: ignore[index]


def test_it_tells_a_link_that_died_of_guesses(world: World, slip: HandedOut) -> None:
    for year in range(1960, 1967):
        Client().post("/link/", {"code": slip.code, "birth_year": str(year), "given": "Mơ"})
    ((unit, who, facts),) = told(world, "link.locked_out")
    assert (unit, who, facts["failures"]) == ("village", None, 5)  # type: ignore[index]
    assert told(world, "link.used") == []


def test_it_tells_a_lock_out_once_and_of_nobody_who_does_not_exist(world: World) -> None:
    for login in ("member", "không-có"):
        for at in range(7):
            page = knock(login, f"thử {at}", source=f"203.0.{at}.7")
            assert said(page) == (WRONG if at < 5 else WAIT)
    locked = told(world, "account.locked_out")
    assert locked == [("village", None, {"door": "password", "failures": 5})]


def test_it_tells_a_lock_out_at_the_second_step(world: World) -> None:
    enrolled()
    for _ in range(6):
        take_second_step(account_id=MEMBER, typed="000000")
    locked = told(world, "account.locked_out")
    assert locked == [("village", None, {"door": "second_step", "failures": 5})]


def test_it_reads_as_sentences_in_the_history_of_the_person(world: World) -> None:
    take = enrolled()[0]
    take_second_step(account_id=MEMBER, typed=take)
    for _ in range(5):
        take_second_step(account_id=MEMBER, typed="000000")
    page = history_page(world.act_as("secretary"), world.person("member"))
    lines = {line.said: line.who for line in page.lines}
    name = world.people["member"].name
    assert lines["Đặt mã xác thực hai bước"] == name
    assert lines["Dùng một mã dự phòng thay mã xác thực"] == name
    assert lines["Tạm dừng đăng nhập vì thử sai nhiều lần"] == "cửa đăng nhập"


def test_it_leaves_the_scope_of_whoever_asks_as_it_was(world: World) -> None:
    """The entry is written with the installation's reach, for one statement."""
    codes = enrolled()
    world.act_as("other_secretary")
    take_second_step(account_id=MEMBER, typed=codes[0])
    assert not Entry.objects.filter(unit_id=world.unit("village")).exists()
