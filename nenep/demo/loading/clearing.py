"""Emptying the demo for ``--fresh``: everything but the structure and the rules.

Truncation passes by the triggers that keep journal and sealed papers for good; that is why it
exists only here, behind the demo's flag and the owner's connection.
"""

from django.db import connection

_KEPT = (
    "django_migrations",
    "django_content_type",
    "access_office",
    "procrastinate_%",
    "rulebook_%",
)


def clear() -> None:
    """Empty every table of the apps. As the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select quote_ident(c.relname) from pg_class c"
            " where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')"
            " and not c.relispartition and not c.relname like any (%s)",
            [list(_KEPT)],
        )
        tables = [row[0] for row in cursor.fetchall()]
        cursor.execute(f"truncate {', '.join(tables)} cascade")
