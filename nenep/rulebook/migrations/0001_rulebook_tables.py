import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import open_to_read

TABLES = (
    "rulebook_document",
    "rulebook_edition",
    "rulebook_parameter",
    "rulebook_agendatemplate",
    "rulebook_scoretemplate",
)

Column = tuple[str, "models.Field[object, object]"]


def entry() -> list[Column]:
    """The columns every kind of row has."""
    key = models.UUIDField(default=nenep.kernel.ids.new_id, primary_key=True, serialize=False)
    return [("id", key), ("unit_id", models.UUIDField(null=True)), ("content", models.JSONField())]


def dated() -> list[Column]:
    """The columns of a row in force during some days."""
    return [
        *entry(),
        ("in_force", models.DateField()),
        ("until", models.DateField(null=True)),
        (
            "document",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="rulebook.document",
                to_field="code",
            ),
        ),
    ]


def in_order(table: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=f"{table}_ends_after_it_begins",
        condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("in_force")),
    )


def once(name: str, *fields: str) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=fields, name=name, nulls_distinct=False)


class Migration(migrations.Migration):
    """Rules name no person and no unit's doings: every role may read them, only the owner writes."""

    initial = True
    dependencies = [("access", "0003_walls")]
    operations = [
        migrations.CreateModel(
            name="Document",
            fields=[*entry(), ("code", models.CharField(max_length=60, unique=True))],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("digest", models.CharField(max_length=64)),
                ("source", models.CharField(max_length=200)),
                ("unit_id", models.UUIDField(null=True)),
                ("loaded_by", models.CharField(max_length=200)),
                ("loaded_at", models.DateTimeField()),
            ],
            options={"ordering": ("number",)},
        ),
        migrations.CreateModel(
            name="Parameter",
            fields=[
                *dated(),
                ("name", models.CharField(max_length=80)),
                ("cell_types", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "constraints": [
                    once("one_value_from_a_day", "name", "unit_id", "cell_types", "in_force"),
                    in_order("parameter"),
                ]
            },
        ),
        migrations.CreateModel(
            name="AgendaTemplate",
            fields=[*dated(), ("code", models.CharField(max_length=60))],
            options={
                "constraints": [once("one_agenda_a_code", "code", "unit_id"), in_order("agenda")]
            },
        ),
        migrations.CreateModel(
            name="ScoreTemplate",
            fields=[*dated(), ("code", models.CharField(max_length=60))],
            options={
                "constraints": [
                    once("one_sheet_a_code", "code", "unit_id"),
                    in_order("score_sheet"),
                ]
            },
        ),
        *(open_to_read(table) for table in TABLES),
    ]
