import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach

TABLE = "preparation_telling"
# The unit of a telling is its meeting's: none can be filed under another cell.
SAME_UNIT = (
    f"alter table {TABLE} add constraint {TABLE}_same_unit foreign key (meeting_id, unit_id)"
    " references meetings_meeting (id, unit_id) on delete cascade deferrable initially deferred;"
)


def _key(to: str, *, null: bool = False) -> models.ForeignKey:
    return models.ForeignKey(
        null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=to
    )


class Migration(migrations.Migration):
    """Who was told of a meeting on which way: read within the cell, written by who leads it."""

    dependencies = [
        ("preparation", "0003_calendar_feeds"),
        ("meetings", "0002_attendance_by_month"),
        ("people", "0008_names_of_the_past"),
        ("structure", "0006_villages"),
    ]
    operations = [
        migrations.CreateModel(
            name="Telling",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                (
                    "what",
                    models.CharField(
                        choices=[("notice", "notice"), ("papers", "papers")], max_length=8
                    ),
                ),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("own_page", "own_page"),
                            ("paper", "paper"),
                            ("read_aloud", "read_aloud"),
                            ("one_time_link", "one_time_link"),
                        ],
                        max_length=16,
                    ),
                ),
                ("told_on", models.DateField()),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tellings",
                        to="meetings.meeting",
                    ),
                ),
                ("person", _key("people.person")),
                ("reader", _key("people.person", null=True)),
                ("unit", _key("structure.unit")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "person", "what"), name="a_member_is_told_once"
                    ),
                    models.CheckConstraint(
                        name="reading_aloud_has_a_reader",
                        condition=models.Q(way="read_aloud", reader__isnull=False)
                        | (~models.Q(way="read_aloud") & models.Q(reader__isnull=True)),
                    ),
                ]
            },
        ),
        migrations.RunSQL(SAME_UNIT, f"alter table {TABLE} drop constraint {TABLE}_same_unit;"),
        protect(TABLE, read=reach("unit_id", "inside"), write=reach("unit_id", "leads")),
    ]
