"""A letter: to a living cell or a place outside, one at a time, received by whom it addresses."""

from datetime import date

import pytest
from django.db import Error, IntegrityError, connection, transaction

from nenep.access.models import Grant
from nenep.access.rules import Actor
from nenep.journal.models import Entry, Outbox
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.people.actions.states import record_state
from nenep.people.actions.transfers import introduce, receive, return_transfer
from nenep.people.models import (
    BadgeAward,
    HostedStay,
    Membership,
    OfficeTerm,
    Person,
    State,
    Transfer,
)
from nenep.people.queries.rosters import roster_on
from nenep.people.queries.transfers import destination, open_letters
from nenep.people.rules.standing import Standing
from nenep.structure.models import Unit
from tests.world import World, uid

LETTER, THERE = date(2026, 11, 10), date(2026, 11, 20)


def _introduce(actor: Actor, world: World, key: str = "member", **said: object) -> Transfer:
    wanted: dict[str, object] = {
        "kind": "official",
        "to_unit_id": world.unit("other_cell"),
        "introduced_on": LETTER,
    } | said
    return introduce(actor=actor, person_id=world.person(key), **wanted)  # type: ignore[arg-type]


def _standings(world: World, unit: str, on: date) -> dict[str, Standing]:
    world.act_as_system()
    keys = {person.id: key for key, person in world.people.items()}
    return {keys[one.person_id]: one.counts.standing for one in roster_on(world.unit(unit), on)}


def test_it_leaves_a_member_counted_at_home_and_not_due(world: World) -> None:
    letter = _introduce(world.act_as("ward_officer"), world)
    assert (letter.unit_id, letter.to_name) == (world.unit("village"), "Chi bộ tổ dân phố 9")
    lines = {one.person_id: one.counts for one in roster_on(world.unit("village"), THERE)}
    counts = lines[world.person("member")]
    assert counts.official
    assert not counts.due


def test_it_writes_one_letter_once(world: World) -> None:
    actor = world.act_as("ward_officer")
    assert _introduce(actor, world).pk == _introduce(actor, world).pk
    with pytest.raises(Refused, match="đang có giấy giới thiệu"):
        _introduce(actor, world, to_unit_id=None, to_name="Đảng bộ phường Xa")


def test_it_refuses_no_destination_the_same_cell_and_what_is_no_cell(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Invalid, match="nơi đến"):
        _introduce(actor, world, to_unit_id=None)
    with pytest.raises(Refused, match="chính là chi bộ"):
        _introduce(actor, world, to_unit_id=world.unit("village"))
    with pytest.raises(Refused, match="không phải là chi bộ đang hoạt động"):
        _introduce(actor, world, to_unit_id=world.unit("ward"))


def test_it_refuses_a_cell_that_ended(world: World) -> None:
    world.act_as_system()
    Unit.objects.filter(pk=world.unit("other_cell")).update(dissolved_on=date(2026, 11, 1))
    actor = world.act_as("ward_officer")
    with pytest.raises(Refused, match="không phải là chi bộ đang hoạt động"):
        _introduce(actor, world)
    with pytest.raises(IntegrityError, match="no living cell"), transaction.atomic():
        Transfer.objects.create(
            person_id=world.person("member"),
            kind="official",
            unit_id=world.unit("village"),
            to_unit_id=world.unit("other_cell"),
            to_name="x",
            introduced_on=LETTER,
        )
    world.act_as_system()
    Unit.objects.filter(pk=world.unit("other_cell")).update(dissolved_on=None)


def test_it_refuses_the_suspended_and_who_is_no_member(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Refused, match="đình chỉ"):
        _introduce(actor, world, "suspended")
    with pytest.raises(Refused, match="không phải là đảng viên"):
        _introduce(actor, world, introduced_on=date(2025, 6, 1))


