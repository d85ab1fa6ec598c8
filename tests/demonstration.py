"""The real demo for tests: made once as bin/demo makes it, served by ``nenep serve`` itself.

Test processes share its data directory; the product's own locks start the database with the first
of them and stop it with the last.
"""

import fcntl
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

from tests.source import ROOT

READY_WITHIN = 180.0
ENDS_WITHIN = 60.0


@dataclass(frozen=True)
class Door:
    """An office on the demo's sign-in page."""

    office: str
    label: str
    login: str
    unit: str


@dataclass(frozen=True)
class Told:
    """What ``demo info --json`` promises."""

    ward: str
    province: str
    cell: str
    cells: dict[str, str]
    meeting: str
    draft_meeting: str
    offices: tuple[Door, ...]
    today: str

    def door(self, office: str) -> Door:
        return next(door for door in self.offices if door.office == office)


@dataclass(frozen=True)
class Demo:
    """A demo of its own data directory; ``program`` is the tree it runs from."""

    data: Path
    program: Path = ROOT

    def run(self, *words: str, check: bool = True) -> str:
        """The output of a ``nenep`` command over this demo."""
        done = subprocess.run(
            [sys.executable, "-m", "nenep.config.cli", *words],
            cwd=self.program,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert not check or done.returncode == 0, done.stderr
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        """Nothing of the test run's own settings may reach it."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("NENEP_", "DJANGO_"))}
        kept.pop("DATABASE_URL", None)
        named = {k: v for k, v in os.environ.items() if k in {"NENEP_PG_BIN", "NENEP_NO_USERNS"}}
        return kept | named | {"NENEP_DATA": str(self.data), "PYTHONPATH": str(self.program)}

    def info(self) -> Told:
        said = json.loads(self.run("demo", "info", "--json"))
        doors = tuple(Door(**door) for door in said.pop("offices"))
        return Told(**said, offices=doors)


@dataclass(frozen=True)
class Served:
    """A demo on the air."""

    demo: Demo
    url: str
    told: Told


def made(folder: Path) -> Demo:
    """The demo in ``folder``: loaded once a run by the first process that asks, beside it in
    ``master``, where nothing ever runs again, and copied from there. The others wait."""
    folder.mkdir(parents=True, exist_ok=True)
    demo = Demo(folder / "data")
    with _alone(folder):
        if not demo.data.exists():
            shutil.copytree(_master(folder.parent / "master").data, demo.data, symlinks=True)
            # Two copies that start at the same moment would both take the port of the master.
            (demo.data / "port").unlink(missing_ok=True)
        _start(demo, "--no-serve").wait_done()
    return demo


def _master(folder: Path) -> Demo:
    folder.mkdir(parents=True, exist_ok=True)
    with _alone(folder):
        demo = Demo(folder / "data")
        if not (folder / "whole").exists():
            _start(demo, "--no-serve").wait_done()
            (folder / "whole").touch()
    return demo


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "made.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def served(demo: Demo) -> Iterator[Served]:
    """``bin/demo`` on a free port until the end of the block; afterwards nothing of it runs."""
    port = free_port()
    running = _start(demo, "--port", str(port))
    try:
        running.await_ready(port)
        yield Served(demo, f"http://127.0.0.1:{port}", demo.info())
    finally:
        running.end()


@dataclass(frozen=True)
class Running:
    """A started demo and where it writes."""

    process: subprocess.Popen[bytes]
    log: Path

    def wait_done(self) -> None:
        assert self.process.wait() == 0, self.said()

    def await_ready(self, port: int) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while not answers(port):
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < deadline, self.said()
            time.sleep(0.1)

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(ENDS_WITHIN)
        finally:
            if self.process.poll() is None:
                os.killpg(self.process.pid, signal.SIGKILL)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")[-3000:]


def _start(demo: Demo, *words: str) -> Running:
    log = demo.data.parent / f"demo-{os.getpid()}.log"
    command: Sequence[str] = (sys.executable, "-m", "nenep.config.demo_start", *words)
    with log.open("ab") as sink:
        process = subprocess.Popen(
            [*command, "--data", str(demo.data)],
            cwd=demo.program,
            env=demo.environment,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=sink,
            start_new_session=True,
        )
    return Running(process, log)


def answers(port: int) -> bool:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        asked.request("GET", "/healthz")
        return asked.getresponse().status == HTTPStatus.OK
    except OSError:
        return False
    finally:
        asked.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@dataclass
class Switched:
    """A demo that can be taken off the air and put on again at the same address."""

    demo: Demo
    port: int
    running: Running | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def on(self) -> None:
        self.running = _start(self.demo, "--port", str(self.port))
        self.running.await_ready(self.port)

    def off(self) -> None:
        if self.running is not None:
            self.running.end()
            self.running = None


@contextmanager
def switched(demo: Demo) -> Iterator[Switched]:
    """Off at first; off at the end, whatever happened."""
    served = Switched(demo, free_port())
    try:
        yield served
    finally:
        served.off()


def in_demo(demo: Demo, code: str, said: str = "") -> str:
    """Run inside the demo's settings, in the worker's role, while it is on the air."""
    settings = {
        "DJANGO_SETTINGS_MODULE": "nenep.config.settings",
        "NENEP_DATABASE_ROLE": "worker",
        "NENEP_DEMO": "1",
        "NENEP_DEMO_TODAY": demo.info().today,
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "shell", "--no-imports", "-c", code],
        cwd=ROOT,
        env=demo.environment | settings,
        input=said,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout.strip().splitlines()[-1]
