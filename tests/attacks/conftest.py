"""One scene for the attacks of a package: everything there is, and hands that knock at it."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from types import SimpleNamespace
from unittest.mock import patch
from uuid import UUID

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from nenep.kernel import clock, ids
from tests.access.places import build
from tests.attacks.scene import Scene
from tests.world import TODAY, World


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """Built once a module, never committed; what a test does in it is taken back by the test."""
    with django_db_blocker.unblock(), clock.frozen(TODAY), transaction.atomic():
        with ids_in_order():
            built = build(World())
        yield Scene(built)
        transaction.set_rollback(True)


@contextmanager
def ids_in_order() -> Iterator[None]:
    """Whatever is made meanwhile gets the same ids each time: what was read on the pages of one
    scene stands for the next (:attr:`Scene.forms`)."""
    numbers = count(0x5CE << 96)

    def made() -> UUID:
        return UUID(int=next(numbers))

    with (
        patch.object(ids, "uuid4", made),
        patch.object(ids, "uuid_utils", SimpleNamespace(uuid7=made)),
    ):
        yield
