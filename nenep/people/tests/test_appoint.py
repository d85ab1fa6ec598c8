"""An office of the cell goes to an official member of it, one secretary at a time."""

import pytest

from nenep.access.models import Grant
from nenep.access.rules import Office
from nenep.kernel.errors import Forbidden, Refused
from nenep.people.actions.appoint import appoint
from nenep.people.models import OfficeTerm
from tests.world import World


def _appoint(world: World, key: str, office: Office, by: str = "ward_officer") -> OfficeTerm:
    return appoint(
        actor=world.act_as(by),
        person_id=world.person(key),
        unit_id=world.unit("village"),
        office=office,
        on=world.today,
    )


def test_it_gives_the_office_and_the_access(world: World) -> None:
    term = _appoint(world, "member", Office.CELL_COMMITTEE_MEMBER)
    grant = Grant.objects.get(person_id=world.person("member"))
    assert (grant.office, grant.during) == (term.office, term.during)


def test_it_leaves_a_running_term_as_it_stands(world: World) -> None:
    assert _appoint(world, "secretary", Office.CELL_SECRETARY).during.lower < world.today
    assert OfficeTerm.objects.filter(person_id=world.person("secretary")).count() == 1


@pytest.mark.parametrize("key", ["probationary", "teacher"])
def test_it_refuses_who_is_not_an_official_member_of_the_cell(world: World, key: str) -> None:
    with pytest.raises(Refused):
        _appoint(world, key, Office.CELL_COMMITTEE_MEMBER)


def test_it_refuses_a_second_secretary(world: World) -> None:
    with pytest.raises(Refused, match="đã có Bí thư"):
        _appoint(world, "member", Office.CELL_SECRETARY)


def test_it_refuses_a_secretary_who_appoints(world: World) -> None:
    with pytest.raises(Forbidden):
        _appoint(world, "member", Office.CELL_COMMITTEE_MEMBER, by="secretary")
