from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import SERVING, narrow, reach

OWN_LEAVE = (Path(__file__).parent / "sql" / "own_leave.sql").read_text(encoding="utf-8")
LEAVE, FEED = "preparation_absencerequest", "preparation_calendarfeed"
LEADS = reach("unit_id", "leads")
ASKS = "person_id = (select access_person()) and unit_id in (select access_units('inside'))"
ASKED = f"{LEADS} or ({ASKS} and (answer = '' or withdrawn_on is not null))"
BEFORE = (
    "not exists (select from meetings_milestone m"
    f" where m.meeting_id = {LEAVE}.meeting_id and m.kind = 'opened')"
)
NEW = f"{LEADS} or ({ASKS} and answer = '' and withdrawn_on is null and not on_behalf and {BEFORE})"
HOLDS = (
    "(select access_all()) or (person_id = (select access_person())"
    " and (unit_id is null or unit_id in (select access_units('inside'))))"
)


class Migration(migrations.Migration):
    """The answer to a request for leave is not its member's to change or to clear; a request is
    taken back, never removed; an address once revoked stays revoked, and nothing else changes."""

    dependencies = [
        ("preparation", "0004_tellings"),
        ("meetings", "0005_own_words"),
    ]
    operations = [
        migrations.RunSQL(
            OWN_LEAVE,
            f"drop trigger preparation_own_leave on {LEAVE}; drop function preparation_own_leave();",
        ),
        narrow(LEAVE, "add", "insert", was=ASKED, now=NEW),
        narrow(LEAVE, "remove", "delete", was=ASKED, now=LEADS),
        narrow(
            FEED,
            "change",
            "update",
            was=HOLDS,
            now=f"(select access_all()) or revoked_on is null and ({HOLDS})",
            then=HOLDS,
        ),
        migrations.RunSQL(
            f"revoke update on {FEED} from {SERVING}; grant update (revoked_on) on {FEED} to {SERVING};",
            f"revoke update (revoked_on) on {FEED} from {SERVING}; grant update on {FEED} to {SERVING};",
        ),
    ]
