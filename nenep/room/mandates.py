"""Acting under a mandate: the reach of one cell, the voice of one meeting."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor, Office, OfficeHeld


@dataclass(frozen=True)
class Held:
    """A mandate as the database verified it. The transaction acts in its reach unless ``revoked``.
    ``ahead`` is how far the server's clock was before the device's when it was issued."""

    actor: Actor
    mandate_id: UUID
    unit_id: UUID
    meeting_id: UUID
    device_id: UUID
    ahead: timedelta
    revoked: bool


def entered(mandate_id: UUID, secret: str) -> Held | None:
    """Enter the reach of the mandate for this transaction; None, and no reach, for a stranger."""
    row = _one("select room_enter_mandate(%s, %s)::text", mandate_id, secret)
    if not isinstance(row, str):
        return None
    said = json.loads(row)
    unit = UUID(said["unit"])
    known = {office.value for office in Office}
    offices = tuple(OfficeHeld(Office(o), unit) for o in said["offices"] if o in known)
    return Held(
        actor=Actor(
            account_id=UUID(said["account"]),
            person_id=UUID(said["person"]) if said["person"] else None,
            name="",
            offices=offices,
        ),
        mandate_id=mandate_id,
        unit_id=unit,
        meeting_id=UUID(said["meeting"]),
        device_id=UUID(said["device"]),
        ahead=timedelta(milliseconds=said["ahead"]),
        revoked=said["revoked"],
    )


def leave() -> None:
    """Be nobody again."""
    _one("select set_config('nenep.scope', '', true)")


def issue(
    mandate_id: UUID,
    meeting_id: UUID,
    device_id: UUID,
    secret: str,
    *,
    issued: datetime,
    until: datetime,
    ahead: timedelta,
) -> Sequence[str]:
    """Have the database issue it; returns the offices it found. The caller has passed the door."""
    found = _one(
        "select room_issue_mandate(%s, %s, %s, %s, %s, %s, %s)",
        mandate_id,
        meeting_id,
        device_id,
        secret,
        issued,
        until,
        ahead // timedelta(milliseconds=1),
    )
    return found if isinstance(found, list) else []


def set_aside(mandate_id: UUID, secret: str, said: str, heard: datetime) -> None:
    """Keep what came under a revoked mandate (``said``: a JSON list), done by nobody."""
    _one("select room_set_aside(%s, %s, %s::jsonb, %s)", mandate_id, secret, said, heard)


def _one(sql: str, *values: UUID | str | int | datetime) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row = cursor.fetchone()
    return row[0] if row else None
