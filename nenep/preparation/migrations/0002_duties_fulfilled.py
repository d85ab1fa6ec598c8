import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach

UNIT = models.ForeignKey(
    on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
)


class Migration(migrations.Migration):
    """Duties of the year a cell says are done: read by its superior, written by its committee."""

    dependencies = [("preparation", "0001_absence_requests"), ("structure", "0006_villages")]
    operations = [
        migrations.CreateModel(
            name="Fulfilment",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("code", models.CharField(max_length=30)),
                ("year", models.SmallIntegerField()),
                ("done_on", models.DateField()),
                ("unit", UNIT),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "year", "code"), name="a_duty_is_done_once_a_year"
                    )
                ]
            },
        ),
        protect(
            "preparation_fulfilment",
            read=reach("unit_id", "inside", "records"),
            write=reach("unit_id", "leads"),
        ),
    ]