@pytest.mark.parametrize(
    ("key", "refusal"), [("secretary", Forbidden), ("other_ward_officer", Absent)]
)
def test_it_is_sent_by_who_manages_the_members(
    world: World, key: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        _introduce(world.act_as(key), world)


def test_it_tells_a_sender_the_name_of_a_strange_cell_and_no_more(world: World) -> None:
    world.act_as("ward_officer")
    assert not Unit.objects.filter(pk=world.unit("other_cell")).exists()
    found = destination("99102.001.000001", THERE)
    assert found is not None
    assert (found.id, found.name) == (world.unit("other_cell"), "Chi bộ tổ dân phố 9")
    assert destination("99102000000000", THERE) is None
    assert destination("nothing", THERE) is None
    assert not Unit.objects.filter(pk=world.unit("other_cell")).exists()
    world.leave()
    assert destination("99102001000001", THERE) is None


def test_it_is_received_by_the_other_ward(world: World) -> None:
    """The receiving office takes over a person whose record it could not even see before."""
    letter = _introduce(world.act_as("ward_officer"), world, "committee_member")
    actor = world.act_as("other_ward_officer")
    assert [one.id for one in open_letters(world.unit("other_ward"))] == [letter.pk]
    received = receive(actor=actor, transfer_id=letter.pk, on=THERE)
    assert (received.outcome, received.closed_on) == ("received", THERE)
    person = Person.objects.get(pk=world.person("committee_member"))
    assert person.kept_by_id == world.unit("other_cell")
    assert _standings(world, "other_cell", THERE)["committee_member"] is Standing.OFFICIAL
    assert "committee_member" not in _standings(world, "village", THERE)
    assert "committee_member" in _standings(world, "village", date(2026, 11, 19))


def test_it_ends_office_access_and_state_at_the_sender(world: World) -> None:
    letter = _introduce(world.act_as("ward_officer"), world, "committee_member")
    receive(actor=world.act_as("other_ward_officer"), transfer_id=letter.pk, on=THERE)
    world.act_as_system()
    who = world.person("committee_member")
    term = OfficeTerm.objects.get(person_id=who)
    assert (term.during.upper, term.ended_as) == (THERE, "moved")
    assert Grant.objects.get(person_id=who).during.upper == THERE
    state = State.objects.get(person_id=who, kind="transferring")
    assert (state.during.upper, state.settled_on) == (THERE, THERE)
    old, new = Membership.objects.filter(person_id=who).order_by("during")
    assert (old.ended_as, new.begun_as) == ("transferred", "transferred")
    assert Outbox.objects.filter(kind="transfer.received").count() == 2
    assert {one.unit_id for one in Entry.objects.filter(verb="transfer.received")} == {
        world.unit("village"),
        world.unit("other_cell"),
    }
    assert {one.account_id for one in Entry.objects.filter(verb="transfer.received")} == {
        uid("account:other_ward_officer")
    }


def test_it_takes_badges_and_exemptions_along(world: World) -> None:
    actor = world.act_as("ward_officer")
    who = world.person("exempt")
    BadgeAward.objects.create(
        person_id=who, unit_id=world.unit("village"), years=30, awarded_on=date(2026, 9, 2)
    )
    letter = _introduce(actor, world, "exempt")
    world.act_as("other_ward_officer")
    receive(actor=world.act_as("other_ward_officer"), transfer_id=letter.pk, on=THERE)
    assert BadgeAward.objects.get(person_id=who).unit_id == world.unit("other_cell")
    goes_on = State.objects.get(person_id=who, unit_id=world.unit("other_cell"))
    assert (goes_on.during.lower, goes_on.during.upper) == (THERE, date(2027, 1, 1))
    assert _standings(world, "other_cell", THERE)["exempt"] is Standing.EXEMPT
    assert _standings(world, "village", date(2026, 11, 1))["exempt"] is Standing.EXEMPT


def test_it_is_received_once(world: World) -> None:
    letter = _introduce(world.act_as("ward_officer"), world)
    actor = world.act_as("other_ward_officer")
    receive(actor=actor, transfer_id=letter.pk, on=THERE)
    receive(actor=actor, transfer_id=letter.pk, on=THERE)
    world.act_as_system()
    assert Membership.objects.filter(person_id=world.person("member")).count() == 2


@pytest.mark.parametrize(
    ("key", "refusal"),
    [("ward_officer", Absent), ("secretary", Absent), ("other_secretary", Forbidden)],
)
def test_it_is_received_by_nobody_else(world: World, key: str, refusal: type[Exception]) -> None:
    letter = _introduce(world.act_as("ward_officer"), world)
    with pytest.raises(refusal):
        receive(actor=world.act_as(key), transfer_id=letter.pk, on=THERE)


@pytest.mark.parametrize("key", ["ward_officer", "secretary", "other_secretary", "member"])
def test_it_is_refused_to_the_wrong_office_by_the_database_too(world: World, key: str) -> None:
    letter = _introduce(world.act_as("ward_officer"), world)
    world.act_as(key)
    with (
        pytest.raises(Error, match="no open letter"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select people_receive(%s, %s, now())", [letter.pk, THERE])
    world.act_as(key)
    with connection.cursor() as cursor:
        cursor.execute("select access_all()")
        assert cursor.fetchone() == (False,)


def test_it_gives_the_scope_back(world: World) -> None:
    letter = _introduce(world.act_as("ward_officer"), world)
    receive(actor=world.act_as("other_ward_officer"), transfer_id=letter.pk, on=THERE)
    assert set(Person.objects.values_list("kept_by_id", flat=True)) == {
        world.unit("other_ward"),
        world.unit("other_cell"),
    }


def test_it_refuses_a_day_before_the_letter(world: World) -> None:
    letter = _introduce(world.act_as("ward_officer"), world)
    with pytest.raises(Refused, match="trước ngày"):
        receive(
            actor=world.act_as("other_ward_officer"),
            transfer_id=letter.pk,
            on=date(2026, 11, 9),
        )


@pytest.mark.parametrize("key", ["ward_officer", "other_ward_officer"])
def test_it_comes_back_from_either_side(world: World, key: str) -> None:
    letter = _introduce(world.act_as("ward_officer"), world)
    actor = world.act_as(key)
    assert return_transfer(actor=actor, transfer_id=letter.pk, on=THERE).outcome == "returned"
    assert return_transfer(actor=actor, transfer_id=letter.pk, on=THERE).outcome == "returned"
    assert _standings(world, "village", THERE)["member"] is Standing.OFFICIAL
    with pytest.raises((Refused, Absent)):
        receive(actor=world.act_as("other_ward_officer"), transfer_id=letter.pk, on=THERE)


def test_it_hosts_who_comes_for_a_time(world: World) -> None:
    until = date(2027, 5, 31)
    letter = _introduce(world.act_as("ward_officer"), world, kind="temporary", until=until)
    assert _standings(world, "village", THERE)["member"] is Standing.AWAY
    receive(actor=world.act_as("other_ward_officer"), transfer_id=letter.pk, on=THERE)
    stay = HostedStay.objects.get(person_id=world.person("member"))
    assert (stay.during.lower, stay.during.upper) == (THERE, date(2027, 6, 1))
    assert _standings(world, "other_cell", THERE)["member"] is Standing.HOSTED
    assert _standings(world, "village", THERE)["member"] is Standing.AWAY
    assert _standings(world, "village", date(2027, 6, 1))["member"] is Standing.OFFICIAL


def test_it_refuses_a_temporary_one_longer_than_the_rule(world: World) -> None:
    actor = world.act_as("ward_officer")
    long = date(2028, 3, 1)
    with pytest.raises(Invalid, match="phải dưới 12 tháng"):
        _introduce(actor, world, kind="temporary", until=long)
    assert _introduce(actor, world, kind="temporary", until=long, study=True).until == long


def test_it_notes_the_reception_of_a_place_outside(world: World) -> None:
    actor = world.act_as("ward_officer")
    letter = _introduce(actor, world, to_unit_id=None, to_name="Đảng bộ xã Bản Đôn")
    receive(actor=actor, transfer_id=letter.pk, on=THERE)
    spell = Membership.objects.get(person_id=world.person("member"))
    assert (spell.during.upper, spell.ended_as) == (THERE, "transferred")
    assert Transfer.objects.get(pk=letter.pk).outcome == "received"
    person = Person.objects.get(pk=world.person("member"))
    assert person.kept_by_id == world.unit("village")


def test_it_refuses_a_host_while_another_hosts(world: World) -> None:
    """Bùi Thị Xuân takes part in the village for a time already."""
    letter = _introduce(
        world.act_as("ward_officer"), world, "hosted", kind="temporary", until=date(2027, 4, 1)
    )
    with pytest.raises(Refused, match="tạm thời ở nơi khác"):
        receive(actor=world.act_as("other_ward_officer"), transfer_id=letter.pk, on=THERE)


def test_it_makes_a_guest_of_the_cell_its_member(world: World) -> None:
    actor = world.act_as("ward_officer")
    record_state(
        actor=actor,
        person_id=world.person("hosted"),
        kind="away",
        since=date(2026, 8, 1),
        until=date(2027, 1, 31),
        on=world.today,
    )
    letter = _introduce(actor, world, "hosted", to_unit_id=world.unit("village"))
    receive(actor=world.act_as("ward_officer"), transfer_id=letter.pk, on=THERE)
    assert _standings(world, "village", THERE)["hosted"] is Standing.OFFICIAL
    assert _standings(world, "village", LETTER)["hosted"] is Standing.HOSTED
