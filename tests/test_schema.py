"""The database as it was migrated: every table walled. What it must not hold: test_never_stored."""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest

from nenep.access.row_policies import OWNED_BY_THE_WALLS

# Tables without a row policy, each with its reason. No role that serves has any right on these:
CLOSED = {
    "box_box": "anonymous questions until the box is opened; through definer functions only",
    "django_migrations": "what has been migrated",
    "identity_activationcode": "asked by its keyed hash, at the door",
    "identity_credential": "hashes and sealed secrets: compared inside the database, never read",
    "identity_recoverycode": "asked by its keyed hash, at the door",
    "identity_trial": "failures at the door, counted by definer functions only",
    "identity_session": "asked by its hashed key, through definer functions only",
    "journal_head": "heads of the chains, moved by the definer function that appends",
}
# Readable by all who serve: they name no person and tell no unit's doings.
READ_BY_ALL = {
    "access_office": "the table of offices itself; written by migrate only",
    "rulebook_edition": "which rules were loaded when",
    "rulebook_document": "regulations: public text",
    "rulebook_parameter": "regulations: public figures; a unit's own bind all below it",
    "rulebook_agendatemplate": "regulations: public forms",
    "rulebook_scoretemplate": "regulations: public forms",
}
WITHOUT_POLICY = CLOSED | READ_BY_ALL
QUEUE = "procrastinate_"  # the job queue's own tables: ids only, opened by roles.open_queue
SERVED_BY = ("nenep_serving", "nenep_worker")


@dataclass(frozen=True)
class Kept:
    """A table as pg_class describes it."""

    name: str
    walled: bool
    forced: bool
    partition: bool
    reachable: bool


@pytest.fixture(scope="module")
def tables(serving_url: str) -> Iterator[list[Kept]]:
    with psycopg.connect(serving_url) as served:
        yield [
            Kept(*row)
            for row in served.execute(
                "select relname, relrowsecurity, relforcerowsecurity, relispartition,"
                " has_table_privilege(%s, oid, 'select,insert,update,delete')"
                " or has_table_privilege(%s, oid, 'select,insert,update,delete')"
                " from pg_class where relkind in ('r', 'p')"
                " and relnamespace = 'public'::regnamespace order by relname",
                SERVED_BY,
            )
            if not row[0].startswith(QUEUE)
        ]


def test_it_walls_every_table(tables: list[Kept]) -> None:
    open_ones = [
        t.name
        for t in tables
        if not (t.walled and (t.forced or t.name in OWNED_BY_THE_WALLS))
        and t.name not in WITHOUT_POLICY
        and not (t.partition and not t.reachable)
    ]
    assert open_ones == []


def test_it_binds_the_owner_except_where_the_walls_themselves_read(tables: list[Kept]) -> None:
    assert {t.name for t in tables if t.walled and not t.forced} <= OWNED_BY_THE_WALLS
    assert {t.name for t in tables} >= OWNED_BY_THE_WALLS


def test_it_reaches_no_partition_past_the_policy_of_the_whole(tables: list[Kept]) -> None:
    """A policy binds the table that is named: a partition has its own, or no grant at all."""
    partitions = [t for t in tables if t.partition]
    assert partitions
    assert [t.name for t in partitions if t.reachable and not (t.walled and t.forced)] == []


def test_it_keeps_its_list_of_exceptions_true(tables: list[Kept]) -> None:
    known = {t.name: t for t in tables}
    assert [name for name in WITHOUT_POLICY if name in known and known[name].walled] == []
    assert sorted(name for name in WITHOUT_POLICY if name not in known) == []
    assert [name for name in CLOSED if known[name].reachable] == []


def test_it_lets_nobody_who_serves_write_rules_or_offices(serving_url: str) -> None:
    with psycopg.connect(serving_url) as served:
        writable = [
            table
            for (table,) in served.execute(
                "select relname from pg_class where relkind = 'r' and relname = any(%s) and"
                " has_table_privilege('nenep_serving', oid, 'insert,update,delete,truncate')",
                [list(READ_BY_ALL)],
            )
        ]
    assert writable == []
