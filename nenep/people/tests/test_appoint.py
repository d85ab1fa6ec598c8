"""An office goes to one of the unit's own, one secretary at a time; access follows."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from nenep.access.models import Grant
from nenep.access.rules import Office
from nenep.kernel.errors import Forbidden, Refused
from nenep.people.actions.appoint import appoint
from nenep.people.models import OfficeTerm
from nenep.people.queries.offices import offices_of
from tests.world import SINCE, World

MEMBER, SECRETARY = Office.CELL_COMMITTEE_MEMBER, Office.CELL_SECRETARY


def _appoint(
    world: World,
    key: str,
    office: Office,
    by: str = "ward_officer",
    unit: str = "village",
    on: date | None = None,
    until: date | None = None,
) -> OfficeTerm:
    return appoint(
        actor=world.act_as(by),
        person_id=world.person(key),
        unit_id=world.unit(unit),
        office=office,
        on=on or world.today,
        until=until,
    )


def test_it_gives_the_office_and_the_access(world: World) -> None:
    term = _appoint(world, "member", MEMBER)
    grant = Grant.objects.get(person_id=world.person("member"))
    assert (grant.office, grant.during) == (term.office, term.during)


def test_it_keeps_how_the_office_was_come_by(world: World) -> None:
    term = appoint(
        actor=world.act_as("ward_officer"),
        person_id=world.person("member"),
        unit_id=world.unit("village"),
        office=Office.DEPUTY_CELL_SECRETARY,
        on=world.today,
        until=date(2027, 3, 1),
        basis="acting",
        decision="12-QĐ/ĐU",
    )
    assert (term.basis, term.decision) == ("acting", "12-QĐ/ĐU")
    assert {line.office for line in offices_of(world.unit("village"))} >= {
        Office.DEPUTY_CELL_SECRETARY
    }


def test_it_lets_somebody_hold_several_offices_at_once(world: World) -> None:
    _appoint(world, "secretary", MEMBER)
    held = OfficeTerm.objects.filter(person_id=world.person("secretary"))
    assert {term.office for term in held} == {"cell_secretary", "cell_committee_member"}


def test_it_takes_what_runs_since_before_and_what_is_to_come(world: World) -> None:
    past = _appoint(world, "member", MEMBER, on=SINCE, until=date(2026, 1, 1))
    coming = _appoint(world, "member", MEMBER, on=date(2027, 1, 1))
    assert past.during.upper < world.today < coming.during.lower


def test_it_leaves_a_running_term_as_it_stands(world: World) -> None:
    assert _appoint(world, "secretary", SECRETARY).during.lower < world.today
    assert OfficeTerm.objects.filter(person_id=world.person("secretary")).count() == 1


@pytest.mark.parametrize("key", ["probationary", "teacher", "hosted"])
def test_it_refuses_who_is_not_an_official_member_of_the_cell(world: World, key: str) -> None:
    with pytest.raises(Refused):
        _appoint(world, key, MEMBER)


def test_it_refuses_a_second_secretary(world: World) -> None:
    with pytest.raises(Refused, match="đã có Bí thư"):
        _appoint(world, "member", SECRETARY)


def test_it_refuses_an_office_that_overlaps_the_same_one_to_come(world: World) -> None:
    _appoint(world, "member", MEMBER, on=date(2027, 1, 1))
    with pytest.raises(Refused, match="01/01/2027"):
        _appoint(world, "member", MEMBER)
    assert _appoint(world, "member", MEMBER, until=date(2027, 1, 1)).during


@pytest.mark.parametrize(
    ("on", "until"),
    [(SINCE - timedelta(days=1), None), (date(2026, 5, 5), date(2026, 5, 5))],
)
def test_it_refuses_days_before_the_unit_and_the_wrong_way_round(
    world: World, on: date, until: date | None
) -> None:
    with pytest.raises(Refused):
        _appoint(world, "member", MEMBER, on=on, until=until)


def test_it_refuses_a_cells_office_in_a_committee_and_the_reverse(world: World) -> None:
    with pytest.raises(Refused, match="không có chức vụ đó"):
        _appoint(world, "member", SECRETARY, unit="ward")
    with pytest.raises(Refused, match="không có chức vụ đó"):
        _appoint(world, "member", Office.COMMITTEE_OFFICE)


def test_it_gives_a_committees_office_to_a_member_of_any_cell_below(world: World) -> None:
    assert _appoint(world, "teacher", Office.COMMITTEE_MEMBER, unit="ward").during
    assert _appoint(world, "probationary", Office.COMMITTEE_OFFICE, unit="ward").during
    with pytest.raises(Refused, match="dự bị"):
        _appoint(world, "probationary", Office.COMMITTEE_SECRETARY, unit="ward")


def test_it_refuses_a_committees_office_to_a_stranger(world: World) -> None:
    with pytest.raises(Refused, match="không sinh hoạt ở chi bộ nào"):
        _appoint(world, "other_secretary", Office.COMMITTEE_MEMBER, unit="ward")


@pytest.mark.parametrize("by", ["secretary", "other_ward_officer", "province_officer"])
def test_it_refuses_who_does_not_manage_the_members(world: World, by: str) -> None:
    with pytest.raises(Forbidden):
        _appoint(world, "member", MEMBER, by=by)


def test_it_names_the_officers_to_a_plain_member(world: World) -> None:
    world.act_as("member")
    named: dict[UUID, str] = {
        line.person_id: line.full_name for line in offices_of(world.unit("village"))
    }
    assert named[world.person("secretary")] == "Siu Thương"
    world.act_as("other_ward_officer")
    assert not offices_of(world.unit("village"))
