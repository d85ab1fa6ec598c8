"""The journal: one entry an action, by the actor the database let in, and any change is found."""

from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, connections, transaction

from nenep.journal.actions.once import once
from nenep.journal.actions.record import commitment, record
from nenep.journal.models import Entry
from nenep.journal.queries import faults
from nenep.kernel.errors import Refused
from tests.world import World


@pytest.fixture
def owner(world: World) -> Iterator[psycopg.Cursor[tuple[object, ...]]]:
    """The owner's own hands on the tables, taken back at the end."""
    url = connections["owner"].get_connection_params()
    url.pop("cursor_factory", None)
    url.pop("context", None)
    with psycopg.connect(**url) as hands, hands.cursor() as cursor:
        cursor.execute("alter table journal_entry disable trigger all")
        yield cursor
        hands.rollback()


def test_it_names_the_actor_whom_the_database_let_in(world: World) -> None:
    actor = world.act_as("secretary")
    record(actor, "thing.done", unit_id=world.unit("village"), kind="thing")
    entry = Entry.objects.get(verb="thing.done")
    assert entry.person_id == world.person("secretary")
    assert entry.actor_name == ""


def test_it_refuses_an_entry_without_an_actor(world: World) -> None:
    actor = world.act_as("secretary")
    world.leave()
    with pytest.raises(Exception, match="no actor"), transaction.atomic():
        record(actor, "thing.done", unit_id=world.unit("village"), kind="thing")


def test_it_chains_each_unit_by_itself(world: World) -> None:
    actor = world.act_as_system()
    first = record(actor, "a.done", unit_id=world.unit("village"), kind="thing")
    other = record(actor, "a.done", unit_id=world.unit("school"), kind="thing")
    second = record(actor, "b.done", unit_id=world.unit("village"), kind="thing")
    assert second == first + 1
    assert other != second
    assert faults() == []


def test_it_keeps_a_commitment_and_not_the_text(world: World) -> None:
    actor = world.act_as("secretary")
    digest = commitment("ý kiến của đảng viên")
    record(actor, "said.done", unit_id=world.unit("village"), kind="thing", facts={"text": digest})
    assert "ý kiến" not in str(Entry.objects.get(verb="said.done").facts)


@pytest.mark.parametrize(
    ("harm", "fault"),
    [
        ("update journal_entry set verb = 'x' where seq = 2", "altered"),
        ("delete from journal_entry where seq = 2", "missing before"),
        (
            "delete from journal_entry e where seq = (select max(seq) from journal_entry x"
            " where x.unit_id = e.unit_id)",
            "missing at the end",
        ),
        (
            "update journal_entry set seq = case seq when 1 then 2 else 1 end where seq in (1, 2)",
            "altered",
        ),
    ],
)
def test_it_finds_what_was_done_to_a_chain(
    owner: psycopg.Cursor[tuple[object, ...]], harm: str, fault: str
) -> None:
    assert owner.execute("select count(*) from journal_faults()").fetchone() == (0,)
    owner.execute(harm.encode())
    assert owner.rowcount > 0
    found = {row[0] for row in owner.execute("select fault from journal_faults()").fetchall()}
    assert fault in found


def test_it_acts_once_on_the_same_command(world: World) -> None:
    actor = world.act_as("secretary")
    runs: list[str] = []
    command_id = uuid4()

    def run() -> dict[str, str]:
        runs.append("ran")
        return {"answer": "42"}

    for _ in range(2):
        verdict = once(
            actor=actor,
            command_id=command_id,
            unit_id=world.unit("village"),
            payload={"a": "1"},
            run=run,
        )
        assert verdict == {"answer": "42"}
    assert runs == ["ran"]
    with pytest.raises(Refused):
        once(
            actor=actor,
            command_id=command_id,
            unit_id=world.unit("village"),
            payload={"a": "2"},
            run=run,
        )


def test_it_cannot_be_rewritten_by_who_serves(world: World) -> None:
    world.act_as("secretary")
    for harm in ("update journal_entry set verb = ''", "delete from journal_entry"):
        with (
            pytest.raises(Exception, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(harm)
