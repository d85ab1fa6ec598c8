import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("documents", "0002_row_policies"),
        ("structure", "0006_villages"),
    ]

    operations = [
        migrations.CreateModel(
            name="Emergency",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("words", models.CharField(max_length=300)),
                ("hours", models.SmallIntegerField()),
                ("asked_by", models.UUIDField()),
                ("asked_person", models.UUIDField(null=True)),
                ("asked_name", models.CharField(max_length=120)),
                ("asked_at", models.DateTimeField()),
                ("approved_by", models.UUIDField(null=True)),
                ("approved_name", models.CharField(blank=True, max_length=120)),
                ("approved_at", models.DateTimeField(null=True)),
                ("until", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("ended_name", models.CharField(blank=True, max_length=120)),
                (
                    "office_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
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
            options={
                "indexes": [
                    models.Index(fields=["asked_by", "until"], name="emergencies_of_an_asker"),
                    models.Index(fields=["unit", "asked_at"], name="emergencies_in_a_unit"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("hours__gte", 1), ("hours__lte", 72)),
                        name="emergency_lasts_some_hours",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("approved_by__isnull", True),
                            models.Q(("approved_by", models.F("asked_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="emergency_needs_a_second_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("approved_at__isnull", True),
                                ("approved_by__isnull", True),
                                ("until__isnull", True),
                            ),
                            models.Q(
                                ("approved_at__isnull", False),
                                ("approved_by__isnull", False),
                                ("until__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="emergency_opens_by_approval",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PaperOpening",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("account_id", models.UUIDField()),
                ("reader_name", models.CharField(max_length=120)),
                ("reason", models.CharField(max_length=24)),
                ("words", models.CharField(max_length=300)),
                ("opened_on", models.DateField()),
                ("opened_at", models.DateTimeField()),
                (
                    "office_unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
                (
                    "paper",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.paper",
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
            options={
                "indexes": [
                    models.Index(fields=["account_id", "opened_on"], name="openings_of_a_reader"),
                    models.Index(fields=["unit", "opened_at"], name="openings_in_a_unit"),
                ],
            },
        ),
    ]
