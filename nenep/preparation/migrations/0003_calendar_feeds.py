from pathlib import Path

import django.db.models.deletion
from django.db import migrations, models

import nenep.kernel.ids
from nenep.access.row_policies import protect

SQL = (Path(__file__).parent / "sql" / "feeds.sql").read_text(encoding="utf-8")
OWN = "person_id = (select access_person()) or (select access_all())"
# An address is of one's own cell, or of none in particular.
MAKES = (
    "(select access_all()) or (person_id = (select access_person())"
    " and (unit_id is null or unit_id in (select access_units('inside'))))"
)


class Migration(migrations.Migration):
    """Secret addresses of calendars: seen and revoked by their holder, entered by their hash."""

    dependencies = [
        ("preparation", "0002_duties_fulfilled"),
        ("identity", "0001_accounts_and_sessions"),
        ("people", "0008_names_of_the_past"),
    ]
    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=nenep.kernel.ids.new_id, primary_key=True, serialize=False
                    ),
                ),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("made_on", models.DateField()),
                ("revoked_on", models.DateField(null=True)),
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="structure.unit",
                    ),
                ),
            ],
        ),
        protect(
            "preparation_calendarfeed", read=OWN, write=MAKES, verbs=["select", "insert", "update"]
        ),
        migrations.RunSQL(SQL, "drop function calendar_enter(text);"),
    ]
