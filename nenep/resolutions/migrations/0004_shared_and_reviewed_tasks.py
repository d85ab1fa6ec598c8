import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids

UNIT = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "structure.unit"}
PERSON = {
    "null": True,
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "to": "people.person",
}
CHILDREN = ("coowner", "taskreview", "taskreport", "taskoutcome")


def key() -> models.UUIDField:
    return models.UUIDField(default=nenep.kernel.ids.new_id, primary_key=True, serialize=False)


def of_task(name: str) -> models.ForeignKey:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.CASCADE, related_name=name, to="resolutions.task"
    )


def same_unit(table: str) -> migrations.RunSQL:
    """A row cannot be filed under another unit than its task's."""
    name = f"resolutions_{table}"
    return migrations.RunSQL(
        f"alter table {name} add constraint {name}_same_unit foreign key (task_id, unit_id)"
        " references resolutions_task (id, unit_id) deferrable initially deferred",
        f"alter table {name} drop constraint {name}_same_unit",
    )


def same_other_side(table: str) -> migrations.RunSQL:
    """Nor under another owner's name."""
    name = f"resolutions_{table}"
    return migrations.RunSQL(
        f"alter table {name} add constraint {name}_same_owner foreign key (task_id, other_unit_id)"
        " references resolutions_task (id, owner_unit_id) deferrable initially deferred",
        f"alter table {name} drop constraint {name}_same_owner",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("resolutions", "0003_continued_tasks"),
        ("meetings", "0002_attendance_by_month"),
    ]

    operations = [
        migrations.AddField(
            "task",
            "direction",
            models.CharField(
                choices=[("within", "within"), ("down", "down"), ("up", "up")],
                db_default="within",
                default="within",
                max_length=6,
            ),
        ),
        migrations.AddConstraint(
            "task",
            models.CheckConstraint(
                condition=models.Q(
                    ("direction", "within"),
                    models.Q(
                        ("owner_unit__isnull", False),
                        models.Q(("owner_unit", models.F("unit")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="between_two_units",
            ),
        ),
        migrations.AddIndex(
            "task",
            models.Index(
                condition=models.Q(("direction", "within"), _negated=True),
                fields=["owner_unit", "due_on"],
                name="tasks_between_units",
            ),
        ),
        migrations.CreateModel(
            name="CoOwner",
            fields=[
                ("id", key()),
                ("helping_unit", models.ForeignKey(null=True, **UNIT)),
                ("person", models.ForeignKey(**PERSON)),
                ("task", of_task("co_owners")),
                ("unit", models.ForeignKey(**UNIT)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("helping_unit__isnull", True), ("person__isnull", False)),
                            models.Q(("helping_unit__isnull", False), ("person__isnull", True)),
                            _connector="OR",
                        ),
                        name="a_helper_is_a_person_or_a_unit",
                    ),
                    models.UniqueConstraint(fields=("task", "person"), name="a_person_helps_once"),
                    models.UniqueConstraint(
                        fields=("task", "helping_unit"), name="a_unit_helps_once"
                    ),
                ]
            },
        ),
        migrations.CreateModel(
            name="TaskReview",
            fields=[
                ("id", key()),
                (
                    "level",
                    models.CharField(
                        choices=[("member", "member"), ("committee", "committee")], max_length=10
                    ),
                ),
                (
                    "verdict",
                    models.CharField(
                        choices=[("met", "met"), ("partly", "partly"), ("unmet", "unmet")],
                        max_length=8,
                    ),
                ),
                ("comment", models.CharField(blank=True, max_length=500)),
                ("on", models.DateField()),
                ("on_behalf", models.BooleanField(default=False)),
                ("account_id", models.UUIDField(null=True)),
                ("task", of_task("reviews")),
                ("unit", models.ForeignKey(**UNIT)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("task", "level", "on"), name="one_view_a_day")
                ]
            },
        ),
        migrations.AddField("taskreport", "other_unit", models.ForeignKey(null=True, **UNIT)),
        migrations.AddField(
            "taskreport", "by_other", models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField("taskoutcome", "other_unit", models.ForeignKey(null=True, **UNIT)),
        migrations.AddField("taskreport", "promised_on", models.DateField(null=True)),
        migrations.AddField(
            "taskoutcome",
            "vote",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="meetings.vote",
            ),
        ),
        migrations.RunSQL(
            "alter table resolutions_task add constraint task_with_its_unit unique (id, unit_id),"
            " add constraint task_with_its_owner unique (id, owner_unit_id)",
            "alter table resolutions_task drop constraint task_with_its_unit,"
            " drop constraint task_with_its_owner",
        ),
        *(same_unit(table) for table in CHILDREN),
        *(same_other_side(table) for table in ("taskreport", "taskoutcome")),
    ]
