"""From a fresh clone to a working .venv, with the standard library only.

Shared by the commands in bin/. Nothing here may import a library, and nothing before
:func:`must_be_new_enough` may need a new Python.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.environ.get("NENEP_VENV") or os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
OLDEST = (3, 11)
STAMP = ".nenep-stamp"
NO_SPACE = "Ổ đĩa đã đầy nên không cài được thư viện; hãy giải phóng khoảng 1 GB rồi chạy lại."
READ_ONLY = (
    "Thư mục {folder} chỉ đọc nên không tạo được môi trường Python; hãy đặt NENEP_VENV và "
    "NENEP_DATA trỏ tới nơi ghi được rồi chạy lại."
)
NO_NETWORK = (
    "Không tải được thư viện: máy này không tới được kho gói Python. Hãy kiểm tra mạng, hoặc cấu "
    "hình pip dùng kho trong mạng nội bộ, rồi chạy lại; phần đã tải được giữ lại."
)
WRONG_HASH = "Gói tải về không khớp mã băm đã ghi nên bị từ chối; hãy thử kho gói khác.\n"
NO_VENV = (
    "Máy này thiếu công cụ tạo môi trường Python; hãy cài một trong các gói python3-venv, "
    "python3-pip hoặc uv rồi chạy lại."
)


def run(command: str, module: str, arguments: list[str], requirements: str = "runtime") -> None:
    """Ready the environment, then become ``python -m module arguments``. Does not return."""
    must_be_new_enough(command, arguments)
    ensure(requirements)
    os.environ["PYTHONPATH"] = ROOT
    os.execv(PYTHON, [PYTHON, "-m", module, *arguments])


def must_be_new_enough(command: str, arguments: list[str]) -> None:
    """Go on with a newer Python of this machine when this one is too old."""
    if sys.version_info >= OLDEST:
        return
    for minor in (13, 12, 11):
        newer = shutil.which("python3.%d" % minor)
        if newer:
            script = os.path.join(ROOT, "bin", command)
            os.execv(newer, [newer, script, *arguments])
    sys.exit("Cần Python 3.11 trở lên; máy này có %s." % sys.version.split()[0])


def ensure(requirements: str) -> None:
    """The environment holds exactly the hashed list ``requirements/<name>.txt``; quick when so."""
    if _is_ready(requirements):
        return
    try:
        with _alone():
            if not _is_ready(requirements):
                _install(requirements)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            sys.exit(NO_SPACE)
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            sys.exit(READ_ONLY.format(folder=os.path.dirname(VENV)))
        raise


def _install(requirements: str) -> None:
    began = time.monotonic()
    uv = None if os.environ.get("NENEP_NO_UV") else shutil.which("uv")
    if not os.path.exists(PYTHON):
        say("Tạo môi trường Python tại %s…" % VENV)
        _make_venv(uv)
    listed = os.path.join(ROOT, "requirements", requirements + ".txt")
    strict = ["--require-hashes", "--no-deps", "--only-binary", ":all:", "-r", listed]
    say("Cài thư viện (lần đầu khoảng một phút)…")
    if uv:
        quiet = dict(os.environ, UV_PYTHON_DOWNLOADS="never")
        status, said = _watched([uv, "pip", "install", "--python", PYTHON, *strict], quiet)
        if status == 0:
            return _stamp(requirements, began)
        say("uv không cài được, chuyển sang pip…")
    pip = [*_pip(), "install", "--disable-pip-version-check", "--no-input", *strict]
    status, said = _watched(pip, dict(os.environ))
    if status:
        sys.exit(_reason(said))
    _stamp(requirements, began)


def _make_venv(uv: str | None) -> None:
    """uv's is ready at once; Debian without python3-venv can still make one without pip."""
    ways = [[sys.executable, "-m", "venv"], [sys.executable, "-m", "venv", "--without-pip"]]
    if uv:
        ways.insert(0, [uv, "venv", "-q", "--no-project", "--python", sys.executable])
    said = ""
    for way in ways:
        environment = dict(os.environ, UV_PYTHON_DOWNLOADS="never")
        made = subprocess.run([*way, VENV], capture_output=True, text=True, env=environment)
        if made.returncode == 0:
            return
        said = made.stdout + made.stderr
        shutil.rmtree(VENV, ignore_errors=True)
    if "Read-only" in said or "Permission denied" in said:
        sys.exit(READ_ONLY.format(folder=os.path.dirname(VENV)))
    sys.exit(NO_SPACE if "No space left" in said else NO_VENV)


def _pip() -> list[str]:
    """The environment's own pip, else the system's working on it (pip >= 22.3)."""
    own = [PYTHON, "-m", "pip"]
    system = [sys.executable, "-m", "pip"]
    if _works([*own, "--version"]):
        return own
    if _works([*system, "--python", PYTHON, "--version"]):
        return [*system, "--python", PYTHON]
    shutil.rmtree(VENV, ignore_errors=True)
    sys.exit(NO_VENV)


def _watched(command: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Run quietly, with a sign of life every ten seconds; its status and what it said."""
    with tempfile.TemporaryFile("w+") as sink:
        began = time.monotonic()
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, env=environment
        )
        try:
            while True:
                try:
                    process.wait(10)
                    break
                except subprocess.TimeoutExpired:
                    say("  …vẫn đang cài (%d giây)" % (time.monotonic() - began))
        except BaseException:
            process.kill()
            process.wait()
            raise
        sink.seek(0)
        return process.returncode, sink.read()


def _reason(said: str) -> str:
    if "No space left" in said:
        return NO_SPACE
    if "DO NOT MATCH THE HASHES" in said:
        return WRONG_HASH + said[-800:]
    unreachable = ("NewConnectionError", "ConnectTimeout", "name resolution", "from versions: none")
    if any(sign in said for sign in unreachable):
        return NO_NETWORK
    return "Không cài được thư viện:\n" + said[-2000:]


def _is_ready(requirements: str) -> bool:
    """The list for tests contains the one for running, so it satisfies both."""
    try:
        with open(os.path.join(VENV, STAMP), encoding="utf-8") as file:
            known = file.read().split()
    except OSError:
        return False
    return os.path.exists(PYTHON) and _fingerprint(requirements) in known


def _stamp(requirements: str, began: float) -> None:
    names = ("runtime", "test") if requirements == "test" else ("runtime",)
    with open(os.path.join(VENV, STAMP), "w", encoding="utf-8") as file:
        file.write("\n".join(_fingerprint(name) for name in names))
    say("Thư viện đã sẵn sàng sau %d giây." % (time.monotonic() - began))


def _fingerprint(requirements: str) -> str:
    """Also of the Python inside the environment: another one needs other wheels."""
    digest = hashlib.sha256()
    for path in (
        os.path.join(ROOT, "requirements", requirements + ".txt"),
        os.path.join(VENV, "pyvenv.cfg"),
    ):
        with open(path, "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


@contextmanager
def _alone():
    """Two commands started at once must not install into the same environment."""
    os.makedirs(os.path.dirname(VENV), exist_ok=True)
    with open(VENV + ".lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Một lệnh khác đang chuẩn bị môi trường; chờ nó xong…")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True).returncode == 0


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
