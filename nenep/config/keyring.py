"""The secrets of one installation: one file in its data directory, readable by its owner only."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, fields
from pathlib import Path

FILE = "secrets.json"


@dataclass(frozen=True)
class Secrets:
    """Passwords of the roles (``superuser`` only of the embedded server) and Django's key."""

    superuser: str
    owner: str
    serving: str
    worker: str
    backup: str
    secret_key: str


def load(data: Path) -> Secrets | None:
    """The secrets of ``data``, or None when this installation has not been prepared yet."""
    try:
        text = (data / FILE).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    return Secrets(**json.loads(text))


def ensure(data: Path) -> Secrets:
    """The secrets of ``data``, made at the first call. Two callers at once agree on one set."""
    known = load(data)
    if known:
        return known
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Secrets(**{field.name: secrets.token_urlsafe(32) for field in fields(Secrets)})
    draft = data / f".{FILE}.{secrets.token_hex(4)}"
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(asdict(made), file, indent=1)
    try:
        # link(), unlike rename(), never replaces what another process has just written.
        os.link(draft, data / FILE)
    except FileExistsError:
        made = load(data) or made
    finally:
        draft.unlink()
    return made
