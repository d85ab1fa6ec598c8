"""Where somebody with several offices works, and what the SQL side is told of them."""

from uuid import UUID

import pytest

from nenep.access.models import OfficeReach
from nenep.access.rules import MANDATES, Actor, Capability, Office, OfficeHeld
from tests.world import World, uid

CELL, WARD = uid("village"), uid("ward")


def _actor(*held: tuple[Office, UUID | None]) -> Actor:
    return Actor(
        account_id=None,
        person_id=None,
        name="x",
        offices=tuple(OfficeHeld(office, unit) for office, unit in held),
    )


BOTH = _actor((Office.CELL_SECRETARY, CELL), (Office.COMMITTEE_OFFICE, WARD), (Office.MEMBER, CELL))


def test_it_puts_the_committee_before_the_cell() -> None:
    assert BOTH.main_office == OfficeHeld(Office.COMMITTEE_OFFICE, WARD)
    assert BOTH.first_unit(Capability.VIEW_MEMBERS) == WARD


def test_it_finds_the_cell_for_what_only_the_cell_does() -> None:
    assert BOTH.first_unit(Capability.PREPARE_MEETING) == CELL


def test_it_leads_nowhere_without_an_office() -> None:
    nobody = _actor()
    assert nobody.main_office is None
    assert nobody.first_unit(Capability.VIEW_UNIT) is None


@pytest.mark.parametrize("office", list(Office))
def test_it_tells_the_policies_the_same_as_the_doors(world: World, office: Office) -> None:
    row, mandate = OfficeReach.objects.get(pk=office.value), MANDATES[office]
    assert (row.inside, row.records, row.figures) == (
        mandate.inside,
        mandate.records,
        mandate.figures,
    )
    assert row.managed == (Capability.MANAGE_MEMBERS in mandate.capabilities)
