"""Recoveries that wait for a second officer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.accounts.models import Recovery

DAY = 1
SHOWN = 100


@dataclass(frozen=True)
class Waiting:
    """Whose account, asked when, and may this actor be the second?"""

    id: UUID
    full_name: str
    asked_at: datetime
    may_approve: bool


def waiting_recoveries(actor: Actor, now: datetime) -> Sequence[Waiting]:
    """Those asked within the last day in the actor's reach, the oldest first. One query."""
    rows = (
        Recovery.objects.filter(within(actor, Capability.MANAGE_ACCOUNTS))
        .filter(approved_at__isnull=True, asked_at__gt=now - timedelta(days=DAY))
        .select_related("person")
        .order_by("asked_at")[:SHOWN]
    )
    return [
        Waiting(
            row.pk,
            row.person.full_name,
            row.asked_at,
            actor.account_id not in {row.asked_by, row.account_id},
        )
        for row in rows
    ]
