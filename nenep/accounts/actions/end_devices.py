"""Signing own devices out from afar."""

from uuid import UUID

from django.db import connection, transaction

from nenep.access.rules import Actor
from nenep.accounts.rules.chains import chain_of, must_be_signed_in_whole
from nenep.journal.actions.record import record


@transaction.atomic
def end_devices(*, actor: Actor, session_key: str | None, device_id: UUID | None = None) -> int:
    """Sign out one of one's own devices, or all but the one in hand; how many were. Whatever is
    out already stays out. Journals ``account.devices_ended``.

    Raises:
        Forbidden: by a one-time link.
    """
    account_id = must_be_signed_in_whole(actor)
    with connection.cursor() as cursor:
        cursor.execute("select identity_end_devices(%s, %s)", [device_id, session_key or ""])
        (ended,) = cursor.fetchone()
    if ended:
        record(
            actor,
            "account.devices_ended",
            unit_id=chain_of(actor),
            kind="account",
            object_id=account_id,
            facts={"count": int(ended)},
        )
    return int(ended)
