"""Identity of records: time-ordered where order is harmless, random where it must not tell.

A time-ordered id reveals when it was made; anything anonymous takes :func:`random_id`.
"""

from uuid import UUID, uuid4

import uuid_utils


def new_id() -> UUID:
    """A time-ordered id (UUIDv7), kind to indexes."""
    return UUID(bytes=uuid_utils.uuid7().bytes)


def random_id() -> UUID:
    """An id that says nothing (UUIDv4)."""
    return uuid4()
