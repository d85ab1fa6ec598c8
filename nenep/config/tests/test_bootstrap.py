"""What stands between a fresh clone and the first page."""

import errno
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from nenep.config.database import ROOT

REQUIREMENTS = ROOT / "requirements"


@pytest.fixture
def bootstrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setenv("NENEP_VENV", str(tmp_path / "venv"))
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "bin" / "_bootstrap.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pins(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["runtime", "test"])
def test_it_names_no_address_and_hashes_everything(name: str) -> None:
    text = (REQUIREMENTS / f"{name}.txt").read_text()
    assert not re.search(r"://|--index|--find-links|--extra|file:|==\S*\+", text)
    entries = re.split(r"\n(?=[a-z0-9])", text.strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    assert len(entries) == len(pins(name))


def test_it_tests_with_the_versions_that_run() -> None:
    assert pins("runtime").items() <= pins("test").items()


@pytest.mark.parametrize("name", ["runtime", "test"])
def test_it_gives_a_reason_for_every_direct_dependency(name: str) -> None:
    lines = (REQUIREMENTS / f"{name}.in").read_text().splitlines()
    direct = [line for line in lines if re.match(r"[a-z]", line)]
    assert all(re.search(r"==\S+\s+# \S", line) for line in direct)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "Ổ đĩa đã đầy"),
        ("NewConnectionError: Failed to establish", "không tới được kho gói"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "không khớp mã băm"),
        ("ERROR: something else", "ERROR: something else"),
    ],
)
def test_it_says_why_installing_failed(bootstrap: ModuleType, said: str, sentence: str) -> None:
    assert sentence in bootstrap._reason(said)


@pytest.mark.parametrize(
    ("number", "sentence"), [(errno.ENOSPC, "Ổ đĩa đã đầy"), (errno.EROFS, "chỉ đọc")]
)
def test_it_has_one_sentence_for_disk_trouble(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    def fail(requirements: str) -> None:
        raise OSError(number, "trouble")

    monkeypatch.setattr(bootstrap, "_install", fail)
    with pytest.raises(SystemExit, match=sentence):
        bootstrap.ensure("runtime")


def test_it_refuses_an_old_python(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "OLDEST", (99, 0))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"Cần Python 3\.11 trở lên"):
        bootstrap.must_be_new_enough("demo", [])
    monkeypatch.setattr(bootstrap, "OLDEST", sys.version_info[:2])
    bootstrap.must_be_new_enough("demo", [])


def test_it_installs_once_per_list(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []

    def install(requirements: str) -> None:
        installed.append(requirements)
        python = Path(bootstrap.PYTHON)
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        (Path(bootstrap.VENV) / "pyvenv.cfg").write_text("version = 3.11")
        bootstrap._stamp(requirements, 0.0)

    monkeypatch.setattr(bootstrap, "_install", install)
    bootstrap.ensure("runtime")
    bootstrap.ensure("runtime")
    assert installed == ["runtime"]
    bootstrap.ensure("test")
    bootstrap.ensure("runtime")
    assert installed == ["runtime", "test"]
