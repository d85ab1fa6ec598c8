"""The ward of the drawn world (tests/world.py) with the six cells that the shared list names."""

from datetime import date
from uuid import UUID

import pytest
from django.test import Client

from nenep.imports.tests.lists import CELLS
from nenep.structure.actions.found_unit import found_unit
from tests.world import SINCE, World


@pytest.fixture
def ward(world: World) -> UUID:
    """The ward's id; its officer is signed in."""
    system = world.act_as_system()
    for number, cell in enumerate(CELLS, 10):
        found_unit(
            actor=system,
            name=cell.name,
            short=cell.short,
            kind="party_cell",
            code=f"991010{number:02d}000001",
            parent_id=world.unit("ward"),
            on=SINCE,
            unit_id=cell.id,
        )
    world.act_as("ward_officer")
    return world.unit("ward")


@pytest.fixture
def day(world: World) -> date:
    return world.today


@pytest.fixture
def browser(world: World, client: Client) -> Client:
    """Signed in as the ward's office."""
    return signed_in(client, world, "ward_officer")


def signed_in(client: Client, world: World, key: str) -> Client:
    client.cookies["nenep_session"] = world.session(key)
    return client
