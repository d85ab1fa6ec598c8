from pathlib import Path

from django.db import migrations, models

from nenep.access.row_policies import reach

SQL = Path(__file__).parent / "sql"
GUARDS, PATHS = ((SQL / name).read_text(encoding="utf-8") for name in ("guards.sql", "paths.sql"))
DATED = ("unitname", "unitkind", "unitcode", "placement")

KEEPER = "(select structure_keeper())"
# An office rearranges what stands beneath its committee; a cell's secretary the groups of the cell.
MINE = f"{reach('unit_id', 'beneath')} or unit_id in (select structure_groups())"
UNDER_MINE = reach("parent_id", "managed", "leads")
TO_MINE = reach("successor_id", "managed", "leads")
UNIT = f"{reach('id', 'beneath')} or id in (select structure_groups()) or {KEEPER}"
PLACED = f"(({MINE} or structure_fresh(unit_id)) and ({UNDER_MINE})) or {KEEPER}"
FOUNDING = (
    "(select access_all()) or exists (select access_units('managed'))"
    f" or exists (select access_units('leads')) or {KEEPER}"
)
# Who keeps the tree tells the figures that it moved; nobody else tells more than before.
TELLING = f"{reach('unit_id', 'inside', 'records')} or {KEEPER}"


def writing(table: str, condition: str) -> str:
    """The three writing policies of a table, said anew."""
    return (
        f"alter policy {table}_add on {table} with check ({condition});"
        f"alter policy {table}_change on {table} using ({condition}) with check ({condition});"
        f"alter policy {table}_remove on {table} using ({condition});"
    )


class Migration(migrations.Migration):
    """A tree that stays whole, and paths that follow every change of it in its transaction."""

    dependencies = [
        ("structure", "0004_policies_of_localities"),
        ("journal", "0002_chain_and_policies"),
        ("access", "0004_planned_and_kept"),
    ]
    operations = [
        *(
            migrations.AddField(
                name,
                "decision",
                models.CharField(max_length=60, blank=True, default="", db_default=""),
            )
            for name in DATED
        ),
        migrations.AddConstraint(
            "unit",
            models.CheckConstraint(
                name="unit_ends_after_its_founding",
                condition=models.Q(dissolved_on__isnull=True)
                | models.Q(dissolved_on__gt=models.F("founded_on")),
            ),
        ),
        migrations.RunSQL(GUARDS, migrations.RunSQL.noop),
        migrations.RunSQL(PATHS, migrations.RunSQL.noop),
        migrations.RunSQL(
            writing("structure_unit", UNIT)
            + f"alter policy structure_unit_add on structure_unit with check ({FOUNDING});"
            + "".join(
                writing(f"structure_{name}", f"{MINE} or {KEEPER}")
                for name in ("unitname", "unitkind", "unitcode")
            )
            + writing("structure_placement", PLACED)
            + writing("structure_succession", f"(({MINE}) and ({TO_MINE})) or {KEEPER}")
            + f"alter policy journal_outbox_add on journal_outbox with check ({TELLING});",
            migrations.RunSQL.noop,
        ),
    ]
