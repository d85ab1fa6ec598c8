"""Addresses and aliases, from the data directory or the environment."""

import json
from pathlib import Path

import pytest

from nenep.config import database, keyring
from nenep.kernel.errors import Invalid

VARIABLES = (
    *("NENEP_DATA", "NENEP_SECRET_KEY", "NENEP_DATABASE_ROLE"),
    *("DATABASE_URL", "DATABASE_SERVING_URL", "DATABASE_WORKER_URL"),
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout, and an environment that says nothing."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(database, "ROOT", tmp_path)
    return tmp_path


def demo(root: Path) -> Path:
    folder = root / ".data" / "demo"
    folder.mkdir(parents=True)
    (folder / database.DEMO_MARK).write_text(json.dumps({"today": "2026-11-23"}))
    return folder


def test_it_uses_the_demo_only_while_there_is_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert database.data_dir() == root / ".data"
    folder = demo(root)
    assert database.data_dir() == folder

    keyring.ensure(root / ".data")
    assert database.data_dir() == root / ".data"

    monkeypatch.setenv("NENEP_DATA", str(folder))
    assert database.data_dir() == folder


def test_it_opens_the_demo_doors_for_demo_data_only(root: Path) -> None:
    assert database.demo_environment(root) == {}
    assert database.demo_environment(demo(root)) == {
        "NENEP_DEMO": "1",
        "NENEP_DEMO_TODAY": "2026-11-23",
    }


def test_it_writes_nothing_while_reading(root: Path) -> None:
    assert set(database.django_databases()) == {"default", "owner", "worker"}
    assert database.secret_key() != database.secret_key()
    assert list(root.iterdir()) == []


def test_it_serves_pages_through_a_pool_and_the_rest_without(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyring.ensure(root / ".data")
    (root / ".data" / "port").write_text("5999")
    aliases = database.django_databases()
    assert aliases["default"]["USER"] == "nenep_serving"
    assert aliases["default"]["PORT"] == "5999"
    assert aliases["default"]["OPTIONS"] == {"pool": database.POOL}
    assert aliases["owner"]["OPTIONS"] == {}

    monkeypatch.setenv("NENEP_DATABASE_ROLE", "worker")
    aliases = database.django_databases()
    assert aliases["default"]["USER"] == "nenep_worker"
    assert aliases["default"]["OPTIONS"] == {}


def test_it_refuses_an_unknown_role(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENEP_DATABASE_ROLE", "postgres")
    with pytest.raises(Invalid, match="owner, serving hoặc worker"):
        database.django_databases()


def test_it_keeps_host_and_options_of_another_server(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = keyring.ensure(root / ".data")
    url = "postgresql://admin:p%40ss@db.example:6432/unit?sslmode=require"
    monkeypatch.setenv("DATABASE_URL", url)
    default = database.django_databases()["default"]
    assert default["USER"] == "nenep_serving"
    assert default["PASSWORD"] == known.serving
    assert (default["HOST"], default["PORT"], default["NAME"]) == ("db.example", "6432", "unit")
    assert default["OPTIONS"] == {"sslmode": "require", "pool": database.POOL}


def test_it_uses_the_roles_the_administrator_made(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin:a@db/unit")
    monkeypatch.setenv("DATABASE_SERVING_URL", "postgresql://served:s@db/unit")
    users = {alias: found["USER"] for alias, found in database.django_databases().items()}
    assert users == {"default": "served", "owner": "admin", "worker": "served"}


@pytest.mark.parametrize("url", ["mysql://a@b/c", "postgresql://a@b", "sqlite:///x"])
def test_it_refuses_an_address_of_anything_else(url: str) -> None:
    with pytest.raises(Invalid, match="postgresql://"):
        database.settings_of(url)
