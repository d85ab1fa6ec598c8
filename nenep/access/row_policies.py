"""Row policies as migration operations: one sentence per table, the same shape everywhere.

The reach of the transaction is a value signed by the database itself (``access_enter_*``), so a
page cannot forge it; a policy asks for it once per statement (hashed sub-query), never per row.
Tables of people's and units' data are FORCEd: their owner is bound too. Only the few tables the
definer functions read themselves (see ``OWNED_BY_THE_WALLS``) leave the owner free.
"""

from collections.abc import Sequence

from django.db import migrations

SERVING = "nenep_serving"
WORKER = "nenep_worker"
ROLES = f"{SERVING}, {WORKER}"

# Without FORCE: the definer functions of the walls read them as their owner.
OWNED_BY_THE_WALLS = frozenset(
    {"access_grant", "access_unitpath", "identity_account", "journal_entry"}
    | {"structure_unit", "structure_unitname", "structure_unitkind", "structure_unitcode"}
    | {"structure_placement", "structure_succession"}
    | {"structure_localityplace"}
    # Search (ADR 0025): behind any policy, even one that is always true, no statistics are used.
    | {"people_person", "people_membership", "people_state", "people_hostedstay"}
    | {"people_officeterm"}
    | {"room_mandate"}
    | {"journal_statement"}
    # What is opened from above: listed and entered by definer functions (nenep.oversight).
    | {"documents_paper", "oversight_paperopening", "oversight_emergency"}
    | {"accounts_recovery", "accounts_onetimelink"}
    # Entered by its hash, before any reach exists (calendar_enter).
    | {"preparation_calendarfeed"}
)


def reach(column: str, *kinds: str) -> str:
    """``column`` lies in a reach (one of those of ``access_units``), or all is open."""
    asked = " or ".join(f"{column} in (select access_units('{kind}'))" for kind in kinds)
    return f"(select access_all()) or {asked}"


def seen(table: str, column: str) -> str:
    """``column`` is a unit whose name the actor sees, as its path is (``access_unitpath_read``)."""
    known = f"exists (select from access_unitpath w where w.unit_id = {table}.{column})"
    return f"(select access_all()) or {known}"


def managed(column: str) -> str:
    """``column`` is a unit whose members an office of the actor's manages, or all is open."""
    return reach(column, "managed")


def protect(
    table: str,
    *,
    read: str,
    write: str | None = None,
    verbs: Sequence[str] = ("select", "insert", "update", "delete"),
) -> migrations.RunSQL:
    """Enable (and force) row security on ``table`` and grant ``verbs`` to the roles that serve.

    ``read`` and ``write`` are SQL conditions, usually from :func:`reach`; without ``write`` the
    reader may write what it may read.
    """
    writable = write or read
    force = "" if table in OWNED_BY_THE_WALLS else f"alter table {table} force row level security;"
    lines = [f"alter table {table} enable row level security;", force]
    if "select" in verbs:
        lines.append(f"create policy {table}_read on {table} for select using ({read});")
    if "insert" in verbs:
        lines.append(f"create policy {table}_add on {table} for insert with check ({writable});")
    if "update" in verbs:
        lines.append(
            f"create policy {table}_change on {table} for update"
            f" using ({writable}) with check ({writable});"
        )
    if "delete" in verbs:
        lines.append(f"create policy {table}_remove on {table} for delete using ({writable});")
    lines.append(f"grant {', '.join(verbs)} on {table} to {ROLES};")
    policies = ("read", "add", "change", "remove")
    undo = [f"drop policy if exists {table}_{name} on {table};" for name in policies]
    undo += [f"alter table {table} no force row level security;"]
    undo += [f"alter table {table} disable row level security;"]
    undo += [f"revoke all on {table} from {ROLES};"]
    return migrations.RunSQL("\n".join(filter(None, lines)), "\n".join(undo))


def narrow(
    table: str, name: str, verb: str, *, was: str, now: str, then: str = ""
) -> migrations.RunSQL:
    """An existing policy asks more than it did: ``now`` of the row as it is, ``then`` (or the same)
    of the row as it becomes. ``was`` is the way back."""

    def asking(using: str, check: str) -> str:
        using, check = f" using ({using})", f" with check ({check})"
        body = {"insert": check, "update": f"{using}{check}"}.get(verb, using)
        return f"alter policy {table}_{name} on {table}{body};"

    return migrations.RunSQL(asking(now, then or now), asking(was, was))


def open_to_read(table: str) -> migrations.RunSQL:
    """A table without personal or unit data: readable by all, written only by its owner."""
    return migrations.RunSQL(
        f"grant select on {table} to {ROLES};", f"revoke all on {table} from {ROLES};"
    )
