import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect, reach

TABLE = "preparation_absencerequest"
LEADS = reach("unit_id", "leads")
OWN = "person_id = (select access_person())"
# A member writes the own request and takes it back; the answer is the committee's.
ASKS = f"{OWN} and unit_id in (select access_units('inside'))"
WRITE = f"{LEADS} or ({ASKS} and (answer = '' or withdrawn_on is not null))"

# The unit of a request is its meeting's: none can be filed under another cell.
SAME_UNIT = (
    f"alter table {TABLE} add constraint {TABLE}_same_unit foreign key (meeting_id, unit_id)"
    " references meetings_meeting (id, unit_id) on delete cascade deferrable initially deferred;"
)


class Migration(migrations.Migration):
    """Leave asked from one meeting: read by who asks it and by the cell's committee."""

    initial = True
    dependencies = [
        ("meetings", "0002_attendance_by_month"),
        ("people", "0008_names_of_the_past"),
        ("structure", "0006_villages"),
    ]
    operations = [
        migrations.CreateModel(
            name="AbsenceRequest",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.CharField(max_length=20)),
                ("note", models.CharField(blank=True, max_length=300)),
                ("asked_on", models.DateField()),
                ("on_behalf", models.BooleanField(default=False)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("granted", "granted"), ("refused", "refused")],
                        max_length=8,
                    ),
                ),
                ("answered_on", models.DateField(null=True)),
                ("withdrawn_on", models.DateField(null=True)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absencerequests",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
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
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "person"), name="leave_is_asked_once"
                    ),
                    models.CheckConstraint(
                        name="an_answer_has_its_day",
                        condition=models.Q(answer="", answered_on__isnull=True)
                        | (~models.Q(answer="") & models.Q(answered_on__isnull=False)),
                    ),
                ]
            },
        ),
        migrations.RunSQL(SAME_UNIT, f"alter table {TABLE} drop constraint {TABLE}_same_unit;"),
        protect(TABLE, read=f"{LEADS} or {OWN}", write=WRITE),
        # Also a granted leave may be taken back by who was granted it.
        migrations.RunSQL(
            f"alter policy {TABLE}_change on {TABLE} using ({LEADS} or ({ASKS}))"
            f" with check ({WRITE});",
            f"alter policy {TABLE}_change on {TABLE} using ({WRITE}) with check ({WRITE});",
        ),
    ]
