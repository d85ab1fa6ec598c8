"""How far papers go down without a reason: to the direct subordinates and what is part of them."""

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.queries import may
from nenep.access.rules import Capability, Office
from nenep.people.actions.found_group import found_group
from tests.world import SINCE, World

PAPERS = Capability.VIEW_PAPERS


def test_it_reads_the_papers_of_direct_subordinates(world: World) -> None:
    actor = world.act_as("ward_officer")
    assert may(actor, PAPERS, world.unit("village"))
    assert not may(actor, PAPERS, world.unit("other_cell"))


def test_it_counts_a_party_group_as_part_of_its_cell(world: World) -> None:
    actor = world.act_as("ward_officer")
    group = found_group(
        actor=actor, cell_id=world.unit("village"), name="Tổ đảng số 1", on=world.today
    )
    assert may(world.act_as("ward_officer"), PAPERS, group.pk)


@pytest.mark.parametrize(
    ("unit", "reads"), [("ward", True), ("village", False), ("other_cell", False)]
)
def test_it_stops_two_levels_down(world: World, unit: str, reads: bool) -> None:
    world.act_as_system()
    Grant.objects.create(
        person_id=world.person("teacher"),
        unit_id=world.unit("province"),
        office=Office.COMMITTEE_SECRETARY.value,
        during=DateRange(SINCE, None),
    )
    actor = world.act_as("teacher")
    assert may(actor, PAPERS, world.unit(unit)) is reads
    assert may(actor, Capability.OPEN_PAPERS, world.unit(unit))
