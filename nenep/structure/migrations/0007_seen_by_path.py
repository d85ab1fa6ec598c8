from django.db import migrations

from nenep.access.row_policies import narrow, reach, seen

TABLES = ("unitname", "unitkind", "unitcode", "placement", "succession", "localityplace")


def by_path(table: str, column: str) -> migrations.RunSQL:
    return narrow(table, "read", "select", was=reach(column, "seen"), now=seen(table, column))


class Migration(migrations.Migration):
    """A name of the tree is seen where its unit's path is: one look by key, not the whole reach."""

    dependencies = [
        ("structure", "0006_villages"),
        ("access", "0009_seen_by_path"),
    ]
    operations = [
        by_path("structure_unit", "id"),
        *(by_path(f"structure_{name}", "unit_id") for name in TABLES),
    ]
