"""What SQL alone cannot do as the serving role, whoever's device it begins from."""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest

from nenep.access.rules import Capability
from tests.world import World, uid

Served = psycopg.Connection[tuple[object, ...]]
LATER = "2100-01-01"


@pytest.fixture
def served(serving_url: str, world: World) -> Iterator[Served]:
    """The real serving role, in the reach of a plain member; taken back at the end."""
    with psycopg.connect(serving_url) as connection:
        _enter(connection, world, "member")
        yield connection
        connection.rollback()


def _enter(served: Served, world: World, key: str) -> None:
    served.execute("select access_enter_session(%s)", [world.session(key)])


def _open(served: Served, account_id: UUID, must_create: bool = True) -> None:
    served.execute(
        "select session_save(%s, '', %s, %s, %s, %s)",
        ["a-made-up-key", account_id, LATER, must_create, "0" * 64],
    )


@pytest.mark.parametrize("login", ["administrator", "ward_officer"])
def test_it_opens_no_session_for_somebody_s_account(served: Served, login: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="proof"):
        _open(served, uid(f"account:{login}"))


def test_it_does_not_turn_an_own_session_into_another_s(served: Served) -> None:
    served.execute("select session_save('a-made-up-key', '', null, %s, true, null)", [LATER])
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="proof"):
        _open(served, uid("account:administrator"), must_create=False)


def test_it_refuses_an_account_s_session_without_any_proof(served: Served) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="proof"):
        served.execute(
            "select session_save('a-made-up-key', '', %s, %s, true, null)",
            [uid("account:administrator"), LATER],
        )


@pytest.mark.parametrize("secret", ["signing_key", "door_key"])
def test_it_reads_no_key(served: Served, secret: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        served.execute(f"select * from nenep_private.{secret}".encode())


def test_it_tells_nothing_of_the_tree_outside_its_own(served: Served, world: World) -> None:
    roots = [world.unit("province"), world.unit("other_ward"), world.unit("village")]
    found = served.execute("select access_below(%s)", [roots]).fetchall()
    assert found == [(world.unit("village"),)]


@pytest.mark.parametrize(
    "harm", ["delete from journal_outbox", "update journal_outbox set kind=''"]
)
def test_it_unsays_no_news(served: Served, harm: str) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        served.execute(harm.encode())


def test_it_writes_in_no_chain_of_a_stranger(served: Served, world: World) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="out of reach"):
        served.execute(
            "select journal_append(%s, 'x', 'y', null, '{}', now())", [world.unit("other_cell")]
        )


def test_it_opens_no_strange_person_by_inviting_them(served: Served, world: World) -> None:
    """A stay opens the record to the host: a ward must not host whom it cannot see."""
    _enter(served, world, "other_ward_officer")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        served.execute(
            "insert into people_hostedstay (id, person_id, unit_id, during)"
            " values (gen_random_uuid(), %s, %s, '[2026-01-01,)')",
            [world.person("member"), world.unit("other_cell")],
        )


def test_it_manages_members_only_by_an_office_that_does(served: Served, world: World) -> None:
    for key, units in (("secretary", 0), ("province_officer", 0), ("ward_officer", 3)):
        _enter(served, world, key)
        found = served.execute("select count(*) from access_units('managed')").fetchone()
        assert found == (units,), key


def test_it_begins_at_the_committee_one_works_for(world: World) -> None:
    actor = world.act_as("ward_officer")
    assert actor.first_unit(Capability.VIEW_FIGURES) == world.unit("ward")
    assert world.act_as("member").first_unit(Capability.VIEW_FIGURES) is None
