"""Party groups of a large cell: founded, filled, led by one of their own."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Office
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.people.actions.appoint import appoint
from nenep.people.actions.end_office import end_office
from nenep.people.actions.found_group import found_group
from nenep.people.actions.place_in_group import leave_groups, place_in_group
from nenep.people.models import GroupPlace, Membership, Person
from nenep.people.queries.offices import placed_on
from nenep.people.tests.crowd import crowd
from tests.world import SINCE, World

ON = date(2026, 3, 1)
LATER = date(2026, 9, 1)
LEADER = Office.PARTY_GROUP_LEADER


def _group(world: World, name: str = "Tổ đảng số 1", by: str = "ward_officer") -> UUID:
    unit = found_group(actor=world.act_as(by), cell_id=world.unit("village"), name=name, on=ON)
    return UUID(str(unit.pk))


def _place(
    world: World, people: Sequence[UUID], group: UUID, *, by: str = "secretary", on: date = ON
) -> Sequence[GroupPlace]:
    return place_in_group(actor=world.act_as(by), person_ids=people, group_id=group, on=on)


def _lead(world: World, person: UUID, group: UUID, on: date = ON) -> UUID:
    term = appoint(
        actor=world.act_as("ward_officer"),
        person_id=person,
        unit_id=group,
        office=LEADER,
        on=on,
        basis="appointed",
    )
    return term.pk


@pytest.mark.parametrize("by", ["ward_officer", "secretary"])
def test_it_is_founded_once_by_the_office_or_the_cell(world: World, by: str) -> None:
    assert _group(world, by=by) == _group(world, by=by)


def test_it_is_not_founded_by_a_member_nor_under_a_committee(world: World) -> None:
    with pytest.raises(Forbidden):
        _group(world, by="member")
    with pytest.raises((Absent, Forbidden)):
        _group(world, by="other_ward_officer")
    with pytest.raises(Refused):
        found_group(
            actor=world.act_as("ward_officer"), cell_id=world.unit("ward"), name="Tổ 1", on=ON
        )


def test_it_takes_many_members_in_a_few_queries(
    world: World, django_assert_max_num_queries: object
) -> None:
    people = crowd(world, 40)
    group = _group(world)
    actor = world.act_as("secretary")
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        place_in_group(actor=actor, person_ids=people, group_id=group, on=ON)
    assert len(placed_on(world.unit("village"), ON)) == 40
    assert _place(world, people, group) == []


def test_it_moves_somebody_from_one_group_to_another(world: World) -> None:
    one, two = _group(world), _group(world, "Tổ đảng số 2")
    member = world.person("member")
    _place(world, [member], one)
    _place(world, [member], two, on=LATER)
    assert placed_on(world.unit("village"), ON) == {member: one}
    assert placed_on(world.unit("village"), LATER) == {member: two}
    _place(world, [member], one, on=LATER)
    assert GroupPlace.objects.filter(person_id=member).count() == 2
    leaving = {"person_ids": [member], "cell_id": world.unit("village"), "on": world.today}
    assert leave_groups(actor=world.act_as("secretary"), **leaving) == 1  # type: ignore[arg-type]
    assert leave_groups(actor=world.act_as("secretary"), **leaving) == 0  # type: ignore[arg-type]


@pytest.mark.parametrize("key", ["teacher", "hosted", "other_secretary"])
def test_it_refuses_who_is_no_member_of_the_cell(world: World, key: str) -> None:
    group = _group(world)
    with pytest.raises(Refused, match="không sinh hoạt ở chi bộ này"):
        _place(world, [world.person("member"), world.person(key)], group)
    assert GroupPlace.objects.count() == 0


def test_it_refuses_a_member_who_places_and_a_unit_that_is_no_group(world: World) -> None:
    group = _group(world)
    for by in ("member", "committee_member"):
        with pytest.raises(Forbidden):
            _place(world, [world.person("member")], group, by=by)
    with pytest.raises(Refused, match="không phải là tổ đảng"):
        _place(world, [world.person("member")], world.unit("village"))


def test_it_is_led_by_one_of_its_own(world: World) -> None:
    group = _group(world)
    member = world.person("member")
    with pytest.raises(Refused, match="không ở trong tổ"):
        _lead(world, member, group)
    _place(world, [member], group)
    assert _lead(world, member, group) is not None
    with pytest.raises(Refused, match="dự bị"):
        _lead(world, world.person("probationary"), group)


def test_it_keeps_a_leader_until_the_office_is_ended(world: World) -> None:
    one, two = _group(world), _group(world, "Tổ đảng số 2")
    member = world.person("member")
    _place(world, [member], one)
    term = _lead(world, member, one)
    with pytest.raises(Refused, match="tổ trưởng"):
        _place(world, [member], two, on=LATER)
    end_office(actor=world.act_as("ward_officer"), term_id=term, on=LATER, how="replaced")
    assert len(_place(world, [member], two, on=LATER)) == 1


def test_it_opens_the_group_and_nobody_else_to_its_leader(world: World) -> None:
    group = _group(world)
    member, away = world.person("member"), world.person("away")
    _place(world, [member, away], group)
    _lead(world, member, group)
    actor = world.act_as("member")
    assert actor.offices[0].unit_id == world.unit("village")
    names = set(Person.objects.values_list("full_name", flat=True))
    assert names == {"Phạm Thị Cúc", "Hồ Thị Mơ"}


def test_it_lasts_no_longer_than_the_membership(world: World) -> None:
    (person,) = crowd(world, 1)
    group = _group(world)
    world.act_as_system()
    Membership.objects.filter(person_id=person).update(during=DateRange(SINCE, LATER))
    (place,) = _place(world, [person], group)
    assert place.during.upper == LATER
