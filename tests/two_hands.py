"""Two people at once over two real connections: a copy of the test database that may be written
for good, and a race in which the first has acted and not yet committed when the second comes."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event
from typing import TypeVar

import psycopg
from django.conf import settings
from django.db import connection, connections, transaction
from psycopg import sql

from nenep.config.cluster import Cluster
from nenep.kernel import clock
from tests.world import TODAY

ORIGINAL, COPY = "nenep_test", "nenep_two_hands"
PATIENCE = 60.0
T = TypeVar("T")
A_MOMENT = 0.01


@dataclass
class Hands:
    """Whoever acts, and a look at who waits for whom."""

    url: str

    def race(self, first: Callable[[], T], second: Callable[[], T]) -> tuple[T, T]:
        """What both got. The second begins when the first has done everything but committed, and
        the first commits once the second waits for it (or has ended without waiting)."""
        acted, go = Event(), Event()
        with ThreadPoolExecutor(2) as pool:
            one = pool.submit(_acting, first, acted, go)
            assert acted.wait(PATIENCE) or one.result()
            other = pool.submit(_acting, second, Event(), None)
            self._until_it_waits(other)
            go.set()
            return one.result(PATIENCE), other.result(PATIENCE)

    def _until_it_waits(self, other: Future[T]) -> None:
        waiting = (
            "select exists (select from pg_stat_activity where datname = %s"
            " and cardinality(pg_blocking_pids(pid)) > 0)"
        )
        with psycopg.connect(self.url, autocommit=True) as looking:
            while not other.done():
                if looking.execute(waiting, [COPY]).fetchone() == (True,):
                    return
                Event().wait(A_MOMENT)


def _acting(run: Callable[[], T], acted: Event, go: Event | None) -> T:
    try:
        with clock.frozen(TODAY), transaction.atomic():
            done = run()
            acted.set()
            assert go is None or go.wait(PATIENCE)
        return done
    finally:
        acted.set()
        connection.close()


@contextmanager
def two_hands(cluster: Cluster) -> Iterator[Hands]:
    """The copy behind ``default``, in every thread; the tests' own connection is given back."""
    connections.close_all()
    was = dict(connections["default"].settings_dict)
    with psycopg.connect(cluster.superuser_url("postgres"), autocommit=True) as admin:
        name = sql.Identifier(COPY)
        admin.execute(sql.SQL("drop database if exists {} with (force)").format(name))
        original = sql.Identifier(ORIGINAL)
        admin.execute(sql.SQL("create database {} template {}").format(name, original))
        _point({**was, "NAME": COPY})
        try:
            with clock.frozen(TODAY):
                yield Hands(cluster.superuser_url("postgres"))
        finally:
            connections["default"].close()
            _point(was)
            admin.execute(sql.SQL("drop database {} with (force)").format(name))


def _point(wanted: dict[str, object]) -> None:
    connections["default"].settings_dict.update(wanted)
    settings.DATABASES["default"].update(wanted)
