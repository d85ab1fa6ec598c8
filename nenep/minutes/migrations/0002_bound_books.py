import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach


class Migration(migrations.Migration):
    """The book of a year is ordered and fetched by whoever reads the papers in it."""

    dependencies = [
        ("minutes", "0001_amendments_and_corrections"),
        ("structure", "0006_villages"),
        ("access", "0003_walls"),
    ]
    operations = [
        migrations.CreateModel(
            name="Book",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.SmallIntegerField()),
                (
                    "mark",
                    models.CharField(help_text="of the papers it holds, in order", max_length=64),
                ),
                ("papers_total", models.PositiveIntegerField()),
                ("papers_done", models.PositiveIntegerField(default=0)),
                ("content", models.BinaryField(null=True)),
                ("failure", models.TextField(blank=True)),
                ("account_id", models.UUIDField(null=True)),
                ("ordered_at", models.DateTimeField()),
                ("bound_at", models.DateTimeField(null=True)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("unit", "year"), name="a_book_a_year")
                ],
            },
        ),
        protect("minutes_book", read=reach("unit_id", "inside", "records")),
    ]
