"""Joining the anonymous box back to its authors: every way somebody with the database might try.

The attacker here reads everything: every table with its hidden columns (``xmin``, the transaction
that wrote a row, and ``ctid``, its place), as of before and after each slip. Backups, the
write-ahead log and the logs of a proxy are outside the database; ADR 0035 names them.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from psycopg import sql

from conftest import DATABASE, TEST_ROLE
from nenep.box.actions.open_box import open_box
from nenep.config.cluster import Cluster
from nenep.meetings.actions.mark import mark
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import START, plan_evening
from tests.world import TODAY, World

# Who puts in what, in this order: the joint everybody looks for.
AUTHORS = ("member", "probationary", "deputy", "committee_member", "member", "probationary")
TEXTS = tuple(f"Ý kiến thứ {n} về giọt nước" for n in range(len(AUTHORS)))
Fingerprint = dict[str, str]


@pytest.fixture
def everything(cluster: Cluster, django_db_setup: None) -> Iterator[None]:
    """The test's role may read every table, as a thief of the database may; no longer after."""
    role = sql.Identifier(TEST_ROLE)
    with psycopg.connect(cluster.superuser_url(DATABASE), autocommit=True) as admin:
        admin.execute(sql.SQL("grant select on all tables in schema public to {}").format(role))
        yield
        admin.execute(sql.SQL("revoke select on all tables in schema public from {}").format(role))


def test_it_changes_nothing_but_the_box_when_a_slip_is_put_in(
    everything: None, world: World, client: Client
) -> None:
    """No journal, no receipt, no outbox, no session, no audit: no row anywhere moves."""
    meeting = _announced(world)
    before = _fingerprint(world)
    for author, text in zip(AUTHORS, TEXTS, strict=True):
        _put_in(client, world, author, text)
    after = _fingerprint(world)
    moved = {table for table, seen in after.items() if seen != before.get(table)}
    assert moved == {"box_box"}
    del meeting


def test_it_finds_one_row_without_an_order_and_without_a_name(
    everything: None, world: World, client: Client
) -> None:
    """Every slip bears the transaction and the place of the last one; keys name nobody."""
    meeting = _announced(world)
    orders = []
    for author, text in zip(AUTHORS, TEXTS, strict=True):
        _put_in(client, world, author, text)
        orders.append(_slips(world, meeting.pk))
    assert set(orders[-1]) == set(TEXTS)
    grown = [list(TEXTS[: n + 1]) for n in range(len(TEXTS))]
    kept = [list(order) == expected for order, expected in zip(orders, grown, strict=True)]
    assert not all(kept), "six slips in the order of their arrival"
    world.act_as_system()
    with connection.cursor() as cursor:
        cursor.execute("select count(*), count(distinct xmin::text) from box_box")
        assert cursor.fetchone() == (1, 1)
        cursor.execute("select tally::text from box_box")
        tally = str(cursor.fetchone()[0])
    for key in AUTHORS:
        assert str(world.person(key)) not in tally
        assert world.person(key).hex not in tally


def test_it_leaves_no_time_no_order_and_no_count_after_the_opening(
    everything: None, world: World, client: Client
) -> None:
    meeting = _announced(world)
    for author, text in zip(AUTHORS, TEXTS, strict=True):
        _put_in(client, world, author, text)
    actor = world.act_as("secretary")
    open_meeting(
        actor=actor,
        meeting_id=meeting.pk,
        on=TODAY,
        at=START,
        chair_id=world.person("secretary"),
        secretary_id=world.person("deputy"),
    )
    assert open_box(actor=actor, meeting_id=meeting.pk) == len(TEXTS)
    world.act_as_system()
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from box_box")
        assert cursor.fetchone() == (0,), "who put in how many is gone with the box"
        cursor.execute(
            "select o.id, o.text, o.person_id, o.raised_on, o.xmin::text, s.xmin::text"
            " from meetings_opinion o join box_slip s on s.opinion_id = o.id"
        )
        rows = cursor.fetchall()
    assert {row[1] for row in rows} == set(TEXTS)
    assert {row[2] for row in rows} == {None}
    assert {row[3] for row in rows} == {TODAY}, "the day of the meeting, nothing finer"
    assert {row[0].version for row in rows} == {4}, "an id that tells no time"
    assert len({row[4] for row in rows}) == 1, "one transaction wrote all of them"
    assert len({row[5] for row in rows}) == 1
    assert _columns("box_slip") == {"opinion_id", "unit_id"}
    assert _columns("box_box") == {"meeting_id", "unit_id", "slips", "tally"}


@pytest.mark.parametrize("hidden", ["ctid", "id"])
def test_it_lies_in_no_order_of_arrival_after_the_opening(
    everything: None, world: World, client: Client, hidden: str
) -> None:
    """Opened several times over, the slips never lie every time as they came."""
    in_order = []
    for number in range(3):
        meeting = _announced(world, month=date(2026, 12 - number, 1))
        for author, text in zip(AUTHORS, TEXTS, strict=True):
            _put_in(client, world, author, text)
        actor = world.act_as("secretary")
        open_meeting(
            actor=actor,
            meeting_id=meeting.pk,
            on=TODAY,
            at=START,
            chair_id=world.person("secretary"),
            secretary_id=world.person("deputy"),
        )
        open_box(actor=actor, meeting_id=meeting.pk)
        with connection.cursor() as cursor:
            cursor.execute(
                f"select text from meetings_opinion where meeting_id = %s order by {hidden}",
                [meeting.pk],
            )
            in_order.append([row[0] for row in cursor.fetchall()] == list(TEXTS))
    assert not all(in_order)


def _announced(world: World, month: date = date(2026, 12, 1)) -> Meeting:
    actor = world.act_as("secretary")
    meeting = plan_evening(
        actor=actor, unit_id=world.unit("village"), month=month, planned_on=TODAY
    )
    for kind in ("agreed", "notified"):
        mark(actor=actor, meeting_id=meeting.pk, kind=kind, on=date(2026, 11, 22))
    return meeting


def _put_in(client: Client, world: World, author: str, text: str) -> None:
    """As the browser does it, from the address to the database."""
    client.cookies.clear()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session(author)
    assert client.post(reverse("box"), {"text": text}).status_code == 302


def _slips(world: World, meeting_id: UUID) -> tuple[str, ...]:
    world.act_as_system()
    with connection.cursor() as cursor:
        cursor.execute("select slips from box_box where meeting_id = %s", [meeting_id])
        return tuple(cursor.fetchone()[0])


def _fingerprint(world: World) -> Fingerprint:
    """Of every table: which transaction wrote each row, and where it lies."""
    world.act_as_system()
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind = 'r'"
            " and relnamespace = 'public'::regnamespace order by relname"
        )
        tables = [str(row[0]) for row in cursor.fetchall()]
        seen = {}
        for table in tables:
            cursor.execute(
                "select coalesce(md5(string_agg(xmin::text || ctid::text, ',' order by ctid)), '')"
                f' from "{table}"'
            )
            seen[table] = str(cursor.fetchone()[0])
    return seen


def _columns(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0"
            " and not attisdropped",
            [table],
        )
        return {str(row[0]) for row in cursor.fetchall()}
