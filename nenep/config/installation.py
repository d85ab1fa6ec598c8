"""The installation a command works on: its environment, its database up while needed."""

import os
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path

import django
from django.db import connections

from nenep.config import database
from nenep.config.cluster import Cluster
from nenep.kernel.commands import Connection
from nenep.kernel.errors import Refused

MIGRATED = "migrated.txt"


def enter(connection: Connection) -> Path:
    """Set what Django's settings read, before they are read; returns the data directory."""
    data = database.data_dir()
    os.environ["NENEP_DATA"] = str(data)
    os.environ.update(database.demo_environment(data))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nenep.config.settings")
    os.environ["NENEP_DATABASE_ROLE"] = connection
    cluster = cluster_of(data)
    if cluster and cluster.exists:
        # A port that others have taken meanwhile is exchanged here, before settings name it.
        _ = cluster.port
    return data


def cluster_of(data: Path) -> Cluster | None:
    """The embedded server, or None when DATABASE_URL names another one."""
    return None if database.own_server() else Cluster(data)


@contextmanager
def database_up(connection: Connection) -> Iterator[None]:
    """Django connects as ``connection`` to a running database; everything is closed afterwards.

    Raises:
        Refused: nothing has been prepared in this data directory yet.
    """
    data = database.data_dir()
    cluster = cluster_of(data)
    if cluster and not cluster.exists:
        raise Refused(
            "Chưa có cơ sở dữ liệu tại %(data)s; hãy chạy bin/nenep migrate trước.", data=data
        )
    with cluster or nullcontext():
        django.setup()
        connect_as(connection)
        try:
            yield
        finally:
            close_connections()


def connect_as(connection: Connection) -> None:
    """Point every alias at the server as it runs now, and ``default`` at that role.

    An app's own command is known only after Django is set up, hence not through the settings.
    """
    address = database.urls()
    for alias, role in (("default", connection), ("owner", "owner"), ("worker", "worker")):
        connections[alias].settings_dict.update(database.settings_of(address[role]))


def close_connections() -> None:
    """Before the server stops; a pool's threads would otherwise hold up the exit."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


def version() -> str:
    """It stands once, in pyproject.toml."""
    with (database.ROOT / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def structure_fingerprint() -> str:
    """Changes with a migration, the national rules, or a library (the queue brings its own)."""
    package = database.ROOT / "nenep"
    files = [path for path in package.glob("*/migrations/**/*") if path.suffix in {".py", ".sql"}]
    files += (package / "rulebook" / "data").glob("*.yaml")
    digest = sha256((database.ROOT / "requirements" / "runtime.txt").read_bytes())
    for path in sorted(files):
        digest.update(path.relative_to(package).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def migrated_fingerprint(data: Path) -> str:
    """The structure the data was last brought to by this installation; '' if never."""
    note = data / MIGRATED
    return note.read_text() if note.exists() else ""


def note_migrated(data: Path) -> None:
    (data / MIGRATED).write_text(structure_fingerprint())
