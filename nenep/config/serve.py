"""One command, three things: database, web, job worker. Whatever dies is started again by name;
Ctrl-C or SIGTERM leaves nothing behind.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from types import FrameType

from nenep.config import database, installation
from nenep.config.cluster import Cluster
from nenep.config.migrate import say
from nenep.kernel.errors import Refused

GRACE_SECONDS = 10
LONGEST_PAUSE = 30.0
HEALTHY_AFTER = 60.0
PYTHON = sys.executable
PACKED = "NENEP_PACKED"


def configure(parser: ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="cổng của trang web (mặc định 8000)")
    parser.add_argument(
        "--host", default="127.0.0.1", help="địa chỉ lắng nghe (mặc định chỉ máy này: 127.0.0.1)"
    )


def serve(args: Namespace) -> int:
    """The real installation: prepares an empty one, refuses one that awaits a migration."""
    must_be_free(args.host, args.port)
    data = installation.enter("serving")
    done = installation.migrated_fingerprint(data)
    if not done:
        # Held here too: were the child killed, the database would still be stopped by us.
        with installation.cluster_of(data) or nullcontext():
            command("migrate")
    elif done != installation.structure_fingerprint():
        raise Refused(
            "Chương trình đã đổi so với cơ sở dữ liệu tại %(data)s. Hãy sao lưu, chạy "
            "bin/nenep migrate, rồi chạy lại bin/nenep serve.",
            data=data,
        )
    return run(data, args.host, args.port)


def run(data: Path, host: str, port: int) -> int:
    """Start everything and watch over it until told to stop."""
    must_be_free(host, port)
    cluster = installation.cluster_of(data)
    with cluster or nullcontext():
        pack(data)
        supervisor = Supervisor(web_and_worker(host, port), cluster)
        say(f"Nề Nếp đang chạy tại http://{host}:{port}/ (dừng: Ctrl-C)")
        supervisor.watch()
    say("Đã dừng; không còn tiến trình nào chạy.")
    return 0


def pack(data: Path) -> None:
    """Gather what the pages send beside themselves, with a compressed copy of each file: a phone
    on a slow line waits a third as long. Without room for it they are sent as they are."""
    (data / "static").mkdir(exist_ok=True)
    gather = ("manage", "collectstatic", "--noinput", "--clear", "--verbosity", "0")
    if command(*gather, check=False) == 0:
        os.environ[PACKED] = "1"


def command(*words: str, check: bool = True) -> int:
    """Run another command line in its own process, over the same data; its exit status.

    Raises:
        Refused: it failed (it has said why itself), unless ``check`` is off.
    """
    status = subprocess.run(
        [PYTHON, "-m", "nenep.config.cli", *words], check=False, cwd=database.ROOT
    ).returncode
    if status and check:
        raise Refused("Bước «%(words)s» không thành công nên dừng ở đây.", words=" ".join(words))
    return status


def must_be_free(host: str, port: int) -> None:
    """Refuse before anything has been started.

    Raises:
        Refused: another program listens there, or the address is not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                "Cổng %(port)s tại %(host)s không dùng được, có thể chương trình khác đang dùng; "
                "chưa có gì được khởi động. Hãy dừng chương trình đó hoặc thêm --port SỐ-KHÁC.",
                host=host,
                port=port,
            ) from error


@dataclass
class Child:
    """A process to keep alive, and when it may be started again."""

    name: str
    command: Sequence[str]
    role: str
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 1.0
    not_before: float = field(default=0.0)

    def start(self) -> None:
        """Its own process group: Ctrl-C reaches only us, and its offspring ends with it."""
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            self.command,
            cwd=database.ROOT,
            env={**os.environ, "NENEP_DATABASE_ROLE": self.role},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def tend(self) -> None:
        """Start it, or start it again after a pause that doubles while it keeps dying."""
        now = time.monotonic()
        if self.process is None:
            if now >= self.not_before:
                self.start()
            return
        status = self.process.poll()
        if status is None:
            return
        self.pause = (
            1.0 if now - self.started > HEALTHY_AFTER else min(self.pause * 2, LONGEST_PAUSE)
        )
        say(f"{self.name} đã dừng (mã {status}); khởi động lại sau {self.pause:.0f} giây.")
        self._signal(signal.SIGKILL)
        self.process, self.not_before = None, now + self.pause

    def end(self) -> None:
        """Ask, wait, insist; then whatever is left of its group."""
        if self.process is None:
            return
        self._signal(signal.SIGTERM)
        try:
            self.process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            say(f"{self.name} chưa dừng sau {GRACE_SECONDS} giây; buộc dừng.")
        self._signal(signal.SIGKILL)
        self.process.wait()
        self.process = None

    def _signal(self, number: signal.Signals) -> None:
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, number)
        except (ProcessLookupError, PermissionError):
            return  # macOS answers EPERM for a group of the dead


class Supervisor:
    """Watches the children and the embedded database."""

    def __init__(self, children: Sequence[Child], cluster: Cluster | None) -> None:
        self.children = children
        self.cluster = cluster
        self.stopping = Event()

    def watch(self) -> None:
        """Until SIGINT or SIGTERM; ends the children before it returns."""
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGTERM, self._stop)
        try:
            while not self.stopping.wait(0.5):
                self._revive_database()
                for child in self.children:
                    child.tend()
        finally:
            for child in reversed(self.children):
                child.end()

    def _revive_database(self) -> None:
        if self.cluster and not self.cluster.running:
            say("Cơ sở dữ liệu đã dừng ngoài ý muốn; khởi động lại.")
            self.cluster.start()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self.stopping.set()


def web_and_worker(host: str, port: int) -> list[Child]:
    """Two processes of four threads each are enough for the first thousands of people."""
    workers = min(2, os.cpu_count() or 1)
    granian = [
        *(PYTHON, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", "4", "--log-level", "warning"),
        *("--workers-kill-timeout", "5", "nenep.config.wsgi:application"),
    ]
    worker = [PYTHON, "-m", "nenep.config.cli", "worker"]
    return [
        Child("Máy chủ web", granian, "serving"),
        Child("Tiến trình việc nền", worker, "worker"),
    ]
