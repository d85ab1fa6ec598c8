from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.operations import (
    BtreeGistExtension,
    CreateExtension,
    TrigramExtension,
    UnaccentExtension,
)
from django.db import migrations, models

import nenep.kernel.ids


class Migration(migrations.Migration):
    """Tables only; the foreign keys upward (unit, person, account) come with 0002."""

    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        BtreeGistExtension(),
        TrigramExtension(),
        UnaccentExtension(),
        CreateExtension("ltree"),
        migrations.CreateModel(
            name="Grant",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("office", models.CharField(max_length=40)),
                ("during", DateRangeField()),
            ],
        ),
        migrations.CreateModel(
            name="OfficeReach",
            fields=[
                (
                    "office",
                    models.CharField(max_length=40, primary_key=True, serialize=False),
                ),
                ("inside", models.BooleanField()),
                ("records", models.BooleanField()),
                ("figures", models.BooleanField()),
                ("managed", models.BooleanField()),
                ("leads", models.BooleanField()),
            ],
            options={"db_table": "access_office"},
        ),
    ]
