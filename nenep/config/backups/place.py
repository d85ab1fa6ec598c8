"""Where backups are kept, and whether they may be."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from nenep.config import environment
from nenep.kernel.errors import Refused

SETTING = "NENEP_BACKUPS"
KEPT = "NENEP_BACKUPS_KEPT"
SPARE_BYTES = 300_000_000  # an empty cluster with its log


def named() -> Path | None:
    """The folder of NENEP_BACKUPS, if the administrator named one."""
    said = environment.text(SETTING)
    return Path(said).absolute() if said else None


def how_many() -> int:
    """Verified backups that are kept; older ones go."""
    return environment.number(KEPT, 7)


def ready(asked: Path | None, data: Path) -> Path:
    """The folder to put backups into, made if need be and closed to others.

    Raises:
        Refused: none is named, it lies within what is backed up, or it cannot be written.
    """
    place = asked.absolute() if asked else named()
    if place is None:
        raise Refused(
            "Chưa biết để bản sao lưu ở đâu; chưa làm gì. Hãy đặt %(setting)s, hoặc thêm --to "
            "THƯ-MỤC, trỏ tới một thư mục ở ổ đĩa khác.",
            setting=SETTING,
        )
    if place.resolve().is_relative_to(data.resolve()):
        raise Refused(
            "Thư mục %(place)s nằm trong thư mục dữ liệu: mất dữ liệu là mất cả bản sao lưu. Chưa "
            "làm gì; hãy chọn nơi khác, tốt nhất ở ổ đĩa khác.",
            place=place,
        )
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        writable = os.access(place, os.W_OK | os.X_OK)
    except OSError:
        writable = False
    if not writable:
        raise Refused(
            "Không ghi được vào %(place)s; chưa tạo bản sao lưu nào. Hãy kiểm tra ổ đĩa đã gắn "
            "chưa và quyền của thư mục.",
            place=place,
        )
    return place


def must_have_room(place: Path, wanted: int) -> None:
    """Refuse before anything is begun.

    Raises:
        Refused: with what is free and what would be needed, in MB.
    """
    existing = next(folder for folder in (place, *place.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    if free < wanted:
        raise Refused(
            "Ổ đĩa của %(place)s chỉ còn trống %(free)d MB, cần khoảng %(wanted)d MB; chưa làm gì. "
            "Hãy giải phóng chỗ hoặc chọn ổ đĩa khác.",
            place=place,
            free=free // 1_000_000,
            wanted=wanted // 1_000_000,
        )


@contextmanager
def alone(place: Path) -> Iterator[None]:
    """One backup at a time in a folder.

    Raises:
        Refused: another one is being made or verified.
    """
    with (place / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                "Đang có một lần sao lưu khác ở %(place)s; chưa làm gì. Đợi lần ấy xong rồi "
                "chạy lại.",
                place=place,
            ) from None
        yield
