from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import narrow, reach

SEEN = (Path(__file__).parent / "sql" / "seen.sql").read_text(encoding="utf-8")
WALLS = (Path(__file__).parent / "sql" / "walls.sql").read_text(encoding="utf-8")
BY_PATH = (
    "(select access_all()) or (select access_tree())"
    " or (select access_paths()) @> path or (select access_paths()) <@ path"
)


def units_as_they_were() -> str:
    """``access_units`` as the walls made it."""
    made = WALLS.index("create function access_units(")
    ended = WALLS.index("end $$;", made) + len("end $$;")
    return WALLS[made:ended].replace("create function", "create or replace function", 1)


class Migration(migrations.Migration):
    """A path is seen by what it says itself; the other tables of the tree follow in structure."""

    dependencies = [("access", "0008_answers")]
    operations = [
        migrations.RunSQL(
            SEEN,
            units_as_they_were() + "drop function access_tree(); drop function access_paths();",
        ),
        narrow("access_unitpath", "read", "select", was=reach("unit_id", "seen"), now=BY_PATH),
    ]
