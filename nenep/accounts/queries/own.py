"""The own account, as its holder sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor


@dataclass(frozen=True)
class OwnAccount:
    login: str
    password_since: datetime | None
    factor_since: datetime | None
    recovery_codes: int


@dataclass(frozen=True)
class Device:
    """A signed-in device; days are all that is told of its use."""

    id: UUID
    name: str
    since: datetime
    seen: datetime
    here: bool


@dataclass(frozen=True)
class Way:
    """Something handed out for the account: ``link``, ``recovery`` or ``activation``."""

    what: str
    made: datetime | None
    until: datetime | None
    used: datetime | None
    ended: datetime | None


def own_account(actor: Actor) -> OwnAccount:
    """What opens the actor's own account; never the secrets themselves."""
    del actor  # the database asks the scope
    with connection.cursor() as cursor:
        cursor.execute("select * from identity_own()")
        row = cursor.fetchone()
    return OwnAccount(row[0] or "", *row[1:]) if row else OwnAccount("", None, None, 0)


def own_devices(actor: Actor, session_key: str | None) -> list[Device]:
    """Where the actor is signed in, this device first, then the one seen last."""
    del actor
    with connection.cursor() as cursor:
        cursor.execute("select * from identity_devices(%s)", [session_key or ""])
        rows = cursor.fetchall()
    return [Device(*row) for row in rows]


def own_ways(actor: Actor) -> list[Way]:
    """Slips, recoveries and codes of the actor's own account, by their days. One query."""
    del actor
    with connection.cursor() as cursor:
        cursor.execute("select what, made, until, used, ended from account_ways()")
        return [Way(*row) for row in cursor.fetchall()]
