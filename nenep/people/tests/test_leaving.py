"""A membership ends, and with it everything that ran, wherever it ran, and every access."""

from datetime import date

import pytest
from django.db import Error, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.people.actions.leaving import end_membership
from nenep.people.actions.transfers import introduce
from nenep.people.models import (
    HostedStay,
    Membership,
    OfficeTerm,
    Person,
    ResidenceLink,
    State,
    Transfer,
)
from tests.browsing import signed_in
from tests.world import World

DAY = date(2026, 11, 20)


def _leave(actor: Actor, world: World, key: str, **said: object) -> Membership:
    wanted: dict[str, object] = {"how": "removal", "on": DAY, "decision": "12-QĐ/ĐU"} | said
    return end_membership(actor=actor, person_id=world.person(key), **wanted)  # type: ignore[arg-type]


def test_it_ends_membership_states_and_offices_that_day(world: World) -> None:
    spell = _leave(world.act_as("ward_officer"), world, "committee_member", how="deceased")
    assert (spell.during.upper, spell.ended_as, spell.decision) == (DAY, "deceased", "12-QĐ/ĐU")
    term = OfficeTerm.objects.get(person_id=spell.person_id)
    assert (term.during.upper, term.ended_as) == (DAY, "deceased")
    assert Grant.objects.get(person_id=spell.person_id).during.upper == DAY
    person = Person.objects.get(pk=spell.person_id)
    assert person.kept_by_id == world.unit("village")


def test_it_asks_nothing_more_of_the_states(world: World) -> None:
    _leave(world.act_as("ward_officer"), world, "exempt")
    state = State.objects.get(person_id=world.person("exempt"))
    assert (state.during.upper, state.settled_on) == (DAY, DAY)


def test_it_ends_what_runs_in_another_ward(world: World) -> None:
    """A stay, a link and an office there: the ward that removes could not write any of them."""
    who = world.person("member")
    world.act_as_system()
    during = DateRange(date(2026, 9, 1), date(2027, 3, 1))
    HostedStay.objects.create(person_id=who, unit_id=world.unit("other_cell"), during=during)
    ResidenceLink.objects.create(
        unit_id=world.unit("other_cell"),
        person_id=who,
        full_name="Phạm Thị Cúc",
        name_key="cuc",
        workplace="Trường học",
        during=DateRange(date(2026, 1, 1), None),
    )
    Grant.objects.create(
        person_id=who, unit_id=world.unit("other_ward"), office="committee_member", during=during
    )
    _leave(world.act_as("ward_officer"), world, "member")
    world.act_as_system()
    for row in (HostedStay, ResidenceLink, Grant):
        assert row.objects.get(person_id=who).during.upper == DAY


def test_it_strikes_an_open_letter(world: World) -> None:
    actor = world.act_as("ward_officer")
    letter = introduce(
        actor=actor,
        person_id=world.person("member"),
        kind="official",
        to_name="Nơi xa",
        introduced_on=date(2026, 8, 3),
    )
    _leave(actor, world, "member")
    assert Transfer.objects.get(pk=letter.pk).outcome == "struck"


def test_it_happens_once(world: World) -> None:
    actor = world.act_as("ward_officer")
    assert _leave(actor, world, "member").pk == _leave(actor, world, "member").pk
    with pytest.raises(Refused):
        _leave(actor, world, "member", how="left")


def test_it_refuses_no_such_way_and_no_such_member(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Invalid):
        _leave(actor, world, "member", how="transferred")
    for day in (date(2025, 7, 1), date(2025, 6, 1)):
        with pytest.raises(Refused, match="không phải là đảng viên"):
            _leave(actor, world, "member", on=day)


@pytest.mark.parametrize(
    ("key", "refusal"), [("secretary", Forbidden), ("other_ward_officer", Absent)]
)
def test_it_is_for_who_manages_the_members(
    world: World, key: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _leave(world.act_as(key), world, "member")


def test_it_is_refused_to_a_strange_office_by_the_database(world: World) -> None:
    world.act_as("other_ward_officer")
    with (
        pytest.raises(Error, match="kept elsewhere"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select people_leave(%s, %s, 'removal', '')", [world.person("member"), DAY])


def test_it_takes_the_reach_of_an_account_the_same_day(world: World) -> None:
    """A signed-in device of a secretary who has left is signed out, and opens nothing any more."""
    client = signed_in(world, "secretary")
    assert client.get(f"/units/{world.unit('village')}/members/").status_code == 200
    _leave(world.act_as("ward_officer"), world, "secretary", on=world.today)
    assert client.get("/me/")["Location"].startswith("/sign-in/")
    actor = world.act_as("secretary")
    assert actor.offices == ()
    assert list(Person.objects.values_list("pk", flat=True)) == [world.person("secretary")]
    world.leave()
    for address in (f"/units/{world.unit('village')}/members/", "/me/", "/expiring/"):
        assert client.get(address).status_code in {403, 404}


def test_it_leaves_access_until_the_day_comes(world: World) -> None:
    _leave(world.act_as("ward_officer"), world, "secretary", on=date(2026, 12, 1))
    assert world.act_as("secretary").offices != ()


def test_it_lets_a_past_host_see_the_record_no_more(world: World) -> None:
    world.act_as("secretary")
    assert Person.objects.filter(pk=world.person("hosted")).exists()
    world.act_as_system()
    stays = HostedStay.objects.filter(person_id=world.person("hosted"))
    stays.update(during=DateRange(date(2026, 8, 1), world.today))
    world.act_as("secretary")
    assert not Person.objects.filter(pk=world.person("hosted")).exists()
