"""An office ends, and the access with it, the same day."""

from datetime import date

import pytest

from nenep.access.models import Grant
from nenep.access.rules import Office
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.people.actions.appoint import appoint
from nenep.people.actions.end_office import end_office, end_offices_of_unit
from nenep.people.models import OfficeTerm
from tests.world import SINCE, World

ON = date(2026, 11, 1)


def _term(world: World, key: str) -> OfficeTerm:
    world.act_as_system()
    return OfficeTerm.objects.get(person_id=world.person(key))


def _end(world: World, term: OfficeTerm, *, by: str = "ward_officer", on: date = ON) -> OfficeTerm:
    return end_office(
        actor=world.act_as(by), term_id=term.pk, on=on, how="resigned", decision="7-QĐ/ĐU"
    )


def test_it_ends_the_term_and_the_access_the_same_day(world: World) -> None:
    term = _end(world, _term(world, "secretary"))
    grant = Grant.objects.get(person_id=world.person("secretary"))
    assert term.during.upper == grant.during.upper == ON
    assert (term.ended_as, term.ending_decision) == ("resigned", "7-QĐ/ĐU")
    assert {held.office for held in world.act_as("secretary").offices} == {Office.MEMBER}


def test_it_keeps_the_access_until_a_day_to_come(world: World) -> None:
    _end(world, _term(world, "secretary"), on=date(2027, 1, 1))
    assert Office.CELL_SECRETARY in {held.office for held in world.act_as("secretary").offices}


def test_it_changes_nothing_when_told_twice(world: World) -> None:
    term = _term(world, "secretary")
    _end(world, term)
    again = _end(world, term)
    assert again.during.upper == ON


def test_it_makes_way_for_another_secretary(world: World) -> None:
    _end(world, _term(world, "secretary"))
    term = appoint(
        actor=world.act_as("ward_officer"),
        person_id=world.person("deputy"),
        unit_id=world.unit("village"),
        office=Office.CELL_SECRETARY,
        on=ON,
    )
    assert term.during.lower == ON


@pytest.mark.parametrize("on", [SINCE, date(2025, 1, 1)])
def test_it_refuses_an_end_not_after_the_beginning(world: World, on: date) -> None:
    with pytest.raises(Refused, match="bắt đầu ngày"):
        _end(world, _term(world, "secretary"), on=on)


def test_it_refuses_to_lengthen_what_has_ended(world: World) -> None:
    term = _term(world, "secretary")
    _end(world, term)
    with pytest.raises(Refused, match="đã kết thúc"):
        _end(world, term, on=date(2026, 12, 1))


def test_it_is_refused_to_the_cell_and_unknown_to_another_ward(world: World) -> None:
    term = _term(world, "secretary")
    with pytest.raises(Forbidden):
        _end(world, term, by="secretary")
    with pytest.raises(Absent):
        _end(world, term, by="other_ward_officer")


def test_it_ends_every_office_of_a_unit_at_once(world: World) -> None:
    actor = world.act_as("ward_officer")
    village = world.unit("village")
    coming = appoint(
        actor=actor,
        person_id=world.person("member"),
        unit_id=village,
        office=Office.CELL_COMMITTEE_MEMBER,
        on=date(2027, 5, 1),
    )
    assert end_offices_of_unit(actor=actor, unit_id=village, on=date(2027, 1, 1)) == 5
    assert end_offices_of_unit(actor=actor, unit_id=village, on=date(2027, 1, 1)) == 0
    terms = OfficeTerm.objects.filter(unit_id=village)
    assert {(t.during.upper, t.ended_as) for t in terms} == {(date(2027, 1, 1), "reorganised")}
    assert not terms.filter(pk=coming.pk).exists()
    grants = Grant.objects.filter(unit_id=village)
    assert {grant.during.upper for grant in grants} == {date(2027, 1, 1)}
    with pytest.raises(Forbidden):
        end_offices_of_unit(actor=world.act_as("secretary"), unit_id=village, on=ON)
