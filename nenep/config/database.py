"""Where the database is and who connects to it: Django's aliases from the data directory or the
environment. Reading this never starts a server and never writes a file.

Aliases: ``default`` serves pages (role ``nenep_serving``, pooled), ``owner`` migrates, ``worker``
runs jobs. A process that is not a page (a job worker, a migration) sets NENEP_DATABASE_ROLE and
then ``default`` itself connects in that role, so that no code has to name an alias.
"""

import json
import os
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from nenep.config import environment, keyring
from nenep.kernel.errors import Invalid

ROOT = Path(__file__).resolve().parents[2]
NAME = "nenep"
ROLES = {"owner": "nenep_owner", "serving": "nenep_serving", "worker": "nenep_worker"}
BACKUP = "nenep_backup"
DEMO_MARK = "demo.json"
POOL = {"min_size": 1, "max_size": 8, "timeout": 10}


def data_dir() -> Path:
    """NENEP_DATA, else ``.data`` of the checkout; or the demo's, while there is nothing else."""
    named = os.environ.get("NENEP_DATA")
    if named:
        return Path(named).absolute()
    folder = ROOT / ".data"
    demo = folder / "demo"
    real = (folder / keyring.FILE).exists() or own_server()
    return demo if is_demo(demo) and not real else folder


def is_demo(data: Path) -> bool:
    """Was this data directory made by bin/demo? Only there do the demo's doors exist."""
    return (data / DEMO_MARK).exists()


def demo_environment(data: Path) -> dict[str, str]:
    """What the environment of a process over demo data must hold; empty for a real installation."""
    if not is_demo(data):
        return {}
    today = json.loads((data / DEMO_MARK).read_text(encoding="utf-8"))["today"]
    return {"NENEP_DEMO": "1", "NENEP_DEMO_TODAY": today}


def own_server() -> str:
    """DATABASE_URL: the administrator's connection to a server that is not ours; or ''."""
    return environment.text("DATABASE_URL")


def has_own_roles() -> bool:
    """Did the administrator make the roles, giving us their addresses?"""
    return bool(environment.text("DATABASE_SERVING_URL"))


def urls() -> dict[str, str]:
    """The address of each role: ``owner``, ``serving``, ``worker`` and ``backup``."""
    data, own = data_dir(), own_server()
    if own and has_own_roles():
        serving = environment.text("DATABASE_SERVING_URL")
        given = {"owner": own, "serving": serving, "backup": own}
        return given | {"worker": environment.text("DATABASE_WORKER_URL", serving)}
    known = keyring.load(data)
    base = own or f"postgresql://127.0.0.1:{_port(data)}/{NAME}"
    return {
        "owner": _as_role(base, ROLES["owner"], known.owner if known else ""),
        "serving": _as_role(base, ROLES["serving"], known.serving if known else ""),
        "worker": _as_role(base, ROLES["worker"], known.worker if known else ""),
        "backup": _as_role(base, BACKUP, known.backup if known else ""),
    }


def django_databases() -> dict[str, dict[str, object]]:
    """The DATABASES setting."""
    address = urls()
    role = os.environ.get("NENEP_DATABASE_ROLE", "serving")
    if role not in ROLES:
        raise Invalid(
            "NENEP_DATABASE_ROLE chỉ nhận owner, serving hoặc worker.", field="NENEP_DATABASE_ROLE"
        )
    return {
        "default": settings_of(address[role], pooled=role == "serving"),
        "owner": settings_of(address["owner"]),
        "worker": settings_of(address["worker"]),
    }


def settings_of(url: str, *, pooled: bool = False) -> dict[str, object]:
    """One alias from one address; what stands after ``?`` goes to the driver (``sslmode=…``)."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise Invalid(
            "Địa chỉ cơ sở dữ liệu phải có dạng postgresql://người-dùng:mật-khẩu@máy-chủ:cổng/tên.",
            field="DATABASE_URL",
        )
    options: dict[str, object] = dict(parse_qsl(parts.query))
    if pooled:
        options["pool"] = dict(POOL)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
        # After a restart of PostgreSQL each pooled connection would fail one page.
        "CONN_HEALTH_CHECKS": pooled,
    }


def secret_key() -> str:
    """NENEP_SECRET_KEY (or its _FILE), else the installation's own; tools without either get a
    passing one, good for nothing beyond that process."""
    given = environment.text("NENEP_SECRET_KEY")
    known = keyring.load(data_dir())
    return given or (known.secret_key if known else secrets.token_urlsafe(32))


def _port(data: Path) -> int:
    note = data / "port"
    return int(note.read_text()) if note.exists() else 5432


def _as_role(url: str, role: str, password: str) -> str:
    parts = urlsplit(url)
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{role}:{quote(password, safe='')}@{place}").geturl()
