from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import managed, protect

ACCOUNTS = (Path(__file__).parent / "sql" / "accounts.sql").read_text(encoding="utf-8")
GONE = """
drop function accounts_of(uuid[]);
drop function accounts_below(uuid[], integer, integer);
drop function account_open(uuid, text, uuid, timestamptz);
drop function account_code(uuid, bytea, timestamptz);
drop function account_close(uuid);
drop function account_recover(uuid, bytea, timestamptz, timestamptz);
drop function nenep_private.set_code(uuid, bytea, timestamptz);
drop function nenep_private.must_keep(uuid);
drop function nenep_private.keeps_person(uuid);
"""


def to(model: str, on_delete: object) -> models.ForeignKey:
    return models.ForeignKey(on_delete=on_delete, related_name="+", to=model)


class Migration(migrations.Migration):
    """The office's hand on accounts, and recoveries by two people."""

    initial = True
    dependencies = [
        ("identity", "0003_door"),
        ("people", "0008_names_of_the_past"),
        ("structure", "0001_units_and_dated_tree"),
        ("access", "0003_walls"),
    ]
    operations = [
        migrations.CreateModel(
            name="Recovery",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("asked_by", models.UUIDField()),
                ("asked_at", models.DateTimeField()),
                ("approved_by", models.UUIDField(null=True)),
                ("approved_at", models.DateTimeField(null=True)),
                ("account", to("identity.account", django.db.models.deletion.CASCADE)),
                ("person", to("people.person", django.db.models.deletion.CASCADE)),
                ("unit", to("structure.unit", django.db.models.deletion.PROTECT)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        name="recovery_takes_two_people",
                        condition=models.Q(approved_by__isnull=True)
                        | ~models.Q(approved_by=models.F("asked_by")),
                    )
                ],
                "indexes": [models.Index(fields=["unit", "asked_at"], name="recoveries_of_a_unit")],
            },
        ),
        # Asked in one's own name only; the second officer's yes goes through account_recover.
        protect(
            "accounts_recovery",
            read=managed("unit_id"),
            write=f"({managed('unit_id')}) and approved_by is null"
            " and asked_by = (select access_account())",
            verbs=["select", "insert"],
        ),
        migrations.RunSQL(ACCOUNTS, GONE),
    ]
