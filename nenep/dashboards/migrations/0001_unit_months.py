import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("structure", "0002_row_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="UnitMonth",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("month", models.DateField()),
                ("cells", models.IntegerField(default=1)),
                ("members", models.IntegerField(default=0)),
                ("official", models.IntegerField(default=0)),
                ("probationary", models.IntegerField(default=0)),
                ("exempt", models.IntegerField(default=0)),
                (
                    "met",
                    models.IntegerField(
                        default=0, help_text="cells that held their regular meeting"
                    ),
                ),
                ("met_on_rule_day", models.IntegerField(default=0)),
                ("thematic", models.IntegerField(default=0)),
                ("held_on", models.DateField(help_text="of one cell only", null=True)),
                (
                    "planned_on",
                    models.DateField(help_text="of a cell that has not met yet", null=True),
                ),
                ("minutes_lasted", models.IntegerField(default=0)),
                ("due", models.IntegerField(default=0)),
                ("present", models.IntegerField(default=0)),
                ("excused", models.IntegerField(default=0)),
                ("unexcused", models.IntegerField(default=0)),
                ("papers_on_time", models.IntegerField(default=0)),
                ("reported_on_time", models.IntegerField(default=0)),
                ("finalised", models.IntegerField(default=0)),
                ("tasks_due", models.IntegerField(default=0)),
                ("tasks_done", models.IntegerField(default=0)),
                ("tasks_late", models.IntegerField(default=0)),
                ("opinions", models.IntegerField(default=0)),
                ("opinions_open", models.IntegerField(default=0)),
                ("opinions_overdue", models.IntegerField(default=0)),
                ("scored", models.IntegerField(default=0)),
                ("score_total", models.DecimalField(decimal_places=1, default=0, max_digits=12)),
                ("good", models.IntegerField(default=0)),
                ("fair", models.IntegerField(default=0)),
                ("average", models.IntegerField(default=0)),
                ("poor", models.IntegerField(default=0)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["month", "unit"], name="months_of_units")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "month"), name="one_row_a_unit_and_month"
                    )
                ],
            },
        ),
    ]
