"""Asking the database's door before anybody is signed in.

Each call carries a proof made with the key that the application and the database share: whoever
only reaches the database, through an injection say, cannot open, guess or unlock anything.
"""

import hashlib
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

Told = str | int | bytes | datetime | UUID | list[bytes] | None


def door_key() -> bytes:
    """What the application shares with the database's door; ``migrate`` writes it there."""
    return hashlib.sha256(b"nenep door|" + settings.SECRET_KEY.encode()).digest()


def proof(*said: str) -> str:
    """That the application itself says this; checked by ``nenep_private.at_the_door``."""
    key = door_key()
    return hashlib.sha256(key + hashlib.sha256(key + "|".join(said).encode()).digest()).hexdigest()


def keyed(purpose: str, text: str) -> bytes:
    """A hash of something short that nobody with only the database can guess back."""
    key = hashlib.sha256(b"nenep " + purpose.encode() + b"|" + settings.SECRET_KEY.encode())
    return hashlib.blake2b(text.encode(), key=key.digest(), digest_size=32).digest()


def bucket(kind: str, of: str) -> str:
    """Where failures of that login, account or neighbourhood are counted."""
    return keyed(f"bucket of {kind}", of).hex()


def ask(sql: str, *told: Told) -> tuple[object, ...]:
    """The one row a definer function answers with."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(told))
        row = cursor.fetchone()
    return tuple(row) if row else ()
