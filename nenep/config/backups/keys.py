"""The keys of an installation beside its database: told by fingerprints, carried only if asked."""

import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives import serialization

from nenep.config import environment, keyring
from nenep.room.sealing import FILE as ROOM_KEY

FILES = (keyring.FILE, ROOM_KEY)
NAMES = {"room": "khóa phòng họp (room-key.pem)", "pages": "khóa của trang web (secrets.json)"}


def fingerprints(data: Path) -> Mapping[str, str]:
    """By name, sixteen hex digits of a SHA-256; a key that is not there has none."""
    found = {}
    if (data / ROOM_KEY).exists():
        found["room"] = room_fingerprint(data / ROOM_KEY)
    known = keyring.load(data)
    pages = environment.text("NENEP_SECRET_KEY") or (known.secret_key if known else "")
    if pages:
        found["pages"] = _short(b"nenep pages|" + pages.encode())
    return found


def room_fingerprint(path: Path) -> str:
    """Of the public half: it is on every phone anyway."""
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return _short(b"nenep room|" + public)


def carry(data: Path, into: Path) -> list[str]:
    """Copy those that are there; their names."""
    into.mkdir(mode=0o700)
    there = [name for name in FILES if (data / name).exists()]
    for name in there:
        shutil.copyfile(data / name, into / name)
        (into / name).chmod(0o600)
    return there


def install(kept: Path, data: Path) -> None:
    """Put keys of a backup where there are none; a key that is there stays."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in FILES:
        if (kept / name).exists() and not (data / name).exists():
            shutil.copyfile(kept / name, data / name)
            (data / name).chmod(0o600)


def changed(wanted: Mapping[str, str], found: Mapping[str, str]) -> list[str]:
    """What a backup was made with and is not the key of here, in words."""
    return [NAMES[name] for name, mark in wanted.items() if found.get(name) != mark]


def _short(said: bytes) -> str:
    return sha256(said).hexdigest()[:16]
