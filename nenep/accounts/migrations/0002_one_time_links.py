from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach

LINKS = (Path(__file__).parent / "sql" / "links.sql").read_text(encoding="utf-8")
GONE = """
drop function link_make(uuid, uuid, uuid, uuid, uuid, bytea, bytea, timestamptz, timestamptz);
drop function link_revoke(uuid, timestamptz);
drop function door_link(bytea, bytea, bytea, text, timestamptz, integer, integer, integer, integer, text);
"""


class Migration(migrations.Migration):
    """Links for members without a password."""

    dependencies = [
        ("accounts", "0001_accounts"),
        ("identity", "0004_second_factor"),
        ("meetings", "0004_ballots_and_private_notes"),
        ("people", "0009_who_sits"),
        ("structure", "0006_villages"),
    ]

    operations = [
        migrations.CreateModel(
            name="OneTimeLink",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("code_hash", models.BinaryField(max_length=32, unique=True)),
                ("fact_hash", models.BinaryField(max_length=32)),
                ("made_by", models.UUIDField(null=True)),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("failures", models.SmallIntegerField(default=0)),
                ("used_at", models.DateTimeField(null=True)),
                ("device_hash", models.BinaryField(max_length=32, null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="identity.account",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.person",
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
                "indexes": [models.Index(fields=["unit", "made_at"], name="links_of_a_unit")],
            },
        ),
        # Seen by who leads the cell; made, used and taken back through functions only.
        protect("accounts_onetimelink", read=reach("unit_id", "leads"), verbs=["select"]),
        # Who withdraws a draft may not touch links: the database itself forgets the meeting of one.
        migrations.RunSQL(
            "alter table accounts_onetimelink add constraint onetimelink_meeting"
            " foreign key (meeting_id) references meetings_meeting (id) on delete set null;",
            "alter table accounts_onetimelink drop constraint onetimelink_meeting;",
        ),
        migrations.RunSQL(LINKS, GONE),
    ]
