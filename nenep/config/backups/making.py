"""Making a backup: one snapshot of the database, in which no letter is half heard."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import Connection

from nenep.config import database, installation
from nenep.config.backups import keys, manifest, place, programs
from nenep.config.backups.contents import LEFT_OUT, Contents, contents_of, heard, roles_of
from nenep.config.backups.manifest import DUMP, KEYS, PREFIX, Backup, Manifest, digest_of
from nenep.config.cluster import Cluster
from nenep.kernel import clock, ids
from nenep.kernel.errors import Refused
from nenep.room.epochs import LETTERS

PATIENCE = "30s"  # for letters on their way; each is heard in a second or two


@dataclass(frozen=True)
class Source:
    """The database behind the role that reads everything and writes nothing, and its directory."""

    url: str
    cluster: Cluster | None
    data: Path


def make(source: Source, into: Path, *, with_keys: bool = False) -> Backup:
    """A backup in a folder of its own below ``into``: all of it, or nothing is left there.

    Raises:
        Refused: no room, no right to read everything, letters that do not end, another version.
    """
    with place.alone(into):
        made_at = clock.now()
        name = f"{PREFIX}{made_at:%Y%m%dT%H%M%SZ}-{ids.random_id().hex[:4]}"
        draft = into / f".{name}"
        draft.mkdir(mode=0o700)
        try:
            dumped = _dumped(source, draft / DUMP)
            carried = keys.carry(source.data, draft / KEYS) if with_keys else []
            files = [DUMP, *(f"{KEYS}/{key}" for key in carried)]
            manifest.write(
                draft,
                Manifest(
                    made_at=made_at.isoformat(),
                    version=installation.version(),
                    server=dumped.server,
                    structure=installation.structure_fingerprint(),
                    demo=database.is_demo(source.data),
                    database_bytes=dumped.size,
                    contents=dumped.contents,
                    roles=dumped.roles,
                    fingerprints=keys.fingerprints(source.data),
                    files={file: digest_of(draft / file) for file in files},
                ),
            )
            draft.rename(into / name)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    return manifest.read(into / name)


@dataclass(frozen=True)
class _Dumped:
    contents: Contents
    roles: tuple[str, ...]
    server: int
    size: int


def _dumped(source: Source, dump: Path) -> _Dumped:
    pg_dump = programs.program("pg_dump", source.cluster)
    with psycopg.connect(source.url, autocommit=True) as connection:
        size = int(_one(connection, "select pg_database_size(current_database())"))
        place.must_have_room(dump.parent, size // 2)
        with _snapshot(connection) as (snapshot, letters):
            programs.run(
                pg_dump,
                source.url,
                *("--format=custom", f"--snapshot={snapshot}", f"--file={dump}"),
                *(f"--exclude-table-data=public.{table}" for table in LEFT_OUT),
            )
            contents = replace(contents_of(connection), heard=letters)
        dump.chmod(0o600)
        server = connection.info.server_version // 10_000
        return _Dumped(contents, roles_of(connection), server, size)


@contextmanager
def _snapshot(connection: Connection[tuple[object, ...]]) -> Iterator[tuple[str, int]]:
    """A snapshot, and the number of the last letter in it. Letters take their numbers outside of
    snapshots; so the moment is one in which none is on its way."""
    connection.execute(f"set lock_timeout = '{PATIENCE}'")
    try:
        connection.execute("select pg_advisory_lock(%s)", [LETTERS])
    except psycopg.errors.LockNotAvailable as error:
        raise Refused(
            "Máy chủ đang nhận nội dung từ điện thoại mãi chưa xong; chưa tạo bản sao lưu nào. Hãy "
            "chạy lại sau ít phút."
        ) from error
    connection.execute("begin isolation level repeatable read read only")
    try:
        snapshot, letters = _one(connection, "select pg_export_snapshot()"), heard(connection)
        connection.execute("select pg_advisory_unlock(%s)", [LETTERS])
        yield snapshot, letters
    finally:
        connection.execute("rollback")


def _one(connection: Connection[tuple[object, ...]], statement: str) -> str:
    row = connection.execute(statement.encode()).fetchone()
    return str(row[0]) if row else ""
