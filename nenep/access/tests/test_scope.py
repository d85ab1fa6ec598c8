"""The installation's reach ends with its block, and whoever acted before goes on."""

from django.db import connection

from nenep.access.scope import system_scope
from tests.world import World


def _acting() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute("select access_all(), access_person(), access_payload() ->> 'name'")
        row: tuple[object, ...] = cursor.fetchone()
    return row


def test_it_gives_back_the_scope_around_it(world: World) -> None:
    with system_scope("ngoài"):
        with system_scope("trong"):
            assert _acting() == (True, None, "trong")
        assert _acting() == (True, None, "ngoài")
    assert _acting() == (False, None, None)


def test_it_gives_an_actor_back_to_itself(world: World) -> None:
    world.act_as("member")
    before = _acting()
    with system_scope("việc nền"):
        assert _acting()[0]
    assert _acting() == before
