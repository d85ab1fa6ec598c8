"""What a database holds, so that two of them can be held against each other."""

from dataclasses import dataclass
from hashlib import sha256

import psycopg
from psycopg import Connection, sql

# Keys of signed-in devices: no backup carries them; after a restore everybody signs in.
LEFT_OUT = ("identity_session",)
# How a row is written as text must not depend on whose server it stands on.
_PLAINLY = (
    "set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set timezone = 'UTC';"
    " set bytea_output = 'hex'; set extra_float_digits = 1; set row_security = off"
)
_TABLES = """
select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname in ('public', 'nenep_private') and not c.relname = any(%s)
order by 1, 2
"""


@dataclass(frozen=True)
class Table:
    """How many rows, and the sum of their hashes: one altered letter shows."""

    rows: int
    sum: str


@dataclass(frozen=True)
class Contents:
    """``heads`` is the SHA-256 over the heads of all journal chains; ``walls`` counts the row
    policies; ``heard`` and ``epoch`` say how far the room had come."""

    tables: dict[str, Table]
    heads: str
    walls: int
    epoch: str
    heard: int
    migrations: tuple[str, ...]

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables.values())


def contents_of(connection: Connection[tuple[object, ...]]) -> Contents:
    """Everything counted in the transaction of ``connection``. Reads every row once."""
    connection.execute(_PLAINLY)
    found = connection.execute(_TABLES, [list(LEFT_OUT)]).fetchall()
    names = [(str(schema), str(name)) for schema, name in found]
    return Contents(
        tables={f"{schema}.{name}": _table(connection, schema, name) for schema, name in names},
        heads=_heads(connection),
        walls=int(_one(connection, "select count(*) from pg_policies")),
        epoch=_one(
            connection,
            "select coalesce((select epoch::text from nenep_private.room_epoch"
            " order by place desc limit 1), '')",
        ),
        heard=heard(connection),
        migrations=tuple(
            f"{app}.{name}"
            for app, name in connection.execute(
                "select app, name from django_migrations order by id"
            )
        ),
    )


def roles_of(connection: Connection[tuple[object, ...]]) -> tuple[str, ...]:
    """Whom something belongs to, or a right is given to: a restore needs their names."""
    asked = (
        "select distinct r.rolname from pg_shdepend d join pg_roles r on r.oid = d.refobjid"
        " where d.refclassid = 'pg_authid'::regclass and d.dbid ="
        " (select oid from pg_database where datname = current_database()) order by 1"
    )
    return tuple(str(row[0]) for row in connection.execute(asked))


def heard(connection: Connection[tuple[object, ...]]) -> int:
    """Letters heard so far. A sequence knows no snapshot: ask where no letter is on its way."""
    asked = "select case when is_called then last_value else 0 end from nenep_private.room_heard"
    return int(_one(connection, asked))


def differences(wanted: Contents, found: Contents) -> list[str]:
    """The tables and facts in which they differ; empty when all is there."""
    names = sorted(wanted.tables.keys() | found.tables.keys())
    wrong = [name for name in names if wanted.tables.get(name) != found.tables.get(name)]
    if wanted.heads != found.heads:
        wrong.append("đầu các chuỗi nhật ký")
    if wanted.walls != found.walls:
        wrong.append("hàng rào dòng dữ liệu")
    if wanted.migrations != found.migrations:
        wrong.append("cấu trúc dữ liệu")
    return wrong


def _table(connection: Connection[tuple[object, ...]], schema: str, name: str) -> Table:
    statement = sql.SQL(
        "select count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)::text from {} t"
    ).format(sql.Identifier(schema, name))
    row = connection.execute(statement).fetchone()
    return Table(int(str(row[0])), str(row[1])) if row else Table(0, "0")


def _heads(connection: Connection[tuple[object, ...]]) -> str:
    digest = sha256()
    asked = (
        "select unit_id::text, seq::text, encode(hash, 'hex') from journal_head order by unit_id"
    )
    for row in connection.execute(asked):
        digest.update(" ".join(map(str, row)).encode() + b"\n")
    return digest.hexdigest()


def _one(connection: Connection[tuple[object, ...]], statement: str) -> str:
    row = connection.execute(statement.encode()).fetchone()
    if row is None:
        raise psycopg.DataError("a question with one answer had none")
    return str(row[0])
