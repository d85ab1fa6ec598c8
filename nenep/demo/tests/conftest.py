"""The whole story in the test database, loaded once for the tests of the demo."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, connections, transaction
from pytest_django import DjangoDbBlocker

from nenep.access.scope import system_scope
from nenep.demo.loading.everything import load_story
from nenep.demo.rules import demo_today
from nenep.kernel import clock


@pytest.fixture(scope="package")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Loaded as the owner, every deferred guard asked, then rolled back whole."""
    with django_db_blocker.unblock(), _as_owner(), transaction.atomic():
        with clock.frozen(demo_today()):
            assert load_story()
            with system_scope("test"):
                with connection.cursor() as cursor:
                    cursor.execute("set constraints all immediate")
                yield
        transaction.set_rollback(True)


@contextmanager
def _as_owner() -> Iterator[None]:
    """Only the owner may write accounts; the tests' own role comes back afterwards."""
    settings = connection.settings_dict
    serving = {name: settings[name] for name in ("USER", "PASSWORD")}
    connection.close()
    settings.update({name: connections["owner"].settings_dict[name] for name in serving})
    try:
        yield
    finally:
        connection.close()
        settings.update(serving)
