import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("meetings", "0001_series_meetings_votes"),
        ("people", "0002_row_policies"),
        ("structure", "0002_row_policies"),
    ]

    operations = [
        migrations.CreateModel(
            name="Resolution",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("resolution", "resolution"), ("conclusion", "conclusion")],
                        max_length=12,
                    ),
                ),
                ("subject", models.CharField(max_length=300)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="resolution",
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
                (
                    "vote",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.vote",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Task",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("title", models.CharField(max_length=300)),
                ("measure", models.CharField(blank=True, max_length=300)),
                ("source_sentence", models.CharField(blank=True, max_length=500)),
                ("assigned_on", models.DateField()),
                ("due_on", models.DateField()),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tasks",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "owner_person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "owner_unit",
                    models.ForeignKey(
                        null=True,
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
        ),
        migrations.CreateModel(
            name="TaskOutcome",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("done", "done"),
                            ("dropped", "dropped"),
                            ("handed_on", "handed_on"),
                            ("continues", "continues"),
                        ],
                        max_length=10,
                    ),
                ),
                ("on", models.DateField()),
                ("comment", models.CharField(blank=True, max_length=500)),
                (
                    "meeting",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="task_outcomes",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="outcomes",
                        to="resolutions.task",
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
            name="TaskReport",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("on", models.DateField()),
                ("text", models.TextField()),
                ("claims_done", models.BooleanField(default=False)),
                ("on_behalf", models.BooleanField(default=False)),
                ("account_id", models.UUIDField(null=True)),
                (
                    "task",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports",
                        to="resolutions.task",
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
        migrations.AddIndex(
            model_name="task",
            index=models.Index(fields=["unit", "due_on"], name="tasks_of_a_unit"),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("owner_person__isnull", False), ("owner_unit__isnull", True)),
                    models.Q(("owner_person__isnull", True), ("owner_unit__isnull", False)),
                    _connector="OR",
                ),
                name="a_task_has_one_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("assigned_on"))),
                name="due_after_assigned",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskoutcome",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "continues"), _negated=True),
                fields=("task",),
                name="a_task_closes_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="taskoutcome",
            constraint=models.UniqueConstraint(
                fields=("task", "meeting"), name="one_outcome_a_meeting"
            ),
        ),
    ]
