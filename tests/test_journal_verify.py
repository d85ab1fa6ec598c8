"""``journal verify`` on a copy of the database that somebody has laid hands on."""

from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from nenep.config import keyring
from nenep.config.cluster import Cluster
from nenep.config.database import settings_of
from nenep.journal.actions.close_day import close_day
from nenep.journal.commands import FAULT_NAMES, _verify
from nenep.journal.tests.test_roots import REWRITE
from tests.world import TODAY, World

ORIGINAL, COPY = "nenep_test", "nenep_harmed"
HARMS = {
    "one altered byte": ("update journal_entry set hash = set_byte(hash, 0, get_byte(hash, 0) # 1)"
                         " where unit_id = %(unit)s and seq = 2", 2, "altered"),
    "one deleted row": ("delete from journal_entry where unit_id = %(unit)s and seq = 2",
                        3, "missing before"),
    "two swapped rows": ("update journal_entry set seq = 5 - seq"
                         " where unit_id = %(unit)s and seq in (2, 3)", 2, "altered"),
    "an end cut off": ("delete from journal_entry e where unit_id = %(unit)s and seq ="
                       " (select max(seq) from journal_entry where unit_id = %(unit)s)",
                       0, "missing at the end"),
}  # fmt: skip


class Copy:
    """A copy of the test database, and the command run on it."""

    def __init__(self, url: str, roots: Path) -> None:
        self.url, self.roots = url, roots

    def harm(self, statement: str, **named: object) -> None:
        with psycopg.connect(self.url) as hands:
            hands.execute("set session_replication_role = replica")
            hands.execute(statement.encode(), named)

    def last(self, unit: object) -> int:
        with psycopg.connect(self.url) as hands:
            row = hands.execute(
                "select seq from journal_head where unit_id = %s", [unit]
            ).fetchone()
        assert row is not None
        return int(row[0])

    def verify(self) -> int:
        return _verify(Namespace(roots=self.roots, json=False))


@pytest.fixture
def copy(
    cluster: Cluster, django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path
) -> Iterator[Copy]:
    """With the roots of its day already exported; the connection of tests is given back."""
    connections.close_all()
    was = dict(connections["default"].settings_dict)
    with psycopg.connect(cluster.superuser_url("postgres"), autocommit=True) as admin:
        name, original = sql.Identifier(COPY), sql.Identifier(ORIGINAL)
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        admin.execute(sql.SQL("create database {} template {}").format(name, original))
        password = keyring.ensure(cluster.data).worker
        worker = f"postgresql://nenep_worker:{password}@127.0.0.1:{cluster.port}/{COPY}"
        try:
            with django_db_blocker.unblock():
                connections["default"].settings_dict.update(settings_of(worker))
                close_day(day=TODAY, folder=tmp_path)
                yield Copy(cluster.superuser_url(COPY), tmp_path)
        finally:
            connections["default"].close()
            connections["default"].settings_dict.update(was)
            admin.execute(sql.SQL("drop database {} with (force)").format(name))


def test_it_says_that_all_is_whole(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    assert copy.verify() == 0
    assert "Nhật ký nguyên vẹn" in capsys.readouterr().out


@pytest.mark.parametrize("harm", list(HARMS))
def test_it_names_the_chain_and_the_place(
    copy: Copy, capsys: pytest.CaptureFixture[str], harm: str
) -> None:
    unit = World().unit("village")
    statement, place, fault = HARMS[harm]
    place = place or copy.last(unit)
    copy.harm(statement, unit=unit)
    assert copy.verify() == 1
    assert f"{unit} mục {place}: {FAULT_NAMES[fault]}" in capsys.readouterr().out


def test_it_names_a_suffix_that_was_hashed_anew(
    copy: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    """The chain is whole again; only the exported root knows better."""
    unit = World().unit("village")
    copy.harm("update journal_entry set verb = 'x' where unit_id = %(unit)s and seq = 1", unit=unit)
    copy.harm(REWRITE, unit=unit, seq=1)
    assert copy.verify() == 1
    told = capsys.readouterr().out
    assert f"{unit} mục {copy.last(unit)}: {FAULT_NAMES['rewritten']}" in told
    assert FAULT_NAMES["altered"] not in told


def test_it_lists_what_was_written_past_the_actions(
    copy: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    with psycopg.connect(copy.url) as hands:
        hands.execute("update people_person set full_name = 'x'")
    assert copy.verify() == 0
    told = capsys.readouterr().out
    assert "Ghi ngoài thao tác" in told
    assert "update people_person" in told
