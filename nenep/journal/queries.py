"""Reads of the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.db import connection

from nenep.journal.models import Entry
from nenep.journal.rules import Root, read


@dataclass(frozen=True)
class Fault:
    """A place where a chain is not what it was: ``fault`` is altered, missing before, broken link,
    missing at the end; or, against an exported root, rewritten or missing there."""

    unit_id: UUID
    seq: int
    fault: str


@dataclass(frozen=True)
class Bypass:
    """A statement that wrote without an action: by which role, in whose name if any, what."""

    at: datetime
    role: str
    scope: str
    verb: str
    table: str
    rows: int


def bypasses(most: int = 50) -> Sequence[Bypass]:
    """The latest writes past every action, for the installation. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            'select at, role, scope, verb, "table", rows from journal_statement'
            " order by id desc limit %s",
            [most],
        )
        return [Bypass(*row) for row in cursor.fetchall()]


def faults() -> Sequence[Fault]:
    """Every fault of every chain; empty when the journal is intact. Walks the whole journal."""
    with connection.cursor() as cursor:
        cursor.execute("select unit_id, seq, fault from journal_faults() order by 1, 2, 3")
        return [Fault(*row) for row in cursor.fetchall()]


def entries_kept() -> int:
    """How many entries the reader may see."""
    return Entry.objects.count()


def strayed(roots: Sequence[Root]) -> Sequence[Fault]:
    """Where the journal is no longer what the exported roots tell: an entry rewritten together with
    every hash after it shows nowhere else. One query."""
    heads = [head for root in roots for head in root.heads]
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit_id, seq, fault from journal_strayed(%s::uuid[], %s::bigint[], %s::bytea[])"
            " order by 1, 2",
            [[h.unit_id for h in heads], [h.seq for h in heads], [h.hash for h in heads]],
        )
        return [Fault(*row) for row in cursor.fetchall()]


def roots_in(folder: Path) -> Sequence[Root]:
    """The roots kept in a folder, oldest first.

    Raises:
        Invalid: a file that is not a root, or was changed.
    """
    return [read(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.txt"))]
