import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("meetings", "0001_series_meetings_votes"),
        ("structure", "0002_row_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="ScoreSheet",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                (
                    "template",
                    models.CharField(help_text="code of the form in the rulebook", max_length=60),
                ),
                ("points", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("possible", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("score", models.DecimalField(decimal_places=1, max_digits=5, null=True)),
                ("band", models.CharField(blank=True, max_length=12)),
                ("confirmed_on", models.DateField(null=True)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="score_sheet",
                        to="meetings.meeting",
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
        migrations.CreateModel(
            name="ScoreLine",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("position", models.SmallIntegerField()),
                ("code", models.CharField(max_length=24)),
                ("title", models.CharField(max_length=400)),
                ("max_points", models.DecimalField(decimal_places=1, max_digits=4)),
                ("applicable", models.BooleanField(default=True)),
                ("pending", models.BooleanField(default=False)),
                ("proposed", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ("evidence", models.CharField(blank=True, max_length=500)),
                ("points", models.DecimalField(decimal_places=1, max_digits=4, null=True)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("remedy", models.CharField(blank=True, max_length=500)),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="scoring.scoresheet",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
                "constraints": [
                    models.UniqueConstraint(fields=("sheet", "code"), name="a_line_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("points__isnull", True),
                            models.Q(("points__gte", 0), ("points__lte", models.F("max_points"))),
                            _connector="OR",
                        ),
                        name="points_fit_the_line",
                    ),
                ],
            },
        ),
    ]
