import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach

TIMES = """
alter table meetings_attendance add column arrived_at time, add column left_at time;
"""
NO_TIMES = """
alter table meetings_attendance drop column arrived_at, drop column left_at;
"""
SAME_UNIT = "".join(
    f"alter table {table} add constraint {table}_same_unit foreign key (meeting_id, unit_id)"
    " references meetings_meeting (id, unit_id) on delete cascade deferrable initially deferred;\n"
    for table in ("meetings_recusal", "meetings_criticismnote")
)
OWN_GROUP = (
    "unit_id in (select group_id from people_groupplace"
    " where person_id = (select access_person()) and during @> (select access_today()))"
)
WRITERS = reach("unit_id", "leads")


class Migration(migrations.Migration):
    """Ballots with two tellers, attempts and recusals; times of coming and going; notes of
    self-criticism that stay with the cell's committee and the person concerned."""

    dependencies = [
        ("meetings", "0003_kinds_and_topics"),
        ("people", "0009_who_sits"),
        ("structure", "0006_villages"),
    ]

    operations = [
        migrations.CreateModel(
            name="CriticismNote",
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
                        choices=[("self_criticism", "self_criticism"), ("criticism", "criticism")],
                        max_length=16,
                    ),
                ),
                ("text", models.TextField()),
                ("revision", models.IntegerField(default=0)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Recusal",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.CharField(max_length=200)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="vote",
            name="votes_fit_their_base",
        ),
        migrations.AddField(
            model_name="vote",
            name="attempt",
            field=models.SmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="vote",
            name="confirmed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="follows",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="repeated_by",
                to="meetings.vote",
            ),
        ),
        migrations.AddField(
            model_name="vote",
            name="invalid",
            field=models.SmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="vote",
            name="must_refer",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="vote",
            name="must_report",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="vote",
            name="report_basis",
            field=models.CharField(blank=True, max_length=400),
        ),
        migrations.AddField(
            model_name="vote",
            name="reported_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="vote",
            name="second_teller",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="vote",
            name="teller",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("abstentions__gte", 0),
                    ("invalid__gte", 0),
                    ("votes_against__gte", 0),
                    ("votes_for__gte", 0),
                    (
                        "base__gte",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("votes_for"), "+", models.F("votes_against")
                                ),
                                "+",
                                models.F("abstentions"),
                            ),
                            "+",
                            models.F("invalid"),
                        ),
                    ),
                ),
                name="votes_fit_their_base",
            ),
        ),
        migrations.AddConstraint(
            model_name="vote",
            constraint=models.CheckConstraint(
                condition=models.Q(("second_teller", models.F("teller")), _negated=True),
                name="two_tellers",
            ),
        ),
        migrations.AddField(
            model_name="criticismnote",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="meetings.meeting",
            ),
        ),
        migrations.AddField(
            model_name="criticismnote",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="criticismnote",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="meetings.meeting",
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="structure.unit"
            ),
        ),
        migrations.AddField(
            model_name="recusal",
            name="vote",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="recusals",
                to="meetings.vote",
            ),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(fields=("vote", "person"), name="recused_once"),
        ),
        migrations.RunSQL(TIMES, NO_TIMES),
        migrations.RunSQL(SAME_UNIT, migrations.RunSQL.noop),
        protect(
            "meetings_recusal",
            read=f"{reach('unit_id', 'inside', 'records')} or {OWN_GROUP}",
            write=WRITERS,
        ),
        # No superior, sealed or not; no other member.
        protect(
            "meetings_criticismnote",
            read=f"{WRITERS} or person_id = (select access_person())",
            write=WRITERS,
        ),
    ]
