import django.db.models.deletion
from django.db import migrations, models

from nenep.access.row_policies import reach

TABLES = (
    *("meetings_series", "meetings_meeting", "meetings_milestone", "meetings_agendaitem"),
    *("meetings_guest", "meetings_opinion", "meetings_vote", "meetings_attendance"),
)
IN_REACH = reach("unit_id", "inside", "records")
# A member reads what the own Party group meets about; membership itself stays in the cell.
OWN_GROUP = (
    "unit_id in (select group_id from people_groupplace"
    " where person_id = (select access_person()) and during @> (select access_today()))"
)


def read_as(condition: str) -> str:
    """The same sentence over every table of a meeting."""
    return "\n".join(
        f"drop policy {table}_read on {table};"
        f" create policy {table}_read on {table} for select using ({condition});"
        for table in TABLES
    )


class Migration(migrations.Migration):
    """Meetings of a cell's committee, of a Party group and of a committee; topics and presenters."""

    dependencies = [
        ("meetings", "0002_attendance_by_month"),
        ("people", "0009_who_sits"),
    ]

    operations = [
        migrations.AddField(
            model_name="meeting",
            name="prepares",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="prepared_by",
                to="meetings.meeting",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="presenter",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.person",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="topic_code",
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="kind",
            field=models.CharField(
                choices=[
                    ("regular", "regular"),
                    ("thematic", "thematic"),
                    ("combined", "combined"),
                    ("extraordinary", "extraordinary"),
                    ("cell_committee", "cell_committee"),
                    ("party_group", "party_group"),
                    ("party_committee", "party_committee"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="opinion",
            name="kind",
            field=models.CharField(
                choices=[
                    ("question", "question"),
                    ("proposal", "proposal"),
                    ("counter_argument", "counter_argument"),
                    ("peoples_issue", "peoples_issue"),
                    ("complaint", "complaint"),
                    ("self_reference", "self_reference"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="series",
            name="kind",
            field=models.CharField(
                choices=[
                    ("regular", "regular"),
                    ("thematic", "thematic"),
                    ("combined", "combined"),
                    ("extraordinary", "extraordinary"),
                    ("cell_committee", "cell_committee"),
                    ("party_group", "party_group"),
                    ("party_committee", "party_committee"),
                ],
                max_length=16,
            ),
        ),
        # What a committee prepares is a meeting of its own cell.
        migrations.RunSQL(
            "alter table meetings_meeting add constraint prepared_in_the_same_unit foreign key"
            " (prepares_id, unit_id) references meetings_meeting (id, unit_id)"
            " on delete set null (prepares_id) deferrable initially deferred;",
            "alter table meetings_meeting drop constraint prepared_in_the_same_unit;",
        ),
        migrations.RunSQL(read_as(f"{IN_REACH} or {OWN_GROUP}"), read_as(IN_REACH)),
    ]
