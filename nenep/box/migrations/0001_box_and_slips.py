from pathlib import Path

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from nenep.access.row_policies import protect, reach

BOX = (Path(__file__).parent / "sql" / "box.sql").read_text(encoding="utf-8")
DROP = (
    "drop function box_left(uuid), box_put(uuid, text), box_open(uuid);"
    "drop function nenep_private.box_cell(uuid), nenep_private.box_key(uuid),"
    " nenep_private.box_most();"
    "alter table box_box drop constraint box_box_of_a_meeting;"
)


class Migration(migrations.Migration):
    """A box nobody who serves can look into, and the mark of what came out of it."""

    initial = True
    dependencies = [
        ("meetings", "0002_attendance_by_month"),
        ("structure", "0002_row_policies"),
        ("access", "0003_walls"),
    ]
    operations = [
        migrations.CreateModel(
            name="Box",
            fields=[
                ("meeting_id", models.UUIDField(primary_key=True, serialize=False)),
                ("unit_id", models.UUIDField()),
                (
                    "slips",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("tally", models.JSONField()),
            ],
        ),
        migrations.CreateModel(
            name="Slip",
            fields=[
                (
                    "opinion",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="slip",
                        serialize=False,
                        to="meetings.opinion",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
            ],
        ),
        protect(
            "box_slip",
            read=reach("unit_id", "inside", "records"),
            write=reach("unit_id", "leads"),
        ),
        migrations.RunSQL(BOX, DROP),
    ]
