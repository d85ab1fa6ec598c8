"""Which life of the database this is.

A restored backup does not know what was confirmed after it was made. So every reply names the
epoch, a random id in the database, and how many letters were heard; the data directory remembers
both outside of it. A database older than that memory begins a new epoch, and every device that sees
one sends again whatever no verified backup covers: nothing is done twice, nothing stays lost.
"""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

from nenep.kernel import ids

MARK, COVER = "room-mark.json", "room-backup.json"
LETTERS = 0x6C6574746572  # the lock under which letters take their numbers (numbered_letters.sql)


@dataclass(frozen=True)
class Mark:
    """How far the room had come: the epoch and the number of letters heard."""

    epoch: str
    heard: int


@dataclass(frozen=True)
class Standing:
    """What each reply tells. ``covered``: letters up to this number are in a verified backup."""

    epoch: str
    heard: int
    covered: int


def standing() -> Standing:
    """The epoch of now; a database older than the mark beside it begins one. Two queries."""
    lived = known()
    heard = _number("select room_heard()")
    mark = read_mark(MARK)
    if not lived or mark is None or mark.epoch not in lived or heard < mark.heard:
        fresh = ids.random_id()
        _all("select room_begin_epoch(%s)", fresh)
        lived.append(str(fresh))
        _keep(MARK, Mark(lived[-1], heard))
    cover = read_mark(COVER)
    covered = cover.heard if cover is not None and cover.epoch == lived[-1] else 0
    return Standing(lived[-1], heard, covered)


def hear() -> int:
    """The number of a letter that has just come."""
    return _number("select room_hear()")


def remember(epoch: str, heard: int) -> None:
    """Once a letter is committed: the mark goes up, never down."""
    with _alone():
        before = read_mark(MARK)
        if before is None or before.epoch != epoch or before.heard < heard:
            _keep(MARK, Mark(epoch, heard))


def note_verified_backup(epoch: str, heard: int) -> None:
    """To be called once a backup has been read back: letters up to ``heard`` are safe with it, and
    devices may forget them. Within an epoch it never goes down."""
    with _alone():
        before = read_mark(COVER)
        if before is None or before.epoch != epoch or before.heard < heard:
            _keep(COVER, Mark(epoch, heard))


def known() -> list[str]:
    """The epochs this database has lived through, the present one last."""
    return [str(epoch) for epoch in _all("select room_epochs()")]


def begin_anew() -> None:
    """After a restore: another epoch, whatever the marks beside the database say."""
    with _alone():
        for name in (MARK, COVER):
            (_folder() / name).unlink(missing_ok=True)
    standing()


def read_mark(name: str) -> Mark | None:
    """A mark of the data directory; None where there is none, or none that can be read."""
    try:
        said = json.loads((_folder() / name).read_text(encoding="utf-8"))
        return Mark(str(UUID(said["epoch"])), int(said["heard"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _folder() -> Path:
    return Path(settings.DATA_DIR)


def _keep(name: str, mark: Mark) -> None:
    """All of it or nothing."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = _folder() / f".{name}.{ids.random_id().hex}"
    draft.write_text(json.dumps(asdict(mark)), encoding="utf-8")
    draft.chmod(0o600)
    draft.replace(_folder() / name)


@contextmanager
def _alone() -> Iterator[None]:
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (_folder() / "room-mark.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _all(sql: str, *values: UUID) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def _number(sql: str) -> int:
    found = _all(sql)[0]
    return found if isinstance(found, int) else 0
