"""Tables whose writes are noted when they bypass an action: a migration operation."""

from django.db import migrations

_NOTED = {
    "insert": "referencing new table as come",
    "update": "referencing new table as come",
    "delete": "referencing old table as gone",
    "truncate": "",
}


def watch(*tables: str) -> migrations.RunSQL:
    """One trigger a verb and statement, whatever the number of rows; nothing per row."""
    on = [
        f"create trigger {table}_watched_{verb} after {verb} on {table} {seen}"
        " for each statement execute function journal_watch();"
        for table in tables
        for verb, seen in _NOTED.items()
    ]
    off = [
        f"drop trigger {table}_watched_{verb} on {table};" for table in tables for verb in _NOTED
    ]
    return migrations.RunSQL("\n".join(on), "\n".join(off))
