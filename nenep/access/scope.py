"""Entering the reach of a transaction. The value is made and signed by the database."""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connections, transaction

from nenep.access.rules import NEVER_GRANTED, SYSTEM, Actor, Office, OfficeHeld

_ENTER_SYSTEM = """
with around as materialized (select coalesce(current_setting('nenep.scope', true), '') as scope)
select scope, access_enter_system(%s) from around
"""
_LATER = {
    Office.PARTY_GROUP_LEADER: 1,
    Office.DEPUTY_PARTY_GROUP_LEADER: 1,
    Office.ASSIGNED_FOLLOWER: 2,
    **dict.fromkeys(NEVER_GRANTED, 3),
}


def enter_session(session_key: str | None, using: str = "default") -> Actor | None:
    """The actor behind a session, with the reach set for this transaction. One query.

    None when nobody is signed in: the transaction then sees no protected row at all.
    """
    return _entered("select access_enter_session(%s)", session_key or "", using)


def enter_account(account_id: UUID, using: str = "worker") -> Actor | None:
    """Act for an account in a job or a command (worker or owner connection only)."""
    return _entered("select access_enter_account(%s)", account_id, using)


@contextmanager
def system_scope(reason: str, using: str = "default") -> Iterator[Actor]:
    """A transaction in which the installation itself acts, seeing every row.

    Refused by the database for the serving role; ``reason`` is what the journal will name. Inside
    another scope it ends with the block, and the one around it goes on.
    """
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(_ENTER_SYSTEM, [reason])
        (around, _) = cursor.fetchone()
        yield Actor(account_id=None, person_id=None, name=reason or SYSTEM.name, system=True)
        cursor.execute("select set_config('nenep.scope', %s, true)", [around])


def _entered(sql: str, key: str | UUID, using: str) -> Actor | None:
    with connections[using].cursor() as cursor:
        cursor.execute(sql, [key])
        row = cursor.fetchone()
    if not row or row[0] is None:
        return None
    described = json.loads(row[0])
    return Actor(
        account_id=UUID(described["account"]),
        person_id=UUID(described["person"]) if described["person"] else None,
        name=described["name"],
        offices=_in_order(
            OfficeHeld(Office(held["office"]), UUID(held["unit"]) if held["unit"] else None)
            for held in described["offices"]
        ),
        limited=bool(described.get("limited")),
    )


def _in_order(held: Iterable[OfficeHeld]) -> tuple[OfficeHeld, ...]:
    """The database's order, with a group's after membership: its leader's cell is the cell, and
    the pages that name no unit begin there. Cells followed for a committee come after the own
    ones, and what is lent for some hours last."""
    return tuple(sorted(held, key=lambda o: _LATER.get(o.office, 0)))
