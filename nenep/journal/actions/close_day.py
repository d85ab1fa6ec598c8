"""The root of a day, written where the database cannot reach it."""

from datetime import date
from pathlib import Path

from django.db import connection

from nenep.access.scope import system_scope
from nenep.journal.queries import roots_in
from nenep.journal.rules import NO_ROOT, Head, Root, root_of, written


def close_day(*, day: date, folder: Path) -> Root:
    """Write the root of everything journalled since the last one; returns it.

    A day that has its file keeps it: what is journalled later that day stands in the next root.
    The file is complete before the transaction ends, so that a crash between the two leaves a
    root too many (the same heads are told again), never one too few.

    Raises:
        Invalid: an earlier file in the folder was changed; nothing is written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    earlier = roots_in(folder)
    told = next((root for root in earlier if root.day == day), None)
    if told is not None:
        return told
    previous = earlier[-1].root if earlier else NO_ROOT
    with system_scope("gốc nhật ký"), connection.cursor() as cursor:
        cursor.execute("select unit_id, seq, hash from journal_close()")
        heads = [Head(unit_id, seq, bytes(said)) for unit_id, seq, said in cursor.fetchall()]
        root = root_of(day, previous, heads)
        _keep(folder / f"{day}.txt", written(root))
    return root


def _keep(path: Path, text: str) -> None:
    """All of it or nothing, readable by the installation's own user."""
    unfinished = path.with_suffix(".part")
    unfinished.write_text(text, encoding="utf-8")
    unfinished.chmod(0o600)
    unfinished.replace(path)
