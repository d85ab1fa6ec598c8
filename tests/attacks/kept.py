"""Every table as it reads: what was kept of an attempt, and whether anything was."""

from functools import lru_cache

from django.db import connection

Rows = dict[str, tuple[int, int]]


def rows_now(*aside: str) -> Rows:
    """Of every table but those that begin with ``aside``: how many rows, and what they say, ids
    and hashes aside: those of two tries differ anyway. Enters the reach of the installation."""
    names = [name for name in _tables() if not name.startswith(aside)] if aside else _tables()
    said = " union all ".join(
        f"select '{name}', count(*), coalesce(sum(hashtext(regexp_replace("
        f"(to_jsonb(t) - 'id')::text, '[0-9a-f-]{{32,64}}', '', 'g'))), 0) from {name} t"
        for name in names
    )
    with connection.cursor() as cursor:
        cursor.execute("select access_enter_system('rows')")
        cursor.execute(said)
        return {name: (count, int(hashed)) for name, count, hashed in cursor.fetchall()}


@lru_cache(maxsize=1)
def _tables() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relname from pg_class where relkind in ('r', 'p') and not relispartition"
            " and relnamespace = 'public'::regnamespace"
            " and has_table_privilege(current_user, oid, 'select') order by 1"
        )
        return [str(name) for (name,) in cursor.fetchall()]
