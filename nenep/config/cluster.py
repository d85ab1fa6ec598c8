"""The embedded PostgreSQL of one data directory.

Every command that uses it holds a shared lock while it runs. The server is started by the first
and stopped by the last; a killed command loses its lock with its life, so nothing is counted
wrong. Only 127.0.0.1 is listened on, and only scram passwords are accepted.
"""

import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from nenep.config import keyring, postmaster
from nenep.config.launch import Launch, launch_for, major_version
from nenep.kernel.errors import Refused

START_SECONDS = 300  # recovery after a power cut replays the log first
STOP_SECONDS = 60
LOG_BYTES = 5_000_000


class Cluster:
    """PostgreSQL over ``data/pg``; ``durable=False`` trades safety for speed (tests only)."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data.absolute()
        self.durable = durable
        self._known_launch: Launch | None = None
        self._claim: int | None = None
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def exists(self) -> bool:
        """Has this data directory ever held a database?"""
        return (self.data / keyring.FILE).exists() and (self._launch.pgdata / "PG_VERSION").exists()

    @property
    def running(self) -> bool:
        master = postmaster.read(self._launch.pgdata)
        return master is not None and master.ready

    @property
    def how(self) -> str:
        """As whom the server runs, for doctor."""
        return self._launch.how

    @property
    def port(self) -> int:
        """Where it listens or will listen: chosen once, changed only when others took it."""
        master = postmaster.read(self._launch.pgdata)
        if master:
            return master.port
        with self._transition():
            # Whoever held the transition may just have started it: its port is the port.
            master = postmaster.read(self._launch.pgdata)
            return master.port if master else self._settle_port()

    def bin(self, name: str) -> Path:
        """A client or server program, e.g. ``psql`` or ``pg_dump``."""
        return self._launch.binaries / name

    def superuser_url(self, dbname: str) -> str:
        password = keyring.ensure(self.data).superuser
        return f"postgresql://postgres:{password}@127.0.0.1:{self.port}/{dbname}"

    def start(self) -> None:
        """Be one of the users of the server, starting it if it does not run. Idempotent.

        Raises:
            Refused: other major version, unreadable folder, full disk, or it does not come up.
        """
        with self._transition():
            if not self.running:
                self._discard_stale_pid()
                self._must_be_same_version()
                if not (self._launch.pgdata / "PG_VERSION").exists():
                    self._initialise()
                self._launch_server()
            if self._claim is None:
                self._claim = os.open(self.data / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._claim, fcntl.LOCK_SH)

    def stop(self) -> None:
        """Cease to use it; the last user stops the server and sees it gone. Idempotent."""
        if self._claim is None:
            return
        with self._transition():
            claim, self._claim = self._claim, None
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self._disown()
            else:
                self._shut_down()
            finally:
                os.close(claim)

    def destroy(self) -> None:
        """Remove the database for good (the demo's ``--fresh``).

        Raises:
            Refused: another process is using it.
        """
        if not self.data.exists():
            return
        with self._unused():
            shutil.rmtree(self._launch.pgdata, ignore_errors=True)

    def set_aside(self, name: str) -> Path:
        """Give the database another name beside its own, for one that will be restored here.

        Raises:
            Refused: another process is using it.
        """
        aside = self._launch.pgdata.with_name(name)
        with self._unused():
            self._launch.pgdata.rename(aside)
        return aside

    def bring_back(self, aside: Path) -> None:
        """Undo :meth:`set_aside`."""
        aside.rename(self._launch.pgdata)

    @contextmanager
    def _unused(self) -> Iterator[None]:
        """Nobody uses it, the server is down, and nobody starts it meanwhile."""
        with self._transition():
            claim = os.open(self.data / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
            try:
                fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._shut_down()
                yield
            except BlockingIOError:
                raise Refused(
                    "Dữ liệu tại %(data)s đang được dùng; hãy dừng chương trình đang chạy trước.",
                    data=self.data,
                ) from None
            finally:
                os.close(claim)

    @property
    def _launch(self) -> Launch:
        if self._known_launch is None:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._known_launch = launch_for(self.data)
        return self._known_launch

    @contextmanager
    def _transition(self) -> Iterator[None]:
        """One process at a time starts, stops or chooses the port."""
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self.data / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _initialise(self) -> None:
        pgdata = self._launch.pgdata
        password = pgdata.parent / f"pw-{secrets.token_hex(4)}"
        descriptor = os.open(password, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(descriptor, keyring.ensure(self.data).superuser.encode())
        os.close(descriptor)
        if self._launch.uid is not None:
            os.chown(password, self._launch.uid, -1)
        try:
            self._run(
                *("initdb", "-D", pgdata, "-U", "postgres", "--pwfile", password),
                *("--auth=scram-sha-256", "-E", "UTF8", "--locale=C"),
                *("--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *([] if self.durable else ["--no-sync"]),
            )
        except BaseException:
            # A half-made cluster would be mistaken for a good one at the next start.
            shutil.rmtree(pgdata, ignore_errors=True)
            raise
        finally:
            password.unlink()

    def _run(self, program: str, *arguments: str | Path) -> None:
        outcome = subprocess.run(
            self._launch.command(program, *arguments),
            capture_output=True,
            check=False,
            cwd="/",
            env=self._launch.environment,
            user=self._launch.uid,
            group=self._launch.gid,
            extra_groups=None if self._launch.uid is None else [],
        )
        if outcome.returncode:
            raise postmaster.failure((outcome.stdout + outcome.stderr).decode(errors="replace"))

    def _launch_server(self) -> None:
        port = self._settle_port()
        self._write_configuration(port)
        log = self.data / "postgres.log"
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".log.1"))
        with log.open("ab") as sink:
            begin = sink.tell()
            # Its own session: a Ctrl-C meant for us must not end the database under our feet.
            self._child = subprocess.Popen(
                self._launch.command("postgres", "-D", self._launch.pgdata),
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd="/",
                env=self._launch.environment,
                user=self._launch.uid,
                group=self._launch.gid,
                extra_groups=None if self._launch.uid is None else [],
            )
        try:
            self._await_ready(log, begin)
        except BaseException:
            self._shut_down()
            raise

    def _await_ready(self, log: Path, begin: int) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self.running:
            if self._child is not None and self._child.poll() is not None:
                with log.open("rb") as source:
                    source.seek(begin)
                    raise postmaster.failure(source.read().decode(errors="replace"))
            if time.monotonic() > deadline:
                raise Refused(
                    "PostgreSQL chưa sẵn sàng sau %(seconds)s giây; xem nhật ký %(log)s.",
                    seconds=START_SECONDS,
                    log=log,
                )
            time.sleep(0.02)

    def _write_configuration(self, port: int) -> None:
        settings = {
            "port": str(port),
            "listen_addresses": "127.0.0.1",
            "unix_socket_directories": "",
            "max_connections": "60",
            "shared_buffers": "128MB",
            "max_wal_size": "2GB",
            "max_locks_per_transaction": "256",
            "password_encryption": "scram-sha-256",
            "timezone": "UTC",
            "log_timezone": "UTC",
            # Statements may carry names: the log keeps neither statements nor parameters.
            "log_min_error_statement": "panic",
            "log_error_verbosity": "terse",
            "log_parameter_max_length_on_error": "0",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        lines = [f"{name} = '{value}'" for name, value in settings.items()]
        pgdata = self._launch.pgdata
        (pgdata / "nenep.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
        if self._launch.uid is not None:
            os.chown(pgdata / "nenep.conf", self._launch.uid, -1)
        main = pgdata / "postgresql.conf"
        if "nenep.conf" not in main.read_text(encoding="utf-8"):
            with main.open("a", encoding="utf-8") as file:
                file.write("\ninclude = 'nenep.conf'\n")

    def _settle_port(self) -> int:
        note = self.data / "port"
        port = int(note.read_text()) if note.exists() else 0
        if not port or not postmaster.is_free(port):
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                port = probe.getsockname()[1]
            note.write_text(str(port))
        return port

    def _discard_stale_pid(self) -> None:
        note = self._launch.pgdata / "postmaster.pid"
        if note.exists() and postmaster.read(self._launch.pgdata) is None:
            note.unlink()

    def _must_be_same_version(self) -> None:
        note = self._launch.pgdata / "PG_VERSION"
        if not note.exists():
            return
        made_by, ours = note.read_text().strip(), str(major_version(self._launch.binaries))
        if made_by != ours:
            raise Refused(
                "Dữ liệu tại %(folder)s do PostgreSQL %(made_by)s tạo, chương trình đang có là "
                "PostgreSQL %(ours)s; dữ liệu được giữ nguyên. Hãy đặt NENEP_PG_BIN trỏ tới "
                "PostgreSQL %(made_by)s, hoặc sao lưu bằng bản đó rồi nạp lại.",
                folder=self._launch.pgdata,
                made_by=made_by,
                ours=ours,
            )

    def _shut_down(self) -> None:
        """The server as it is now: the one we started may have died and been replaced since."""
        child, self._child = self._child, None
        master = postmaster.read(self._launch.pgdata)
        if child is not None and child.poll() is None:
            pid = child.pid
        elif master is not None:
            pid, child = master.pid, None
        else:
            return
        for how in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            try:
                os.kill(pid, how)
            except ProcessLookupError:
                return
            if self._gone(pid, child):
                return

    def _gone(self, pid: int, child: subprocess.Popen[bytes] | None) -> bool:
        deadline, pgdata = time.monotonic() + STOP_SECONDS, self._launch.pgdata
        while time.monotonic() < deadline:
            if child.poll() is not None if child else not postmaster.serves(pid, pgdata):
                return True
            time.sleep(0.02)
        return False

    def _disown(self) -> None:
        """Somebody else goes on using the server we started: it is theirs to stop."""
        if self._child is not None:
            self._child.returncode = 0
            self._child = None
