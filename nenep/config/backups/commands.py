"""``bin/nenep backup make / verify / restore / list``."""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

import django

from nenep.config import database, installation
from nenep.config.backups import checking, keys, manifest, noting, place, restoring
from nenep.config.backups.checking import Checked
from nenep.config.backups.making import Source, make
from nenep.config.backups.manifest import Backup
from nenep.kernel import clock
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Refused
from nenep.room import epochs


def register(commands: Registry) -> None:
    commands.add(
        "backup make",
        help="tạo một bản sao lưu trong khi chương trình vẫn chạy",
        run=_make,
        configure=_configure_make,
        connection="worker",
        json=True,
    )
    commands.add(
        "backup verify",
        help="nạp thử một bản sao lưu (mặc định bản mới nhất) và so từng dòng",
        run=_verify,
        configure=_configure_verify,
        database=False,
        connection="worker",
        json=True,
    )
    commands.add(
        "backup restore",
        help="phục hồi cơ sở dữ liệu từ một bản sao lưu",
        run=_restore,
        configure=_configure_restore,
        database=False,
        connection="worker",
        json=True,
    )
    commands.add(
        "backup list",
        help="liệt kê các bản sao lưu",
        run=_list,
        configure=_configure_place,
        database=False,
        json=True,
    )


def source() -> Source:
    """This installation's database, as the role of backups."""
    data = database.data_dir()
    return Source(database.urls()["backup"], installation.cluster_of(data), data)


def _configure_place(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to", type=Path, metavar="THƯ-MỤC", help=f"nơi giữ bản sao lưu (mặc định {place.SETTING})"
    )


def _configure_make(parser: ArgumentParser) -> None:
    _configure_place(parser)
    parser.add_argument(
        "--with-keys",
        action="store_true",
        help="kèm secrets.json và room-key.pem; ai có bản này là mở được tất cả",
    )


def _configure_verify(parser: ArgumentParser) -> None:
    _configure_place(parser)
    parser.add_argument("backup", type=Path, nargs="?", metavar="BẢN", help="thư mục của bản đó")


def _configure_restore(parser: ArgumentParser) -> None:
    parser.add_argument("backup", type=Path, metavar="BẢN", help="thư mục của bản sao lưu")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="cất cơ sở dữ liệu hiện có sang bên rồi thay bằng bản này",
    )
    parser.add_argument(
        "--older",
        action="store_true",
        help="chấp nhận mất nội dung mà điện thoại đã thôi giữ vì có bản mới hơn",
    )
    parser.add_argument(
        "--without-room-key",
        action="store_true",
        help="chấp nhận không mở được nội dung điện thoại còn giữ",
    )


def _make(args: Namespace) -> int:
    own = source()
    made = make(own, place.ready(args.to, own.data), with_keys=args.with_keys)
    noting.note("backup.made", made)
    answer(
        args,
        _told(made),
        f"Đã sao lưu vào {made.folder}: {made.manifest.contents.rows} dòng, {_megabytes(made)}. "
        f"Bản này chưa được kiểm tra; hãy chạy bin/nenep backup verify {made.folder}",
    )
    return 0


def _verify(args: Namespace) -> int:
    data = installation.enter("worker")
    backup = manifest.read(args.backup.absolute()) if args.backup else _newest(args.to, data)
    checked = checking.verify(backup, data)
    if checked.wrong or checked.other_keys:
        answer(args, _found(checked), _complaint(checked))
        return 1
    cluster = installation.cluster_of(data)
    if cluster is None or cluster.exists:
        with installation.database_up("worker"):
            noting.note("backup.verified", checked.backup)
    answer(
        args,
        _found(checked),
        f"Bản sao lưu {backup.folder.name} nạp lại được và giống hệt: "
        f"{backup.manifest.contents.rows} dòng, nhật ký nguyên vẹn.",
    )
    return 0


def _restore(args: Namespace) -> int:
    data = installation.enter("worker")
    cluster = installation.cluster_of(data)
    if cluster is None:
        raise Refused(
            "DATABASE_URL đang trỏ tới máy chủ dữ liệu riêng; chưa có gì thay đổi. Hãy nạp tệp "
            "nenep.dump bằng pg_restore theo docs/runbooks/backup.md."
        )
    django.setup()
    backup = manifest.read(args.backup.absolute())
    wishes = restoring.Wishes(args.replace, args.older, args.without_room_key)
    aside = restoring.restore(backup, cluster, epochs.read_mark(epochs.COVER), wishes)
    with installation.database_up("worker"):
        noting.note("backup.restored", backup)
    kept = f" Cơ sở dữ liệu trước đó được cất tại {aside}." if aside else ""
    if keys.fingerprints(data).get("pages") != backup.manifest.fingerprints.get("pages"):
        kept += " Khóa của trang web là khóa mới: mã xác thực trên điện thoại phải đăng ký lại."
    answer(
        args,
        {**_told(backup), "aside": aside},
        f"Đã phục hồi bản lúc {_moment(backup)} vào {data}.{kept} Điện thoại sẽ gửi lại những gì "
        "còn giữ; mọi người đăng nhập lại.",
    )
    return 0


def _list(args: Namespace) -> int:
    where = args.to.absolute() if args.to else place.named()
    if where is None:
        raise Refused("Chưa đặt %(setting)s; hãy thêm --to THƯ-MỤC.", setting=place.SETTING)
    found = manifest.listed(where)
    lines = [
        f"{backup.folder.name}  {_moment(backup)}  {_megabytes(backup)}  "
        f"{'đã kiểm tra' if backup.verified_at else 'chưa kiểm tra'}"
        for backup in found
    ]
    text = "\n".join(lines) or f"Chưa có bản sao lưu nào ở {where}."
    answer(args, [_told(backup) for backup in found], text)
    return 0


def _newest(asked: Path | None, data: Path) -> Backup:
    where = place.ready(asked, data)
    found = manifest.listed(where)
    if not found:
        raise Refused("Chưa có bản sao lưu nào ở %(where)s.", where=where)
    return found[-1]


def _complaint(checked: Checked) -> str:
    name = checked.backup.folder.name
    if checked.wrong:
        return (
            f"Bản sao lưu {name} nạp lại được nhưng khác bản gốc ở: "
            f"{checking.told(checked.wrong)}. Không dùng bản này; hãy tạo bản mới."
        )
    return (
        f"Dữ liệu của {name} nạp lại đúng, nhưng không có đúng {', '.join(checked.other_keys)} của "
        "lúc sao lưu. Hãy đặt khóa đúng vào thư mục dữ liệu rồi kiểm tra lại."
    )


def _told(backup: Backup) -> dict[str, object]:
    held = backup.manifest.contents
    return {
        "backup": backup.folder,
        "made_at": backup.manifest.made_at,
        "version": backup.manifest.version,
        "bytes": backup.size,
        "rows": held.rows,
        "letters": held.heard,
        "verified_at": backup.verified_at,
    }


def _found(checked: Checked) -> dict[str, object]:
    return _told(checked.backup) | {"wrong": checked.wrong, "other_keys": checked.other_keys}


def _moment(backup: Backup) -> str:
    made = datetime.fromisoformat(backup.manifest.made_at).astimezone(clock.VIETNAM)
    return f"{made:%d/%m/%Y %H:%M}"


def _megabytes(backup: Backup) -> str:
    return f"{backup.size / 1_000_000:.1f} MB".replace(".", ",")
