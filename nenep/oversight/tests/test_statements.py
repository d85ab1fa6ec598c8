"""Writes past every action: each statement is told, those of actions are not."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, connections

from nenep.journal.actions.record import record
from nenep.journal.queries import bypasses
from nenep.people.models import Person
from tests.world import World

Hands = psycopg.Connection[tuple[object, ...]]
TOLD = 'select role, scope, verb, "table", rows from journal_statement order by id'


@pytest.fixture
def hands(world: World) -> Iterator[Hands]:
    """The owner in psql, taken back at the end."""
    url = connections["owner"].get_connection_params()
    url.pop("cursor_factory", None)
    url.pop("context", None)
    with psycopg.connect(**url) as owner:
        owner.execute("delete from journal_statement")
        yield owner
        owner.rollback()


def test_it_tells_what_the_owner_writes_by_hand(hands: Hands, world: World) -> None:
    hands.execute(
        "update people_person set full_name = 'x' where kept_by_id = %s", [world.unit("school")]
    )
    hands.execute("delete from access_grant where person_id = %s", [world.person("deputy")])
    hands.execute("update people_person set full_name = 'x' where false")
    assert hands.execute(TOLD).fetchall() == [
        ("nenep_owner", "", "update", "people_person", 3),
        ("nenep_owner", "", "delete", "access_grant", 1),
    ]


def test_it_tells_nothing_of_an_action(world: World) -> None:
    actor = world.act_as_system()
    before = len(bypasses())
    Person.objects.filter(pk=world.person("member")).update(full_name="Tên Khác")
    assert len(bypasses()) == before + 1
    record(actor, "thing.done", unit_id=world.unit("village"), kind="thing")
    Person.objects.filter(pk=world.person("member")).update(full_name="Tên Khác Nữa")
    assert len(bypasses()) == before


def test_it_leaves_a_job_that_journals_nothing_on_the_list(world: World) -> None:
    world.act_as_system()
    Person.objects.filter(pk=world.person("member")).update(full_name="Tên Khác")
    one = bypasses()[0]
    assert (one.scope, one.verb, one.table, one.rows) == ("world", "update", "people_person", 1)


def test_it_asks_nothing_of_who_is_signed_in(world: World) -> None:
    """Their transaction began at a door; what they write is judged by its action."""
    world.act_as("ward_officer")
    Person.objects.filter(pk=world.person("member")).update(full_name="Tên Khác")
    world.act_as_system()
    assert [one for one in bypasses() if one.scope == ""] == []


@pytest.mark.parametrize(
    "harm",
    [
        "update journal_statement set rows = 0",
        "delete from journal_statement",
        "insert into journal_statement default values",
        "select journal_watch()",
        "select nenep_private.acted()",
    ],
)
def test_it_is_not_unsaid_by_who_serves(serving_url: str, harm: str) -> None:
    with psycopg.connect(serving_url) as served, pytest.raises(psycopg.Error):
        served.execute(harm.encode())


def test_it_is_not_silenced_by_a_setting(world: World) -> None:
    world.act_as_system()
    before = len(bypasses())
    with connection.cursor() as cursor:
        cursor.execute("select set_config('nenep.acted', 'yes', true)")
    Person.objects.filter(pk=world.person("member")).update(full_name="Tên Khác")
    assert len(bypasses()) == before + 1
