"""The scene of the matrix: built once a process, never committed."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from nenep.kernel import clock
from tests.access.place import Place
from tests.access.places import build
from tests.world import TODAY, World


@pytest.fixture(scope="module")
def places(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Place, ...]]:
    """Its users open no transaction of their own: they work inside this one, on its fixed day."""
    with django_db_blocker.unblock(), clock.frozen(TODAY), transaction.atomic():
        yield build(World())
        transaction.set_rollback(True)
