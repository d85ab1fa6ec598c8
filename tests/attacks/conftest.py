"""One scene for the attacks of a package: everything there is, and hands that knock at it."""

from collections.abc import Iterator

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from nenep.kernel import clock
from tests.access.places import build
from tests.attacks.scene import Scene
from tests.world import TODAY, World


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Built once a module, never committed; what a test does in it is taken back by the test."""
    with django_db_blocker.unblock(), clock.frozen(TODAY), transaction.atomic():
        yield Scene(build(World()))
        transaction.set_rollback(True)
