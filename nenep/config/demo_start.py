"""What bin/demo does once the libraries are there: database, invented organisation, server.

The demo lives in a data directory of its own with its own day; only there do the demo's doors
exist. A second start keeps the data and skips what has been done.
"""

import json
import os
import shutil
import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path

from nenep.config import cli, database, installation, serve
from nenep.config.cluster import Cluster
from nenep.config.migrate import say
from nenep.config.parser import Parser
from nenep.kernel.errors import NenepError, Refused

TODAY = "2026-11-23"
LOADED = "loaded.txt"


def main(arguments: Sequence[str]) -> int:
    """The whole of bin/demo; the exit status as for ``bin/nenep``."""
    args = _parse(arguments)
    began = time.monotonic()
    try:
        if not args.no_serve:
            serve.must_be_free("127.0.0.1", args.port)
        data = _prepare_folder(args.data, fresh=args.fresh)
        with installation.cluster_of(data) or nullcontext():
            _fill(data)
            say(f"Xong sau {_seconds(began)} giây.\n")
            _introduce(args)
            if args.no_serve:
                return 0
            return serve.run(data, "127.0.0.1", args.port)
    except KeyboardInterrupt:
        say("\nĐã dừng theo yêu cầu.")
        return 130
    except (NenepError, OSError) as error:
        sentence = cli.sentence_for(error)
        if sentence is None:
            raise
        say(sentence)
        return 2


def _parse(arguments: Sequence[str]) -> Namespace:
    parser = Parser("bin/demo", "Dựng một tổ chức minh họa (mọi tên đều bịa) và mở trang web.")
    parser.add_argument("--no-serve", action="store_true", help="chỉ dựng dữ liệu rồi kết thúc")
    parser.add_argument(
        "--fresh", action="store_true", help="xóa dữ liệu minh họa cũ, dựng lại từ đầu"
    )
    parser.add_argument("--port", type=int, default=8000, help="cổng của trang web (mặc định 8000)")
    parser.add_argument(
        "--data",
        type=Path,
        default=database.ROOT / ".data" / "demo",
        metavar="THƯ-MỤC",
        help="nơi giữ dữ liệu minh họa (mặc định .data/demo)",
    )
    return parser.parse_args(list(arguments))


def _prepare_folder(folder: Path, *, fresh: bool) -> Path:
    """Marks a new folder as the demo's; a folder with anything else in it is never touched."""
    data = folder.absolute()
    if database.own_server():
        raise Refused(
            "Biến DATABASE_URL đang trỏ tới một máy chủ dữ liệu thật; bản minh họa chỉ chạy trên "
            "cơ sở dữ liệu riêng của nó. Hãy bỏ biến đó rồi chạy lại."
        )
    if data.exists() and any(data.iterdir()) and not database.is_demo(data):
        raise Refused(
            "Thư mục %(data)s không phải của bản minh họa nên không được đụng tới; hãy chọn --data "
            "khác.",
            data=data,
        )
    if fresh and database.is_demo(data):
        say("Xóa dữ liệu minh họa cũ…")
        Cluster(data).destroy()
        shutil.rmtree(data)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not database.is_demo(data):
        (data / database.DEMO_MARK).write_text(json.dumps({"today": TODAY}), encoding="utf-8")
    os.environ["NENEP_DATA"] = str(data)
    return installation.enter("serving")


def _fill(data: Path) -> None:
    """Migrations when the structure changed, the organisation when it is not there yet."""
    structure = installation.structure_fingerprint()
    if installation.migrated_fingerprint(data) != structure:
        serve.command("migrate")
    if (data / LOADED).exists():
        return
    if not _has_demo_commands():
        say("Bản này chưa có tổ chức minh họa (lệnh demo load), nên dữ liệu để trống.")
        return
    say("Dựng tổ chức minh họa…")
    serve.command("demo", "load")
    (data / LOADED).write_text(structure, encoding="utf-8")


def _introduce(args: Namespace) -> None:
    """The address and the offices; who they are is known to the demo itself."""
    if _has_demo_commands():
        sys.stdout.flush()
        serve.command("demo", "info")
    if args.no_serve:
        say(f"Mở trang web: bin/demo --port {args.port}, rồi vào http://127.0.0.1:{args.port}/")


def _has_demo_commands() -> bool:
    return find_spec("nenep.demo.commands") is not None


def _seconds(began: float) -> str:
    return f"{time.monotonic() - began:.1f}".replace(".", ",")


if __name__ == "__main__":
    cli.listen_for_interrupts()
    sys.exit(main(sys.argv[1:]))
