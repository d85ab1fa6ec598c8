"""The database roles: an owner that migrates, and three that own nothing and cannot bypass a row
policy (backup excepted, where the administrator may give it). Preparing twice changes nothing.
"""

from dataclasses import dataclass

import psycopg
from psycopg import Connection, sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from nenep.config.database import BACKUP, ROLES
from nenep.config.keyring import Secrets
from nenep.kernel.errors import Refused

EXTENSIONS = ("ltree", "unaccent", "pg_trgm", "btree_gist")
OWNER, SERVING, WORKER = ROLES["owner"], ROLES["serving"], ROLES["worker"]
LOCK = 0x6E656E6570  # "nenep": roles belong to the whole server, two preparations would collide
QUEUE = "procrastinate"


@dataclass(frozen=True)
class Fault:
    """A role that could climb over the walls; ``role`` and the reason in Vietnamese."""

    role: str
    reason: str


def prepare(admin_url: str, dbname: str, secrets: Secrets) -> None:
    """Create or repair roles, database, extensions and grants. Idempotent.

    ``admin_url`` may connect to any database of the server, as a superuser or as a role with
    CREATEROLE (and CREATEDB when ``dbname`` does not exist yet).

    Raises:
        Refused: the administrator may not do it, or an existing role could bypass the policies.
    """
    try:
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute("select pg_advisory_lock(%s)", [LOCK])
            for role, password in _wanted(secrets):
                _ensure_role(admin, role, password)
            _ensure_backup_reads_all(admin)
            _ensure_database(admin, dbname)
        with psycopg.connect(make_conninfo(admin_url, dbname=dbname), autocommit=True) as inside:
            inside.execute("select pg_advisory_lock(%s)", [LOCK])
            ensure_extensions(inside)
            _ensure_grants(inside, dbname)
    except psycopg.errors.InsufficientPrivilege as error:
        raise Refused(
            "Tài khoản quản trị cơ sở dữ liệu không đủ quyền: %(said)s. Cần quyền CREATEROLE, hoặc "
            "tạo sẵn các vai trò và đặt DATABASE_SERVING_URL, DATABASE_WORKER_URL.",
            said=str(error).strip(),
        ) from error


def ensure_extensions(connection: Connection[tuple[object, ...]]) -> None:
    """All four are trusted extensions: the owner of the database may create them."""
    for extension in EXTENSIONS:
        name = sql.Identifier(extension)
        connection.execute(sql.SQL("create extension if not exists {} schema public").format(name))


def open_queue(owner_url: str) -> None:
    """After migrations: the job queue's tables, which name no unit, for those who queue and run."""
    with psycopg.connect(owner_url, autocommit=True) as owner:
        for kind, verbs in (("r", "select, insert, update, delete"), ("S", "usage, select")):
            found = owner.execute(
                "select relname from pg_class where relkind = %s and relname like %s"
                " and relnamespace = 'public'::regnamespace",
                [kind, f"{QUEUE}%"],
            ).fetchall()
            for (name,) in found:
                owner.execute(
                    sql.SQL("grant {} on {} to {}, {}").format(
                        sql.SQL(verbs),
                        sql.Identifier(str(name)),
                        sql.Identifier(SERVING),
                        sql.Identifier(WORKER),
                    )
                )


def faults(url: str) -> list[Fault]:
    """What would let the role behind ``url`` read past the row policies; empty when sound."""
    with psycopg.connect(url, autocommit=True) as connection:
        row = connection.execute(
            "select current_user::text, r.rolsuper, r.rolbypassrls, exists (select from pg_class c"
            " join pg_namespace n on n.oid = c.relnamespace"
            " where n.nspname = 'public' and pg_has_role(current_user, c.relowner, 'member'))"
            " from pg_roles r where r.rolname = current_user"
        ).fetchone()
    if row is None:
        return []
    role, superuser, bypasses, owns = row
    reasons = {
        "là quản trị tối cao của máy chủ dữ liệu": superuser,
        "được quyền bỏ qua hàng rào dòng dữ liệu (BYPASSRLS)": bypasses,
        "sở hữu bảng dữ liệu": owns,
    }
    return [Fault(str(role), reason) for reason, present in reasons.items() if present]


def _wanted(secrets: Secrets) -> list[tuple[str, str]]:
    return [
        (OWNER, secrets.owner),
        (SERVING, secrets.serving),
        (WORKER, secrets.worker),
        (BACKUP, secrets.backup),
    ]


def _ensure_role(admin: Connection[tuple[object, ...]], role: str, password: str) -> None:
    name = sql.Identifier(role)
    # Hashed here, so that the server's log can never show it.
    hashed = admin.pgconn.encrypt_password(
        password.encode(), role.encode(), b"scram-sha-256"
    ).decode()
    row = admin.execute(
        "select rolsuper, rolbypassrls from pg_roles where rolname = %s", [role]
    ).fetchone()
    if row is None:
        admin.execute(
            sql.SQL("create role {} login nocreatedb nocreaterole password {}").format(
                name, sql.Literal(hashed)
            )
        )
        return
    if row[0] or (row[1] and role != BACKUP):
        raise Refused(
            "Vai trò %(role)s trên máy chủ dữ liệu vượt được hàng rào quyền; hãy chạy "
            "ALTER ROLE %(role)s NOSUPERUSER NOBYPASSRLS rồi thử lại.",
            role=role,
        )
    admin.execute(sql.SQL("alter role {} login password {}").format(name, sql.Literal(hashed)))


def _ensure_backup_reads_all(admin: Connection[tuple[object, ...]]) -> None:
    """Only a superuser may hand this on; without it backups are taken by the administrator."""
    if _is_superuser(admin):
        name = sql.Identifier(BACKUP)
        admin.execute(sql.SQL("alter role {} bypassrls").format(name))
        admin.execute(sql.SQL("grant pg_read_all_data to {}").format(name))


def _ensure_database(admin: Connection[tuple[object, ...]], dbname: str) -> None:
    owner, database = sql.Identifier(OWNER), sql.Identifier(dbname)
    if not _is_superuser(admin):
        admin.execute(sql.SQL("grant {} to current_user").format(owner))
    row = admin.execute(
        "select pg_get_userbyid(datdba) from pg_database where datname = %s", [dbname]
    ).fetchone()
    if row is None:
        admin.execute(
            sql.SQL("create database {} owner {} encoding 'UTF8' template template0").format(
                database, owner
            )
        )
    elif row[0] != OWNER:
        admin.execute(sql.SQL("alter database {} owner to {}").format(database, owner))


def _ensure_grants(inside: Connection[tuple[object, ...]], dbname: str) -> None:
    """The schema is the database owner's (pg_database_owner); the others may only enter."""
    served = sql.SQL(", ").join(sql.Identifier(role) for role in (SERVING, WORKER, BACKUP))
    database = sql.Identifier(dbname)
    for statement in (
        "revoke all on database {database} from public",
        "grant connect on database {database} to {served}",
        "revoke create on schema public from public",
        "grant usage on schema public to {served}",
    ):
        inside.execute(sql.SQL(statement).format(database=database, served=served))


def _is_superuser(connection: Connection[tuple[object, ...]]) -> bool:
    row = connection.execute(
        "select rolsuper from pg_roles where rolname = current_user"
    ).fetchone()
    return bool(row and row[0])


def database_name(url: str) -> str:
    """The database an address points at."""
    return str(conninfo_to_dict(url).get("dbname") or "")
