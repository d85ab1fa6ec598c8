import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach

PROTECT = django.db.models.deletion.PROTECT
OWN = models.Q(
    ("direction", "within"), ("due_on__year", models.F("year")), ("owner_person__isnull", False)
)


class Migration(migrations.Migration):
    """A year's assignment: planned by the committee of the cell, adopted as tasks of that year."""

    dependencies = [
        ("resolutions", "0005_both_sides_of_a_task"),
        ("people", "0009_who_sits"),
    ]

    operations = [
        migrations.AddField("task", "year", models.PositiveSmallIntegerField(null=True)),
        migrations.AddConstraint(
            "task",
            models.CheckConstraint(
                condition=models.Q(("year__isnull", True), OWN, _connector="OR"),
                name="a_yearly_task_is_a_members_own",
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                condition=models.Q(("year__isnull", False)),
                fields=["unit", "year"],
                name="tasks_of_a_year",
            ),
        ),
        migrations.CreateModel(
            name="PlannedTask",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=300)),
                ("measure", models.CharField(blank=True, max_length=300)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("last_year", "last_year"),
                            ("office", "office"),
                            ("residence", "residence"),
                            ("typed", "typed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="people.person"),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="change_planned",
                        to="resolutions.task",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(on_delete=PROTECT, related_name="+", to="structure.unit"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("unit", "year", "person", "title"), name="a_planned_task_once"
                    )
                ]
            },
        ),
        protect(
            "resolutions_plannedtask",
            read=reach("unit_id", "inside"),
            write=reach("unit_id", "leads"),
        ),
    ]
