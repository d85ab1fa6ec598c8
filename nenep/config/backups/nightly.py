"""The night's backup: made, restored for trial, and only then are the oldest ones removed."""

import logging
import shutil
from pathlib import Path

from nenep.config.backups import checking, manifest, noting, place
from nenep.config.backups.making import Source, make
from nenep.kernel.errors import Refused

log = logging.getLogger(__name__)


def back_up(source: Source) -> bool:
    """Did it end with a verified backup? Nothing is done where no place is named.

    Raises:
        Refused: it could not be made or read back; the older ones are all kept then.
    """
    if place.named() is None:
        log.warning("no backup: %s names no folder", place.SETTING)
        return False
    into = place.ready(None, source.data)
    made = make(source, into)
    noting.note("backup.made", made)
    checked = checking.verify(made, source.data)
    if checked.wrong or checked.other_keys:
        raise Refused("Bản sao lưu đêm nay nạp lại không giống; các bản trước được giữ nguyên.")
    noting.note("backup.verified", checked.backup)
    remove_oldest(into, place.how_many())
    return True


def remove_oldest(into: Path, kept: int) -> list[str]:
    """All but the newest ``kept`` verified ones, and what was made before them and never verified.
    The newest verified one stays whatever the number."""
    found = manifest.listed(into)
    verified = [backup for backup in found if backup.verified_at]
    if len(verified) <= kept:
        return []
    first = verified[-max(1, kept)]
    gone = [b for b in found if b.manifest.made_at < first.manifest.made_at]
    for backup in gone:
        shutil.rmtree(backup.folder)
    return [backup.folder.name for backup in gone]
