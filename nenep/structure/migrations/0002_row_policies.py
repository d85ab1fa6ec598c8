from django.db import migrations

from nenep.access.row_policies import ROLES, protect, reach

DATED = ("unitname", "unitkind", "unitcode", "placement")


class Migration(migrations.Migration):
    """A unit shows its own branch of the tree: itself, below, and its superiors' names."""

    dependencies = [
        ("structure", "0001_units_and_dated_tree"),
        ("access", "0003_walls"),
    ]
    operations = [
        protect("structure_unit", read=reach("id", "seen"), write="(select access_all())"),
        *(
            protect(
                f"structure_{name}", read=reach("unit_id", "seen"), write="(select access_all())"
            )
            for name in DATED
        ),
        *(
            migrations.RunSQL(
                f"grant usage on sequence structure_{name}_id_seq to {ROLES};",
                f"revoke all on sequence structure_{name}_id_seq from {ROLES};",
            )
            for name in DATED
        ),
    ]
