"""What a backup says about itself: a folder with the database, a manifest, and perhaps the keys.

nenep-20261123T190000Z/
    manifest.json   what it holds, with the SHA-256 of every other file
    nenep.dump      PostgreSQL's own format (pg_dump -Fc)
    keys/           secrets.json and room-key.pem, only where they were asked for
    verified.json   written once it has been restored and compared, with the manifest's SHA-256
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from nenep.config.backups.contents import Contents, Table
from nenep.kernel import ids
from nenep.kernel.errors import Refused

FORM = 1
DUMP, MANIFEST, VERIFIED, KEYS = "nenep.dump", "manifest.json", "verified.json", "keys"
PREFIX = "nenep-"


@dataclass(frozen=True)
class Manifest:
    """``made_at`` in ISO, UTC; ``server`` the major version of PostgreSQL; ``structure`` the
    fingerprint of the program's migrations; ``roles`` whom rights in the database are given to;
    ``fingerprints`` of the keys, never the keys."""

    made_at: str
    version: str
    server: int
    structure: str
    demo: bool
    database_bytes: int
    contents: Contents
    roles: tuple[str, ...]
    fingerprints: Mapping[str, str]
    files: Mapping[str, str]
    form: int = FORM


@dataclass(frozen=True)
class Backup:
    """One backup in a folder of backups."""

    folder: Path
    manifest: Manifest
    verified_at: str = ""

    @property
    def size(self) -> int:
        return sum(path.stat().st_size for path in self.folder.rglob("*") if path.is_file())


def write(folder: Path, manifest: Manifest) -> None:
    """The last file of a backup: without it the folder is not one."""
    _keep(folder / MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))


def note_verified(folder: Path, at: str) -> None:
    """It was restored and compared; a manifest changed later is not the one that was."""
    said = {"at": at, "manifest": digest_of(folder / MANIFEST)}
    _keep(folder / VERIFIED, json.dumps(said, indent=1))


def read(folder: Path) -> Backup:
    """The backup in ``folder``; its files are not read yet (see :func:`must_be_whole`).

    Raises:
        Refused: there is none, or one of another version.
    """
    try:
        said = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise Refused(
            "Thư mục %(folder)s không phải một bản sao lưu của Nề Nếp; chưa có gì thay đổi. Xem "
            "các bản đang có bằng bin/nenep backup list.",
            folder=folder,
        ) from error
    except (ValueError, NotADirectoryError) as error:
        raise damaged(folder, MANIFEST) from error
    if not isinstance(said, dict) or said.get("form") != FORM:
        raise Refused(
            "Bản sao lưu %(folder)s do một phiên bản Nề Nếp khác làm, bản này không đọc được; chưa "
            "có gì thay đổi. Hãy dùng đúng phiên bản đã làm ra nó.",
            folder=folder,
        )
    try:
        return Backup(folder, _manifest(said), _verified_at(folder))
    except (KeyError, TypeError, ValueError) as error:
        raise damaged(folder, MANIFEST) from error


def must_be_whole(backup: Backup) -> None:
    """Every file is there and is what the manifest says.

    Raises:
        Refused: a file is missing or was changed.
    """
    for name, digest in backup.manifest.files.items():
        path = backup.folder / name
        if not path.is_file() or digest_of(path) != digest:
            raise damaged(backup.folder, name)


def damaged(folder: Path, name: str) -> Refused:
    return Refused(
        "Bản sao lưu %(folder)s đã hỏng: tệp %(name)s thiếu hoặc bị thay đổi. Chưa có gì thay đổi "
        "ở dữ liệu đang dùng; hãy dùng bản khác.",
        folder=folder,
        name=name,
    )


def listed(place: Path) -> list[Backup]:
    """The backups in a folder, oldest first; what cannot be read is not one."""
    found = []
    for folder in sorted(place.glob(f"{PREFIX}*")):
        try:
            found.append(read(folder))
        except Refused:
            continue
    return sorted(found, key=lambda backup: backup.manifest.made_at)


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, sha256).hexdigest()


def _verified_at(folder: Path) -> str:
    try:
        said = json.loads((folder / VERIFIED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(said["at"]) if said["manifest"] == digest_of(folder / MANIFEST) else ""


def _manifest(said: dict[str, object]) -> Manifest:
    held = said.pop("contents")
    if not isinstance(held, dict):
        raise TypeError("contents")
    tables = {name: Table(**table) for name, table in held.pop("tables").items()}
    migrations = tuple(held.pop("migrations"))
    contents = Contents(tables=tables, migrations=migrations, **held)
    roles = said.pop("roles")
    if not isinstance(roles, list):
        raise TypeError("roles")
    return Manifest(contents=contents, roles=tuple(roles), **said)  # type: ignore[arg-type]


def _keep(path: Path, text: str) -> None:
    """All of it or nothing."""
    draft = path.with_name(f".{path.name}.{ids.random_id().hex}")
    draft.write_text(text, encoding="utf-8")
    draft.chmod(0o600)
    draft.replace(path)
