"""What somebody without any right finds in a table: claims about each policy of the catalogue.

Made in one transaction of the superuser that is taken back: a row of our cell is put into every
protected table, whatever it says, and then the roles that serve knock. The same claims are a test
of the walls as they stand and, with one policy removed, the proof that somebody would notice.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg

from tests.world import World, uid

Hands = psycopg.Connection[tuple[object, ...]]
ROLES = ("nenep_serving", "nenep_worker")
NEIGHBOUR = "other_ward_officer"
MADE_UP = {
    "uuid": "gen_random_uuid()",
    "boolean": "false",
    "date": "date '2099-01-01'",
    "timestamp with time zone": "timestamptz '2099-01-01'",
    "time without time zone": "time '19:00'",
    "jsonb": "'{}'",
    "bytea": "sha256('x')",
    "daterange": "daterange '[2099-01-01,2099-01-02)'",
    "ltree": "'a'",
    "xid8": "pg_current_xact_id()",
}
NUMBERS = ("smallint", "integer", "bigint", "numeric")


@dataclass(frozen=True)
class Policy:
    """One row policy; ``role`` is one that has the privilege the policy limits."""

    table: str
    name: str
    verb: str
    role: str
    of_units: bool

    def __str__(self) -> str:
        return f"{self.table} {self.verb}"


class Probe:
    """The superuser's hands on a database in which every protected table has a row of ours."""

    def __init__(self, hands: Hands, world: World) -> None:
        self.hands, self.ours = hands, world.unit("village")
        self.rows: dict[str, str] = {}
        hands.execute("set session_replication_role = replica")
        for table in sorted({policy.table for policy in self.policies()}):
            self._put_a_row(table)
        hands.execute("set session_replication_role = origin")

    def policies(self) -> list[Policy]:
        """Every policy of a table that a role which serves may use, partitions left out."""
        return [
            Policy(str(table), str(name), str(verb), str(role), bool(of_units))
            for table, name, verb, role, of_units in self.hands.execute(
                "select distinct on (1, 2) p.tablename, p.policyname, lower(p.cmd), r,"
                " exists (select from pg_attribute a where a.attrelid = c.oid"
                "  and a.attname = 'unit_id')"
                " from pg_policies p join pg_class c on c.relname = p.tablename"
                " and c.relnamespace = 'public'::regnamespace, unnest(%s::text[]) as r"
                " where not c.relispartition and has_table_privilege(r, c.oid, lower(p.cmd))"
                " order by 1, 2, 4",
                [list(ROLES)],
            )
        ]

    def empty(self) -> list[str]:
        """The tables in which no row could be put: nothing can be claimed of them."""
        tables = {policy.table for policy in self.policies()}
        return [t for t in sorted(tables) if self._one(f"select count(*) from {t}") == 0]

    def stranger(self, policy: Policy) -> object:
        """What the verb does without a scope: rows touched, or why not."""
        return self._knock(policy, None)

    def neighbour(self, policy: Policy) -> object:
        """The same for an office of the other ward; reading and adding speak of our row only."""
        return self._knock(policy, NEIGHBOUR)

    @contextmanager
    def without(self, policy: Policy, condition: str) -> Iterator[None]:
        """The policy replaced by a condition that holds too often."""
        using = "" if policy.verb == "insert" else f" using ({condition})"
        check = f" with check ({condition})" if policy.verb in {"insert", "update"} else ""
        with self.hands.transaction(force_rollback=True):
            self.hands.execute(
                f"alter policy {policy.name} on {policy.table}{using}{check}".encode()
            )
            yield

    def _knock(self, policy: Policy, key: str | None) -> object:
        said, arguments = self._statement(policy, ours_only=key is not None)
        try:
            with self.hands.transaction(force_rollback=True):
                if key is not None:
                    account = uid(f"account:{key}")
                    self.hands.execute("select access_enter_account(%s)", [account])
                self.hands.execute(f"set local role {policy.role}".encode())
                return self.hands.execute(said.encode(), arguments).rowcount
        except psycopg.Error as error:
            refused = "row-level security" in str(error) or "permission denied" in str(error)
            return "refused" if refused else type(error).__name__

    def _statement(self, policy: Policy, *, ours_only: bool) -> tuple[str, list[object]]:
        table, row = policy.table, self.rows[policy.table]
        if policy.verb == "select":
            ours = " where unit_id = %s" if ours_only else ""
            return f"select from {table}{ours}", [self.ours] if ours_only else []
        if policy.verb == "insert":
            copied = f"jsonb_populate_record(null::{table}, %s::jsonb)"
            return f"insert into {table} overriding system value select * from {copied}", [row]
        if policy.verb == "update":
            column = self._one(
                "select quote_ident(attname) from pg_attribute where attnum > 0"
                " and not attisdropped and attgenerated = '' and attidentity = ''"
                f" and attrelid = '{table}'::regclass"
                " order by attnum desc limit 1"
            )
            same = f"(jsonb_populate_record(null::{table}, %s::jsonb)).{column}"
            return f"update {table} set {column} = {same}", [row]
        return f"delete from {table}", []

    def _put_a_row(self, table: str) -> None:
        """Any row of our cell: what constraints want to hear is of no matter here."""
        checks = self.hands.execute(
            "select conname from pg_constraint where conrelid = %s::regclass and contype = 'c'",
            [table],
        ).fetchall()
        for (name,) in checks:
            self.hands.execute(f'alter table {table} drop constraint "{name}"'.encode())
        columns = self.hands.execute(
            "select attname, format_type(atttypid, null) from pg_attribute where attnum > 0"
            " and attrelid = %s::regclass and not attisdropped and attgenerated = ''",
            [table],
        ).fetchall()
        values = ", ".join(self._made_up(str(name), str(kind)) for name, kind in columns)
        names = ", ".join(f'"{name}"' for name, _ in columns)
        put = f"insert into {table} as t ({names}) overriding system value values ({values})"
        try:
            with self.hands.transaction():
                self.rows[table] = str(self._one(f"{put} returning to_jsonb(t)::text"))
        except (psycopg.errors.UniqueViolation, psycopg.errors.ExclusionViolation):
            self.rows[table] = str(self._one(f"select to_jsonb(t)::text from {table} t limit 1"))

    def _made_up(self, name: str, kind: str) -> str:
        if name == "unit_id" and kind == "uuid":
            return f"'{self.ours}'"
        if kind.endswith("[]"):
            return "'{}'"
        return "99" if kind in NUMBERS else MADE_UP.get(kind, "'x'")

    def _one(self, statement: str) -> object:
        row = self.hands.execute(statement.encode()).fetchone()
        return row and row[0]
