"""Restoring: the database of a backup becomes the installation's, in a new epoch."""

from dataclasses import dataclass
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from nenep.config import database, installation, keyring
from nenep.config.backups import checking, keys, manifest, place
from nenep.config.backups.manifest import KEYS, Backup
from nenep.config.cluster import Cluster
from nenep.config.launch import find_binaries, major_version
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.room.epochs import Mark


@dataclass(frozen=True)
class Wishes:
    """What the administrator has said in so many words: put the present database aside; a backup
    older than what phones may have forgotten; phones' sealed evenings that nobody can open."""

    replace: bool = False
    older: bool = False
    without_room_key: bool = False


def restore(backup: Backup, cluster: Cluster, cover: Mark | None, wishes: Wishes) -> Path | None:
    """Put the backup into the data directory of ``cluster``; the database that was there is set
    aside, and put back if anything goes wrong. Returns where it lies now, if there was one.

    The caller begins the new epoch, for which it needs the database up.

    Raises:
        Refused: see the sentences; nothing has changed then.
    """
    manifest.must_be_whole(backup)
    _must_fit(backup, cluster.data)
    _must_not_lose(backup, cover, wishes)
    _must_have_keys(backup, cluster.data, wishes)
    if cluster.exists and not wishes.replace:
        raise Refused(
            "Thư mục %(data)s đang có cơ sở dữ liệu; chưa có gì thay đổi. Hãy phục hồi vào thư mục "
            "mới (--data), hoặc thêm --replace: dữ liệu hiện có được cất sang bên, không bị xóa.",
            data=cluster.data,
        )
    place.must_have_room(cluster.data, backup.manifest.database_bytes * 3 // 2 + place.SPARE_BYTES)
    keys.install(backup.folder / KEYS, cluster.data)
    keyring.ensure(cluster.data)
    aside = cluster.set_aside(f"pg-before-{clock.now():%Y%m%dT%H%M%SZ}") if cluster.exists else None
    try:
        with cluster:
            checking.must_be_the_same(checking.load(backup, cluster))
    except BaseException:
        cluster.destroy()
        if aside is not None:
            cluster.bring_back(aside)
        raise
    (cluster.data / installation.MIGRATED).write_text(backup.manifest.structure)
    return aside


def _must_fit(backup: Backup, data: Path) -> None:
    told = backup.manifest
    if told.demo != database.is_demo(data):
        raise Refused(
            "Bản sao lưu này là %(which)s, còn thư mục %(data)s thì không như vậy; chưa có gì thay "
            "đổi. Dữ liệu thật và dữ liệu minh họa không được trộn vào nhau.",
            which="dữ liệu minh họa" if told.demo else "dữ liệu thật",
            data=data,
        )
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if set(told.contents.migrations) - known:
        raise Refused(
            "Bản sao lưu do Nề Nếp %(version)s mới hơn làm, bản này không hiểu cấu trúc của nó; "
            "chưa có gì thay đổi. Hãy cài đúng phiên bản đó rồi phục hồi.",
            version=told.version,
        )
    ours = major_version(find_binaries())
    if told.server > ours:
        raise Refused(
            "Bản sao lưu do PostgreSQL %(theirs)s tạo, chương trình đang có là PostgreSQL "
            "%(ours)s; chưa có gì thay đổi. Hãy đặt NENEP_PG_BIN trỏ tới PostgreSQL %(theirs)s.",
            theirs=told.server,
            ours=ours,
        )


def _must_not_lose(backup: Backup, cover: Mark | None, wishes: Wishes) -> None:
    """Phones forget what a verified backup holds; an older one does not hold it."""
    held = backup.manifest.contents
    if wishes.older or cover is None:
        return
    if cover.epoch != held.epoch or cover.heard > held.heard:
        raise Refused(
            "Đã có bản sao lưu mới hơn được kiểm tra, nên điện thoại có thể không còn giữ nội dung "
            "gửi sau bản này; chưa có gì thay đổi. Hãy dùng bản mới hơn (bin/nenep backup list), "
            "hoặc thêm --older nếu chấp nhận mất phần đó."
        )


def _must_have_keys(backup: Backup, data: Path, wishes: Wishes) -> None:
    wanted = backup.manifest.fingerprints.get("room")
    here = keys.fingerprints(data).get("room")
    carried = keys.fingerprints(backup.folder / KEYS).get("room")
    if wanted is None or wishes.without_room_key or wanted == (here or carried):
        return
    raise Refused(
        "Không có đúng khóa phòng họp của bản sao lưu này: nội dung điện thoại còn giữ sẽ không mở "
        "được. Chưa có gì thay đổi. Hãy chép room-key.pem đã cất vào %(data)s, hoặc thêm "
        "--without-room-key nếu chấp nhận mất phần đó.",
        data=data,
    )
