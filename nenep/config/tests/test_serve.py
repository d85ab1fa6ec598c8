"""The supervisor: one clear sentence before anything starts, nothing left when it ends."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from nenep.config import serve
from nenep.config.serve import Child, Supervisor
from nenep.kernel.errors import Refused

LIVES = [sys.executable, "-c", "import signal; signal.pause()"]
DEAF = "import signal as s; s.signal(s.SIGTERM, s.SIG_IGN); s.pause()"
STUBBORN = [sys.executable, "-c", DEAF]
DIES = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        yield holder.getsockname()[1]


def test_it_refuses_a_port_in_use(taken: int) -> None:
    with pytest.raises(Refused, match=rf"Cổng {taken} .* chưa có gì được khởi động"):
        serve.must_be_free("127.0.0.1", taken)


def test_it_refuses_before_it_starts_anything(taken: int, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="Cổng"):
        serve.run(tmp_path / "data", "127.0.0.1", taken)
    assert not (tmp_path / "data").exists()


def test_it_ends_every_child_when_told_to_stop() -> None:
    children = [Child("Một", LIVES, "serving"), Child("Hai", LIVES, "worker")]
    supervisor = Supervisor(children, None)
    for child in children:
        child.start()
    groups = [child.process.pid for child in children if child.process]
    supervisor.stopping.set()
    supervisor.watch()
    for group in groups:
        with pytest.raises(ProcessLookupError):
            os.killpg(group, 0)


def test_it_insists_with_a_stubborn_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "GRACE_SECONDS", 0.05)
    child = Child("Bướng", STUBBORN, "serving")
    child.start()
    child.end()
    assert child.process is None


def test_it_names_and_restarts_what_died(capsys: pytest.CaptureFixture[str]) -> None:
    child = Child("Máy chủ web", DIES, "serving")
    child.tend()
    first = child.process
    assert first is not None
    first.wait()
    child.tend()
    assert "Máy chủ web đã dừng (mã 3); khởi động lại sau 2 giây." in capsys.readouterr().err
    child.tend()
    assert child.process is None

    child.not_before = 0.0
    child.tend()
    second = child.process
    assert second is not None
    assert second.pid != first.pid
    second.wait()
    child.tend()
    assert "sau 4 giây" in capsys.readouterr().err


def test_it_stops_on_a_signal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signal, "signal", lambda number, handler: None)
    supervisor = Supervisor([], None)
    Timer(0.01, supervisor.stopping.set).start()
    supervisor.watch()
    assert supervisor.stopping.is_set()
