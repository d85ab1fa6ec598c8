"""Writing the journal: one entry per action, in the action's own transaction."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import connections

from nenep.access.rules import Actor
from nenep.kernel import clock

Fact = str | int | bool | None


def record(
    actor: Actor,
    verb: str,
    *,
    unit_id: UUID,
    kind: str,
    object_id: UUID | None = None,
    facts: Mapping[str, Fact] | None = None,
    at: datetime | None = None,
    using: str = "default",
) -> int:
    """Append what ``actor`` did; returns the number in the unit's chain. One query.

    ``facts`` hold ids, dates, numbers and :func:`commitment` values, never text of people. The
    database takes the actor from the verified scope; the argument only insists that there is one.
    """
    del actor  # named for the reader: an action without an actor does not compile into a call
    with connections[using].cursor() as cursor:
        cursor.execute(
            "select journal_append(%s, %s, %s, %s, %s::jsonb, %s)",
            [unit_id, verb, kind, object_id, json.dumps(facts or {}), at or clock.now()],
        )
        row = cursor.fetchone()
    return int(row[0])


def commitment(text: str, using: str = "default") -> str:
    """A salted SHA-256 of a text: provable while the salt is kept, silent once it is erased."""
    salt = secrets.token_bytes(16)
    digest = hashlib.sha256(salt + text.encode()).hexdigest()
    with connections[using].cursor() as cursor:
        cursor.execute("insert into journal_salt values (%s, %s)", [digest, salt])
    return digest
