from django.db import migrations

from nenep.access.row_policies import ROLES, protect, reach

DATED = ("unitname", "unitkind", "unitcode", "placement")
# An office rearranges what stands beneath its committee, never the committee itself. A new unit has
# no path until it is placed, so its first placement is checked by the superior it goes under.
BENEATH = reach("unit_id", "beneath")
UNDER_MINE = f"({reach('parent_id', 'managed')})"

FRESH = f"""
create function structure_fresh(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as
$$ select not exists (select 1 from structure_placement where unit_id = wanted) $$;
revoke execute on function structure_fresh(uuid) from public;
grant execute on function structure_fresh(uuid) to {ROLES};
"""


class Migration(migrations.Migration):
    """A unit shows its own branch of the tree: itself, below, and its superiors' names."""

    dependencies = [
        ("structure", "0001_units_and_dated_tree"),
        ("access", "0003_walls"),
    ]
    operations = [
        migrations.RunSQL(FRESH, "drop function structure_fresh(uuid);"),
        protect("structure_unit", read=reach("id", "seen"), write=f"({reach('id', 'beneath')})"),
        migrations.RunSQL(
            "drop policy structure_unit_add on structure_unit;"
            "create policy structure_unit_add on structure_unit for insert with check"
            " (exists (select access_units('managed')) or (select access_all()));",
            migrations.RunSQL.noop,
        ),
        *(
            protect(f"structure_{name}", read=reach("unit_id", "seen"), write=BENEATH)
            for name in ("unitname", "unitkind", "unitcode")
        ),
        protect(
            "structure_placement",
            read=reach("unit_id", "seen"),
            write=f"({BENEATH} or structure_fresh(unit_id)) and {UNDER_MINE}",
        ),
        *(
            migrations.RunSQL(
                f"grant usage on sequence structure_{name}_id_seq to {ROLES};",
                f"revoke all on sequence structure_{name}_id_seq from {ROLES};",
            )
            for name in DATED
        ),
    ]
