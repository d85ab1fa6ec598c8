"""The commands of the installation itself."""

import os
import shutil
import signal
import subprocess
from argparse import REMAINDER, ArgumentParser, Namespace
from contextlib import nullcontext
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.management import execute_from_command_line

from nenep.config import database, doctor, installation, serve
from nenep.config.backups import commands as backups
from nenep.config.migrate import migrate
from nenep.kernel.commands import Registry, answer
from nenep.kernel.errors import Refused


def register(commands: Registry) -> None:
    """Those without ``database`` ready it themselves, or must work when it cannot be readied."""
    commands.add(
        "serve",
        help="chạy cơ sở dữ liệu, trang web và việc nền",
        run=serve.serve,
        configure=serve.configure,
        database=False,
    )
    commands.add(
        "migrate",
        help="dựng hoặc nâng cấp cơ sở dữ liệu (chạy lại không hại gì)",
        run=migrate,
        database=False,
        connection="owner",
    )
    commands.add(
        "dbshell",
        help="mở psql với vai trò đã chọn; sau -- là tham số của psql",
        run=dbshell,
        configure=_configure_dbshell,
        database=False,
    )
    commands.add(
        "doctor",
        help="kiểm tra máy, thư mục dữ liệu, cơ sở dữ liệu và hàng rào quyền",
        run=doctor.run,
        database=False,
        json=True,
    )
    commands.add("version", help="in phiên bản", run=version, database=False, json=True)
    commands.add("worker", help="chạy riêng tiến trình việc nền", run=worker, connection="worker")
    backups.register(commands)
    commands.add(
        "manage",
        help="chuyển tiếp cho Django (dành cho người phát triển)",
        run=manage,
        configure=_take_the_rest,
        connection="owner",
    )


def version(args: Namespace) -> int:
    number = installation.version()
    answer(args, {"version": number}, f"Nề Nếp {number}")
    return 0


def worker(args: Namespace) -> int:
    """Runs until told to stop; jobs taken but not finished are finished first."""
    execute_from_command_line(["nenep", "procrastinate", "worker", "--concurrency", "2"])
    return 0


def manage(args: Namespace) -> int:
    execute_from_command_line(["manage", *args.rest])
    return 0


def dbshell(args: Namespace) -> int:
    """psql's own exit status is ours. Connects as the serving role unless told otherwise."""
    data = installation.enter(args.role)
    cluster = installation.cluster_of(data)
    if cluster and not cluster.exists:
        raise Refused(
            "Chưa có cơ sở dữ liệu tại %(data)s; hãy chạy bin/nenep migrate trước.", data=data
        )
    with cluster or nullcontext():
        # The embedded psql has no TLS: another server is asked with the system's own.
        program = cluster.bin("psql") if cluster else _system_psql()
        parts = urlsplit(database.urls()[args.role])
        password = unquote(parts.password or "")
        place = parts._replace(netloc=parts.netloc.replace(f":{parts.password}@", "@")).geturl()
        rest = args.rest[1:] if args.rest[:1] == ["--"] else args.rest
        # Ctrl-C inside psql cancels a query; it must not end us and the database with it.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        return subprocess.run(
            [program, place, *rest], env={**os.environ, "PGPASSWORD": password}, check=False
        ).returncode


def _system_psql() -> Path:
    found = shutil.which("psql")
    if not found:
        raise Refused("Máy này chưa có psql; hãy cài gói postgresql-client rồi chạy lại.")
    return Path(found)


def _configure_dbshell(parser: ArgumentParser) -> None:
    roles = parser.add_mutually_exclusive_group()
    for role, meaning in (
        (
            "serving",
            "vai trò phục vụ trang web, không có phạm vi thì không thấy dòng nào",
        ),
        ("worker", "vai trò của việc nền"),
        ("owner", "vai trò sở hữu bảng, dùng khi nâng cấp"),
    ):
        roles.add_argument(f"--{role}", dest="role", action="store_const", const=role, help=meaning)
    parser.set_defaults(role="serving")
    _take_the_rest(parser)


def _take_the_rest(parser: ArgumentParser) -> None:
    parser.add_argument("rest", nargs=REMAINDER, metavar="…", help="tham số chuyển tiếp")
