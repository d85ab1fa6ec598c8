from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import managed

SQL = (Path(__file__).parent / "sql" / "villages.sql").read_text(encoding="utf-8")
UNDO = """
drop trigger villages_outlive_nobody on structure_unit;
drop trigger a_life_is_whole on structure_localityplace;
drop function nenep_private.guard_villages_of_unit();
drop function nenep_private.guard_locality();
drop function nenep_private.lies_right(structure_localityplace);
alter table structure_localityplace drop constraint place_lasts;
"""
# Who keeps the tree ends units too, and their villages go to the successor.
WRITE = f"{managed('unit_id')} or (select structure_keeper())"


def writing(condition: str) -> str:
    """The three writing policies of the register, said anew."""
    table = "structure_localityplace"
    return (
        f"alter policy {table}_add on {table} with check ({condition});"
        f"alter policy {table}_change on {table} using ({condition}) with check ({condition});"
        f"alter policy {table}_remove on {table} using ({condition});"
    )


class Migration(migrations.Migration):
    """No village outlives the commune it lies in or the cell that leads it."""

    dependencies = [("structure", "0005_guards_and_paths")]
    operations = [
        migrations.RunSQL(SQL, UNDO),
        migrations.RunSQL(writing(WRITE), writing(managed("unit_id"))),
    ]
