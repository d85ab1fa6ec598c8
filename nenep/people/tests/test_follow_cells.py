"""A committee's member follows a cell: who may, for how long, and what it opens."""

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, connection

from nenep.access.models import Grant
from nenep.access.rules import Actor, Office
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.people.actions.appoint import appoint
from nenep.people.actions.end_office import end_office
from nenep.people.actions.follow_cells import assign_follower
from nenep.people.models import OfficeTerm
from nenep.people.queries.following import cells_and_followers, follower_of, seat_named
from nenep.structure.actions.move_unit import move_unit
from nenep.structure.queries.units import unit_on
from tests.world import SINCE, TODAY, World

ON = date(2026, 11, 1)
FOLLOWER = Office.ASSIGNED_FOLLOWER


def _assign(
    world: World,
    person: str = "follower",
    cell: str = "school",
    *,
    by: str = "ward_officer",
    on: date = ON,
) -> OfficeTerm:
    return assign_follower(
        actor=world.act_as(by),
        person_id=world.person(person),
        cell_ids=[world.unit(cell)],
        on=on,
        decision="12-PC/ĐU",
    )[0]


def _seat(world: World, person: str = "follower") -> OfficeTerm:
    return OfficeTerm.objects.get(
        person_id=world.person(person), office=Office.COMMITTEE_MEMBER.value
    )


def _followed(actor: Actor) -> set[UUID | None]:
    return {held.unit_id for held in actor.offices if held.office is FOLLOWER}


def test_it_opens_the_cell_and_says_so_in_its_journal(world: World) -> None:
    term = _assign(world)
    assert (term.office, term.during.lower, term.decision) == (FOLLOWER.value, ON, "12-PC/ĐU")
    assert Grant.objects.filter(unit_id=world.unit("school"), office=FOLLOWER.value).exists()
    entry = Entry.objects.filter(unit_id=world.unit("school"), verb="office.begun").latest("seq")
    assert entry.facts["office"] == FOLLOWER.value
    assert _followed(world.act_as("follower")) == {world.unit("school"), world.unit("village")}


def test_it_changes_nothing_when_told_twice(world: World) -> None:
    first = _assign(world)
    assert _assign(world).pk == first.pk
    assert (
        OfficeTerm.objects.filter(unit_id=world.unit("school"), office=FOLLOWER.value).count() == 1
    )


def test_it_refuses_a_second_follower_and_names_the_first(world: World) -> None:
    appoint(
        actor=world.act_as("ward_officer"),
        person_id=world.person("teacher"),
        unit_id=world.unit("ward"),
        office=Office.COMMITTEE_MEMBER,
        on=SINCE,
    )
    with pytest.raises(Refused, match="Y Thuin Niê theo dõi từ ngày 01/07/2025"):
        _assign(world, "teacher", "village")
    assert _assign(world, "teacher", "school").person_id == world.person("teacher")


def test_it_refuses_whoever_has_no_seat_in_the_committee_above(world: World) -> None:
    for outsider in ("secretary", "other_secretary", "ward_officer"):
        with pytest.raises(Refused, match="không phải là cấp ủy viên"):
            _assign(world, outsider)


def test_it_refuses_a_committee_no_cell_and_a_neighbour(world: World) -> None:
    with pytest.raises(Refused, match="chi bộ trực thuộc"):
        _assign(world, cell="ward")
    with pytest.raises(Invalid):
        assign_follower(
            actor=world.act_as("ward_officer"),
            person_id=world.person("follower"),
            cell_ids=[],
            on=ON,
        )
    for outsider in ("other_ward_officer", "secretary", "follower", "province_officer"):
        with pytest.raises((Absent, Forbidden)):
            _assign(world, by=outsider)


def test_it_writes_all_cells_or_none(world: World) -> None:
    with pytest.raises((Absent, Forbidden)):
        assign_follower(
            actor=world.act_as("ward_officer"),
            person_id=world.person("follower"),
            cell_ids=[world.unit("school"), world.unit("other_cell")],
            on=ON,
        )
    world.act_as_system()
    assert follower_of(world.unit("school"), TODAY) is None


def test_it_lets_every_cell_go_the_day_the_seat_ends(world: World) -> None:
    _assign(world)
    end_office(
        actor=world.act_as("ward_officer"), term_id=_seat(world).pk, on=TODAY, how="resigned"
    )
    assert follower_of(world.unit("village"), TODAY) is None
    assert follower_of(world.unit("village"), date(2026, 11, 22)) is not None
    actor = world.act_as("follower")
    assert {held.office for held in actor.offices} == {Office.MEMBER}
    with connection.cursor() as cursor:
        cursor.execute("select access_units('inside')")
        assert cursor.fetchall() == [(world.unit("ward"),)]


def test_it_never_begins_what_was_to_begin_after_the_seat(world: World) -> None:
    _assign(world, on=date(2027, 1, 1))
    end_office(actor=world.act_as("ward_officer"), term_id=_seat(world).pk, on=TODAY, how="moved")
    assert not OfficeTerm.objects.filter(
        unit_id=world.unit("school"), office=FOLLOWER.value
    ).exists()
    assert not Grant.objects.filter(unit_id=world.unit("school"), office=FOLLOWER.value).exists()


def test_it_keeps_the_cell_while_another_seat_of_the_committee_is_held(world: World) -> None:
    appoint(
        actor=world.act_as("ward_officer"),
        person_id=world.person("follower"),
        unit_id=world.unit("ward"),
        office=Office.DEPUTY_COMMITTEE_SECRETARY,
        on=ON,
    )
    end_office(
        actor=world.act_as("ward_officer"), term_id=_seat(world).pk, on=TODAY, how="replaced"
    )
    assert _followed(world.act_as("follower")) == {world.unit("village")}


def test_the_database_refuses_a_seat_that_leaves_a_cell_behind(world: World) -> None:
    world.act_as_system()
    seat = _seat(world)
    with connection.cursor() as cursor:
        cursor.execute(
            "update people_officeterm set during = daterange(lower(during), %s) where id = %s",
            [TODAY, seat.pk],
        )
        with pytest.raises(IntegrityError, match="a_cell_followed_from_its_committee"):
            cursor.execute("set constraints all immediate")


def test_a_cell_that_moved_away_is_closed_to_who_followed_it(world: World) -> None:
    move_unit(
        actor=world.act_as_system(),
        unit_id=world.unit("village"),
        parent_id=world.unit("other_ward"),
        on=TODAY,
    )
    assert _followed(world.act_as("follower")) == set()


def test_the_office_finds_cells_without_a_follower(world: World) -> None:
    world.act_as("ward_officer")
    lines = cells_and_followers(world.unit("ward"), TODAY)
    names = {line.cell.id: line.follower.full_name if line.follower else "" for line in lines}
    assert names == {world.unit("village"): "Y Thuin Niê", world.unit("school"): ""}


def test_the_command_finds_the_member_by_name(world: World) -> None:
    world.act_as_system()
    cell = unit_on(world.unit("school"), TODAY)
    assert seat_named(cell, "y thuin nie", TODAY).person_id == world.person("follower")
    with pytest.raises(Refused, match="Y Thuin Niê"):
        seat_named(cell, "Người Khác", TODAY)


def test_the_members_of_the_cell_know_who_follows_it(world: World) -> None:
    world.act_as("member")
    known = follower_of(world.unit("village"), TODAY)
    assert known is not None
    assert known.full_name == "Y Thuin Niê"
    world.act_as("other_secretary")
    assert follower_of(world.unit("village"), TODAY) is None
