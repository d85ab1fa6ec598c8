import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach

UNIT = {"on_delete": django.db.models.deletion.PROTECT, "related_name": "+", "to": "structure.unit"}
KINDS = [
    (kind, kind)
    for kind in (
        "question",
        "proposal",
        "counter_argument",
        "peoples_issue",
        "complaint",
        "self_reference",
    )
]
REPLIES = [(kind, kind) for kind in ("received", "extended", "answered")]
# A committee acts for its own unit here, not for those below: the roots themselves.
OFFICE = (
    "{0} in (select v::uuid from jsonb_array_elements_text(access_payload() -> 'managed') as t(v))"
)
TIES = (
    "alter table petitions_petition"
    " add constraint petition_with_its_unit unique (id, unit_id),"
    " add constraint petition_with_its_committee unique (id, to_unit_id);"
    "alter table petitions_reply"
    " add constraint petitions_reply_same_unit foreign key (petition_id, unit_id)"
    " references petitions_petition (id, unit_id) deferrable initially deferred,"
    " add constraint petitions_reply_same_committee foreign key (petition_id, by_unit_id)"
    " references petitions_petition (id, to_unit_id) deferrable initially deferred"
)
UNTIE = (
    "alter table petitions_reply drop constraint petitions_reply_same_unit,"
    " drop constraint petitions_reply_same_committee;"
    "alter table petitions_petition drop constraint petition_with_its_unit,"
    " drop constraint petition_with_its_committee"
)


def key() -> models.UUIDField:
    return models.UUIDField(default=nenep.kernel.ids.new_id, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    """The cell writes the petition, the committee its replies; both read both."""

    initial = True
    dependencies = [
        ("meetings", "0004_ballots_and_private_notes"),
        ("structure", "0002_row_policies"),
        ("access", "0003_walls"),
    ]
    operations = [
        migrations.CreateModel(
            name="Petition",
            fields=[
                ("id", key()),
                ("text", models.TextField()),
                ("speaker", models.CharField(blank=True, max_length=120)),
                ("kind", models.CharField(blank=True, choices=KINDS, max_length=20)),
                ("forwarded_on", models.DateField()),
                ("level", models.CharField(blank=True, max_length=12)),
                ("clock_days", models.SmallIntegerField(null=True)),
                ("due_on", models.DateField(null=True)),
                ("basis", models.CharField(blank=True, max_length=400)),
                (
                    "opinion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="petitions",
                        to="meetings.opinion",
                    ),
                ),
                ("to_unit", models.ForeignKey(**UNIT)),
                ("unit", models.ForeignKey(**UNIT)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("opinion", "to_unit"), name="an_opinion_goes_once_to_a_committee"
                    )
                ],
                "indexes": [
                    models.Index(
                        fields=["to_unit", "-forwarded_on"], name="petitions_to_a_committee"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                ("id", key()),
                ("kind", models.CharField(choices=REPLIES, max_length=10)),
                ("on", models.DateField()),
                ("text", models.TextField(blank=True)),
                ("due_on", models.DateField(null=True)),
                ("account_id", models.UUIDField(null=True)),
                ("by_unit", models.ForeignKey(**UNIT)),
                (
                    "petition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="petitions.petition",
                    ),
                ),
                ("unit", models.ForeignKey(**UNIT)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "answered")),
                        fields=("petition",),
                        name="a_petition_is_answered_once",
                    )
                ]
            },
        ),
        migrations.RunSQL(TIES, UNTIE),
        protect(
            "petitions_petition",
            read=f"{reach('unit_id', 'inside', 'records')} or {OFFICE.format('to_unit_id')}",
            write=reach("unit_id", "leads"),
        ),
        protect(
            "petitions_reply",
            read=f"{reach('unit_id', 'inside', 'records')} or {OFFICE.format('by_unit_id')}",
            write=f"(select access_all()) or {OFFICE.format('by_unit_id')}",
        ),
    ]
