"""Reads of the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from nenep.journal.models import Entry


@dataclass(frozen=True)
class Fault:
    """A place where a chain is not what it was: ``fault`` is altered, missing before, broken link
    or missing at the end."""

    unit_id: UUID
    seq: int
    fault: str


def faults() -> Sequence[Fault]:
    """Every fault of every chain; empty when the journal is intact. Walks the whole journal."""
    with connection.cursor() as cursor:
        cursor.execute("select unit_id, seq, fault from journal_faults() order by 1, 2, 3")
        return [Fault(*row) for row in cursor.fetchall()]


def entries_kept() -> int:
    """How many entries the reader may see."""
    return Entry.objects.count()
