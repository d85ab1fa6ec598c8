"""Verifying a backup: put it back for real, on a server of its own, and compare row by row."""

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg
from psycopg import sql

from nenep.config import database, keyring, roles
from nenep.config.backups import contents, keys, manifest, place, programs
from nenep.config.backups.manifest import DUMP, Backup
from nenep.config.cluster import Cluster
from nenep.kernel import clock, ids
from nenep.kernel.errors import Refused

SCRATCH = ".verify-"


@dataclass(frozen=True)
class Checked:
    """What was found in the restored database; ``wrong`` is empty when it is the very same."""

    backup: Backup
    wrong: tuple[str, ...]
    other_keys: tuple[str, ...]


def verify(backup: Backup, data: Path) -> Checked:
    """Restore into an own server beside the backup, compare everything, remove it again. Only a
    backup without a difference is noted as verified.

    Raises:
        Refused: a file is missing or changed, no room, a program of another version.
    """
    manifest.must_be_whole(backup)
    beside = backup.folder.parent
    place.must_have_room(beside, backup.manifest.database_bytes * 3 // 2 + place.SPARE_BYTES)
    with place.alone(beside):
        _remove_left_over(beside)
        scratch = Cluster(beside / f"{SCRATCH}{ids.random_id().hex[:8]}", durable=False)
        with ExitStack() as after:
            after.callback(_remove, scratch)
            with scratch:
                wrong = tuple(load(backup, scratch))
    other = tuple(keys.changed(backup.manifest.fingerprints, _keys_near(backup, data)))
    if not wrong and not other:
        manifest.note_verified(backup.folder, clock.now().isoformat())
        return Checked(manifest.read(backup.folder), (), ())
    return Checked(backup, wrong, other)


def load(backup: Backup, cluster: Cluster) -> list[str]:
    """Put the backup into a running, empty cluster; what differs from the manifest afterwards."""
    admin = cluster.superuser_url(database.NAME)
    roles.prepare(cluster.superuser_url("postgres"), database.NAME, keyring.ensure(cluster.data))
    _name_strangers(admin, backup.manifest.roles)
    programs.run(
        programs.program("pg_restore", cluster),
        admin,
        *("--exit-on-error", "--single-transaction", backup.folder / DUMP),
    )
    wanted = backup.manifest.contents
    with psycopg.connect(admin, autocommit=True) as connection:
        # The sequence ran on while the snapshot stood still.
        connection.execute(
            "select setval('nenep_private.room_heard', greatest(%s, 1), %s > 0)",
            [wanted.heard, wanted.heard],
        )
        found = contents.contents_of(connection)
        wrong = contents.differences(wanted, replace(found, epoch=wanted.epoch))
        row = connection.execute("select count(*) from journal_faults()").fetchone()
        if row is None or row[0]:
            wrong.append("chuỗi nhật ký")
    for role in ("serving", "worker"):
        known = keyring.ensure(cluster.data)
        secret = known.serving if role == "serving" else known.worker
        url = (
            f"postgresql://{database.ROLES[role]}:{secret}@127.0.0.1:{cluster.port}/{database.NAME}"
        )
        wrong += [f"vai trò {fault.role} {fault.reason}" for fault in roles.faults(url)]
    return wrong


def _name_strangers(admin: str, names: tuple[str, ...]) -> None:
    """Roles the administrator had given something to: their names, with which nobody signs in."""
    with psycopg.connect(admin, autocommit=True) as connection:
        known = {name for (name,) in connection.execute("select rolname from pg_roles")}
        for name in sorted(set(names) - known):
            connection.execute(sql.SQL("create role {} nologin").format(sql.Identifier(name)))


def told(wrong: tuple[str, ...]) -> str:
    """A short list for a sentence."""
    shown = ", ".join(wrong[:5])
    return f"{shown} và {len(wrong) - 5} chỗ khác" if len(wrong) > 5 else shown


def must_be_the_same(wrong: list[str]) -> None:
    """Refuse a restored database that is not the one that was backed up."""
    if wrong:
        raise Refused(
            "Dữ liệu nạp lại khác với bản sao lưu ở: %(wrong)s. Dữ liệu trước đó được giữ nguyên; "
            "hãy dùng bản sao lưu khác.",
            wrong=told(tuple(wrong)),
        )


def _keys_near(backup: Backup, data: Path) -> dict[str, str]:
    """Keys of the installation, and of the backup where those are not there: in verifying on
    another machine, what the backup carries is what it would be restored with."""
    carried = backup.folder / manifest.KEYS
    return {**(keys.fingerprints(carried) if carried.exists() else {}), **keys.fingerprints(data)}


def _remove_left_over(beside: Path) -> None:
    """What a verification that was killed has left, its server included."""
    for folder in beside.glob(f"{SCRATCH}*"):
        _remove(Cluster(folder, durable=False))


def _remove(scratch: Cluster) -> None:
    scratch.destroy()
    shutil.rmtree(scratch.data, ignore_errors=True)
