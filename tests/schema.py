"""Roles and schema, made once for all test runs of the same migrations.

Applying every migration is nine tenths of what a test process costs before its first test. What it
leaves is a stopped data directory that depends on nothing but the files named here, so it is kept
beside other temporary files and copied. It holds no rows.
"""

import fcntl
import hashlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.source import PACKAGE, ROOT

KEPT = 6  # one for each branch somebody works on, and the one before
WRITES_IT = ("access/row_policies.py", "journal/watching.py", "kernel/ids.py")


def fill(data: Path, make: Callable[[Path], None]) -> None:
    """Make ``data`` a stopped data directory with roles and schema, as ``make`` would."""
    store = Path(tempfile.gettempdir()) / f"nenep-test-schema-{os.getuid()}"
    store.mkdir(mode=0o700, exist_ok=True)
    with _alone(store):
        kept = store / _key()
        if not kept.exists():
            draft = Path(tempfile.mkdtemp(dir=store))
            make(draft)
            draft.rename(kept)
        kept.touch()
        _forget_oldest(store)
        # With owner and mode: under some launches the server does not run as who tests.
        subprocess.run(["cp", "-a", f"{kept}/.", str(data)], check=True)
    # Two processes must not be told the same port; each chooses its own at its start.
    (data / "port").unlink(missing_ok=True)


def _key() -> str:
    """A digest of every file that decides what the schema is."""
    found = {path for path in PACKAGE.rglob("migrations/**/*") if path.suffix in {".py", ".sql"}}
    found |= set(PACKAGE.rglob("*.sql")) | set((PACKAGE / "config").glob("*.py"))
    found |= {PACKAGE / name for name in WRITES_IT} | set((ROOT / "requirements").glob("*.txt"))
    digest = hashlib.sha256()
    for path in sorted(found):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:32]


def _forget_oldest(store: Path) -> None:
    folders = [path for path in store.iterdir() if path.is_dir()]
    for folder in sorted(folders, key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _alone(store: Path) -> Iterator[None]:
    with (store / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
