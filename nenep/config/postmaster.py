"""What can be learnt about a PostgreSQL server from outside it: its pid file, its last words."""

import errno
import os
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path

from nenep.kernel.errors import Refused

PORT_LINE, STATUS_LINE = 3, 7


@dataclass(frozen=True)
class Postmaster:
    """What postmaster.pid says."""

    pid: int
    port: int
    ready: bool


def read(pgdata: Path) -> Postmaster | None:
    """Reads one small file; a recycled process number is not taken for a server."""
    try:
        lines = (pgdata / "postmaster.pid").read_text().splitlines()
        pid, port = int(lines[0]), int(lines[PORT_LINE])
    except (FileNotFoundError, IndexError, ValueError):
        return None
    ready = len(lines) > STATUS_LINE and lines[STATUS_LINE].strip() == "ready"
    return Postmaster(pid, port, ready) if serves(pid, pgdata) else None


def failure(said: str) -> Refused:
    """One sentence from what initdb or the server printed before it gave up."""
    if os.strerror(errno.ENOSPC) in said:
        return Refused(
            "Ổ đĩa đã đầy nên PostgreSQL không chạy được; hãy giải phóng chỗ rồi chạy lại."
        )
    if os.strerror(errno.EROFS) in said or os.strerror(errno.EACCES) in said:
        return Refused(
            "PostgreSQL không ghi được vào thư mục dữ liệu: %(said)s", said=_last_line(said)
        )
    return Refused("PostgreSQL không khởi động được: %(said)s", said=_last_line(said))


def _last_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if "FATAL" in line or "error" in line.lower()]
    return (telling or lines or ["(không có thông báo)"])[-1].strip()


def is_free(port: int) -> bool:
    """Could a server listen on that port of 127.0.0.1?"""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def serves(pid: int, pgdata: Path) -> bool:
    """Is that process alive and the server of ``pgdata``? A dead one not yet buried is not."""
    if Path("/proc/self/cmdline").exists():
        try:
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (FileNotFoundError, ProcessLookupError):
            return False
        return os.fsencode(pgdata) in command.split(b"\0")
    told = subprocess.run(
        ["ps", "-p", str(pid), "-o", "stat=,command="], capture_output=True, text=True, check=False
    ).stdout.strip()
    return str(pgdata) in told and not told.startswith("Z")
