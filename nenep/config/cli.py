"""``bin/nenep``: finds the command, readies the database, runs it, answers in Vietnamese.

Exit status: 0 done, 1 the command itself found something wrong, 2 refused (one sentence on
stderr), 130 interrupted.
"""

import errno
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from types import FrameType

import django
import psycopg
from django.apps import apps
from django.db import DatabaseError

from nenep.config import builtin, database, installation
from nenep.config.parser import Parser
from nenep.kernel.commands import Command, Registry
from nenep.kernel.errors import NenepError

PROGRAM = "bin/nenep"
NO_SUCH_PATH = frozenset(
    {errno.ENOENT, errno.ENOTDIR, errno.EISDIR, errno.ENAMETOOLONG, errno.EEXIST, errno.ELOOP}
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line; never lets a traceback reach a person for an answerable fault."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        return run(_take_data_option(words))
    except KeyboardInterrupt:
        print("\nĐã dừng theo yêu cầu.", file=sys.stderr)
        return 130
    except (NenepError, DatabaseError, psycopg.Error, OSError) as error:
        sentence = sentence_for(error)
        if sentence is None or os.environ.get("NENEP_DEBUG") == "1":
            raise
        print(sentence, file=sys.stderr)
        return 2


def run(words: Sequence[str]) -> int:
    """Builtin commands first: they must answer even when an app cannot be loaded."""
    commands = Registry()
    builtin.register(commands)
    found = commands.find(words)
    if found is None:
        _load_apps(commands)
        found = commands.find(words)
    if found is None:
        return _orient(commands, words)
    command, rest = found
    args = _parse(command, rest)
    _tell_demo()
    if not command.database:
        return command.run(args)
    installation.enter(command.connection)
    with installation.database_up(command.connection):
        return command.run(args)


def sentence_for(error: Exception) -> str | None:
    """What a person is told about ``error``; None when it is a fault of the program."""
    if isinstance(error, NenepError):
        return str(error)
    if isinstance(error, OSError):
        return _disk_sentence(error)
    said = (str(error).strip().splitlines() or [""])[0]
    if "does not exist" in said:
        return f"Cơ sở dữ liệu chưa được dựng đủ; hãy chạy {PROGRAM} migrate ({said})."
    if isinstance(error, psycopg.OperationalError | django.db.OperationalError):
        return f"Cơ sở dữ liệu không trả lời được: {said}"
    return None


def _load_apps(commands: Registry) -> None:
    """Every installed app's ``commands.register``."""
    installation.enter("serving")
    django.setup()
    for config in apps.get_app_configs():
        name = f"{config.name}.commands"
        if config.name.startswith("nenep.") and find_spec(name):
            import_module(name).register(commands)


def _parse(command: Command, rest: list[str]) -> Namespace:
    parser = Parser(f"{PROGRAM} {command.name}", command.help)
    if command.json:
        parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON cho máy đọc")
    if command.configure:
        command.configure(parser)
    return parser.parse_args(rest)


def _tell_demo() -> None:
    """Nobody should take the demo's people for their own."""
    data = database.data_dir()
    if database.is_demo(data) and sys.stderr.isatty():
        print(f"(dữ liệu minh họa tại {data})", file=sys.stderr)


def _orient(commands: Registry, words: Sequence[str]) -> int:
    """Not a whole command: the general help, the group's commands, or what was perhaps meant."""
    asked = [word for word in words if not word.startswith("-")]
    if asked and not commands.under(asked):
        near = commands.near(asked)
        hint = f"Có phải: {', '.join(near)}?" if near else f"Xem {PROGRAM} --help."
        print(f"Không có lệnh «{' '.join(asked)}». {hint}", file=sys.stderr)
        return 2
    print(f"cách dùng: {PROGRAM} [--data THƯ-MỤC] LỆNH [tùy chọn]\n\nCác lệnh:")
    listed = commands.under(asked)
    width = max(len(command.name) for command in listed) + 2
    for command in listed:
        print(f"  {command.name:<{width}}{command.help}")
    print(f"\nMỗi lệnh có trợ giúp riêng: {PROGRAM} LỆNH --help")
    return 0 if asked or "--help" in words or "-h" in words else 2


def _take_data_option(words: list[str]) -> list[str]:
    """``--data DIR`` may stand before the command; it is the same as NENEP_DATA."""
    if words[:1] == ["--data"] and len(words) > 1:
        os.environ["NENEP_DATA"] = words[1]
        return words[2:]
    if words and words[0].startswith("--data="):
        os.environ["NENEP_DATA"] = words[0].partition("=")[2]
        return words[1:]
    return words


def _disk_sentence(error: OSError) -> str | None:
    if error.errno == errno.ENOSPC:
        return "Ổ đĩa đã đầy; hãy giải phóng chỗ rồi chạy lại. Dữ liệu đã ghi được giữ nguyên."
    if error.errno in {errno.EROFS, errno.EACCES, errno.EPERM}:
        return (
            f"Không ghi được vào {error.filename}; hãy đặt NENEP_DATA hoặc --data trỏ tới một "
            "thư mục ghi được."
        )
    if error.errno in NO_SUCH_PATH and error.filename:
        return f"Không mở được {error.filename}; hãy xem lại tên tệp hoặc thư mục."
    return None


def interrupt(number: int, frame: FrameType | None) -> None:
    """SIGTERM unwinds like Ctrl-C, and a second one does not disturb the tidying up."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def listen_for_interrupts() -> None:
    """For processes of ours; not for tests, whose signals belong to their runner."""
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)


def leave_quietly() -> int:
    """Whoever reads our answer has read enough (``… | head``): that is no fault of ours."""
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


if __name__ == "__main__":
    listen_for_interrupts()
    sys.exit(leave_quietly())
