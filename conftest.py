"""The test database: a real PostgreSQL of our own, the world built once, the serving role's walls.

Tests connect as ``nenep_test``: a member of ``nenep_serving`` (it owns nothing and cannot bypass a
policy) and of ``nenep_worker``, so that a test can set its scene as the system and fold figures.
"""

import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql
from pytest_django.plugin import DjangoDbBlocker

from nenep.config import keyring, roles
from nenep.config.cluster import Cluster
from nenep.config.database import settings_of
from nenep.kernel import clock
from tests import schema
from tests.building import build_world
from tests.world import TODAY, World

DATABASE = "nenep_test"
TEST_ROLE = "nenep_test"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "cluster"}


@pytest.fixture(scope="session")
def cluster(django_db_blocker: DjangoDbBlocker) -> Iterator[Cluster]:
    """An own PostgreSQL for this test process, gone with it."""
    with tempfile.TemporaryDirectory(prefix="nenep-test-") as folder:
        with django_db_blocker.unblock():
            schema.fill(Path(folder), _prepare)
        running = Cluster(Path(folder), durable=False)
        running.start()
        try:
            yield running
        finally:
            connections.close_all()
            running.stop()


@pytest.fixture(scope="session")
def django_db_setup(cluster: Cluster, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """The world, as the owner; then every test serves as ``nenep_test``."""
    known = keyring.ensure(cluster.data)
    settings.PASSWORD_COST = (1, 8, 1)  # what it costs outside of tests is tested, not paid
    with django_db_blocker.unblock():
        _connect("default", _url(cluster, "nenep_owner", known.owner))
        with clock.frozen(TODAY):
            build_world()
        connections["default"].close()
        _test_role(cluster.superuser_url(DATABASE), known.serving)
        _connect("default", _url(cluster, TEST_ROLE, known.serving))
        _connect("owner", _url(cluster, "nenep_owner", known.owner))
        _connect("worker", _url(cluster, "nenep_worker", known.worker))
    yield
    connections.close_all()


def _prepare(data: Path) -> None:
    """Roles and schema in ``data``, as the owner; nothing runs there afterwards."""
    with Cluster(data, durable=False) as fresh:
        known = keyring.ensure(data)
        roles.prepare(fresh.superuser_url("postgres"), DATABASE, known)
        _connect("default", _url(fresh, "nenep_owner", known.owner))
        call_command("migrate", verbosity=0, interactive=False)
        connections["default"].close()
        roles.open_queue(_url(fresh, "nenep_owner", known.owner))


@pytest.fixture
def world(db: None) -> Iterator[World]:
    """The drawn world (tests/world.py), on its fixed day, with nobody signed in."""
    with clock.frozen(TODAY):
        yield World()


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture(scope="session")
def serving_url(cluster: Cluster, django_db_setup: None) -> str:
    """The address of the real serving role, for tests of what it cannot do."""
    return _url(cluster, "nenep_serving", keyring.ensure(cluster.data).serving)


def _url(cluster: Cluster, role: str, password: str) -> str:
    return f"postgresql://{role}:{password}@127.0.0.1:{cluster.port}/{DATABASE}"


def _connect(alias: str, url: str) -> None:
    connections[alias].close()
    wanted = settings_of(url)
    connections[alias].settings_dict.update(wanted)
    settings.DATABASES[alias].update(wanted)


def _test_role(superuser_url: str, password: str) -> None:
    with psycopg.connect(superuser_url, autocommit=True) as admin:
        role = sql.Identifier(TEST_ROLE)
        admin.execute(
            sql.SQL("create role {} login password {} in role nenep_serving, nenep_worker").format(
                role, sql.Literal(password)
            )
        )
        admin.execute(
            sql.SQL("grant execute on function access_enter_system(text) to {}").format(role)
        )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for the database is marked so: ``bin/check --fast`` leaves it to the others.

    Journeys come first: they are few and long, and of two processes neither shall wait at the end.
    """
    for item in items:
        if DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
    items.sort(key=lambda item: item.get_closest_marker("journey") is None)
