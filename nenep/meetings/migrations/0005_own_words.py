from django.db import migrations

from nenep.access.row_policies import narrow, reach

TABLE = "meetings_opinion"
WAS = reach("unit_id", "inside")
LEADS = reach("unit_id", "leads")
# The own words, until somebody has answered or forwarded them and until the meeting is closed.
OWN = (
    "person_id = (select access_person()) and unit_id in (select access_units('inside'))"
    " and forwarded_on is null and answered_on is null and answer = ''"
    " and not exists (select from meetings_milestone m"
    f" where m.meeting_id = {TABLE}.meeting_id and m.kind = 'closed')"
)
NOW = f"{LEADS} or ({OWN})"


class Migration(migrations.Migration):
    """Whoever is inside wrote any opinion of the cell; now only the own, and none that is decided."""

    dependencies = [
        ("meetings", "0004_ballots_and_private_notes"),
        ("access", "0003_walls"),
    ]
    operations = [
        narrow(TABLE, "add", "insert", was=WAS, now=NOW),
        narrow(TABLE, "change", "update", was=WAS, now=NOW),
        narrow(TABLE, "remove", "delete", was=WAS, now=NOW),
    ]
