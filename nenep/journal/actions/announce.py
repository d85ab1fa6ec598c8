"""Telling the upper apps: one outbox row in the transaction, folded later by the worker."""

from datetime import date
from uuid import UUID

from nenep.journal.models import Outbox
from nenep.kernel import clock


def announce(kind: str, *, unit_id: UUID, month: date) -> None:
    """Say that the figures of ``unit_id`` for ``month`` (any day of it) may have changed, and with
    them those of the later months that it has."""
    Outbox.objects.bulk_create(
        [Outbox(kind=kind, unit_id=unit_id, month=month.replace(day=1), created_at=clock.now())]
    )
