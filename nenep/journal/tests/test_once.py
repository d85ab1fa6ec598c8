"""The same command from two hands at once, and from somebody else."""

from uuid import UUID, uuid4

import psycopg
import pytest

from nenep.journal.actions.once import once
from nenep.kernel.errors import Refused
from tests.world import World


def _once(world: World, key: str, command_id: UUID) -> None:
    once(
        actor=world.act_as(key),
        command_id=command_id,
        unit_id=world.unit("village"),
        payload={"a": "1"},
        run=dict,
    )


def test_it_refuses_an_id_that_somebody_else_has_used(world: World) -> None:
    command_id = uuid4()
    _once(world, "secretary", command_id)
    with pytest.raises(Refused):
        _once(world, "deputy", command_id)


def test_it_lets_a_twin_wait_until_the_first_has_ended(world: World, serving_url: str) -> None:
    """The lock is taken before anything is done, and held to the end of the transaction."""
    command_id = uuid4()
    _once(world, "secretary", command_id)
    with psycopg.connect(serving_url) as twin:
        entered = twin.execute(
            "select pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [str(command_id)]
        ).fetchone()
    assert entered == (False,)
