"""A small real installation that can be killed: ``nenep serve`` over the drawn world, with the real
processes, the real PostgreSQL and the real backups."""

import http.client
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from threading import Event

import psycopg

from nenep.config import postmaster
from nenep.config.cluster import Cluster
from nenep.config.database import DEMO_MARK
from tests.demonstration import Demo, answers, free_port
from tests.source import ROOT
from tests.world import TODAY

READY_TURNS, A_TURN = 1200, 0.1
AT_WORK = (
    "select exists (select from pg_stat_activity where usename = 'nenep_serving'"
    " and backend_xid is not null)"
)


@dataclass
class Installation:
    """One data directory, perhaps on the air."""

    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def demo(self) -> Demo:
        return Demo(self.data)

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.data)

    @property
    def backups(self) -> Path:
        return self.data.parent / "backups"

    def on(self) -> None:
        with (self.data.parent / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "nenep.config.cli", "serve", "--port", str(self.port)],
                cwd=ROOT,
                env=self.demo.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.await_ready()

    def await_ready(self) -> None:
        for _turn in range(READY_TURNS):
            assert self.process is not None
            assert self.process.poll() is None, self.said()
            if answers(self.port):
                return
            Event().wait(A_TURN)
        raise AssertionError(self.said())

    def off(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait()
            self.process = None

    def kill_programs(self) -> None:
        """Supervisor, web and worker at once, with -9; PostgreSQL lives on as nobody's."""
        assert self.process is not None
        server = postmaster.read(self.data / "pg")
        for pid in [self.process.pid, *_offspring(self.process.pid)]:
            if server is None or pid not in {server.pid, *_offspring(server.pid)}:
                _kill(pid)
        self.process.wait()
        self.process = None

    def kill_database(self) -> None:
        """PostgreSQL alone, every process of it, under the hands of a living web server."""
        server = postmaster.read(self.data / "pg")
        if server is not None:
            for pid in [server.pid, *_offspring(server.pid)]:
                _kill(pid)

    def run(self, *words: str, said: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "-m", "nenep.config.cli", *words],
            cwd=ROOT,
            env=self.demo.environment,
            input=said,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    def inside(
        self, verb: str, said: Mapping[str, object] | None = None, *, role: str = "serving"
    ) -> dict[str, object]:
        """Run a verb of :mod:`tests.storm.inside` in its settings."""
        settings = {
            "DJANGO_SETTINGS_MODULE": "nenep.config.settings",
            "NENEP_DATABASE_ROLE": role,
            "NENEP_DEMO": "1",
            "NENEP_DEMO_TODAY": str(TODAY),
        }
        code = f"from tests.storm.inside import run; run('{verb}')"
        with self.cluster:
            done = subprocess.run(
                [sys.executable, "-m", "django", "shell", "--no-imports", "-c", code],
                cwd=ROOT,
                env=self.demo.environment | settings,
                input=json.dumps(said or {}),
                capture_output=True,
                text=True,
                check=False,
            )
        assert done.returncode == 0, done.stderr[-3000:]
        answer: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
        return answer

    def post(self, body: bytes) -> dict[str, object] | None:
        """A letter's answer, or None when the server died or could not."""
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            asked.request("POST", "/room/letters/", body, {"Content-Type": "application/gzip"})
            answered = asked.getresponse()
            said = answered.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            asked.close()
        answer: dict[str, object] | None = (
            json.loads(said) if answered.status == HTTPStatus.OK else None
        )
        return answer

    def receipts(self) -> set[str]:
        with self.cluster as cluster, psycopg.connect(cluster.superuser_url("nenep")) as looking:
            return {str(row[0]) for row in looking.execute("select id from journal_receipt")}

    @contextmanager
    def looking(self) -> Iterator[psycopg.Connection[tuple[object, ...]]]:
        with psycopg.connect(self.cluster.superuser_url("nenep"), autocommit=True) as looking:
            yield looking

    def back_up(self) -> Path:
        """Made and verified while it runs; the newest folder."""
        self.run("backup", "make", "--to", str(self.backups))
        self.run("backup", "verify", "--to", str(self.backups))
        return sorted(self.backups.glob("nenep-*"))[-1]

    def said(self) -> str:
        return (self.data.parent / "serve.log").read_text(errors="replace")[-3000:]


def built(folder: Path) -> Path:
    """The drawn world in a data directory of its own; a demo by its mark, so that its day is
    23/11/2026."""
    data = folder / "data"
    data.mkdir(parents=True)
    (data / DEMO_MARK).write_text(json.dumps({"today": str(TODAY)}), encoding="utf-8")
    made = Installation(data, 0)
    made.run("migrate")
    made.inside("build", role="owner")
    return data


@contextmanager
def standing(data: Path, folder: Path) -> Iterator[Installation]:
    """A copy of it on the air; nothing of it runs afterwards."""
    folder.mkdir(parents=True)
    shutil.copytree(data, folder / "data", symlinks=True)
    (folder / "data" / "port").unlink(missing_ok=True)
    stands = Installation(folder / "data", free_port())
    try:
        yield stands
    finally:
        stands.off()
        with stands.cluster:
            pass


def _offspring(pid: int) -> list[int]:
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(p) for t in threads for p in (t / "children").read_text().split()]
    except OSError:
        return []
    return [one for child in children for one in (child, *_offspring(child))]


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return
