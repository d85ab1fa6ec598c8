from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import ROLES, managed, protect

FORGOTTEN = (Path(__file__).parent / "sql" / "forgotten.sql").read_text(encoding="utf-8")
MINE = managed("unit_id")
# What a rearranging office may write in the cells below, where otherwise only their own leaders
# write: that a task was handed on (outside any meeting), its continuation, and the habits of meeting.
HANDED_ON = f"kind = 'handed_on' and meeting_id is null and ({MINE})"
CONTINUED = f"continues_id is not null and ({MINE})"
POLICIES = {
    "resolutions_taskoutcome": HANDED_ON,
    "resolutions_task": CONTINUED,
    "meetings_series": MINE,
}


def arranged(table: str, condition: str) -> migrations.RunSQL:
    """One more set of policies on a table of a lower app; policies of one verb are or-ed."""
    name = f"{table}_arranged"
    verbs = {
        "add": f"for insert with check ({condition})",
        "change": f"for update using ({condition}) with check ({condition})",
        "remove": f"for delete using ({condition})",
    }
    return migrations.RunSQL(
        "".join(f"create policy {name}_{v} on {table} {rule};" for v, rule in verbs.items()),
        "".join(f"drop policy {name}_{v} on {table};" for v in verbs),
    )


class Migration(migrations.Migration):
    """A plan belongs to the committee whose branch it rearranges; its office reads and writes it."""

    dependencies = [
        ("reorganisation", "0001_plans"),
        ("access", "0003_walls"),
        ("people", "0005_guards"),
        ("meetings", "0002_attendance_by_month"),
        ("resolutions", "0003_continued_tasks"),
        ("dashboards", "0002_row_policies"),
        ("journal", "0002_chain_and_policies"),
    ]
    operations = [
        *(
            protect(f"reorganisation_{name}", read=MINE)
            for name in ("plan", "planevent", "plantrace")
        ),
        *(arranged(table, condition) for table, condition in POLICIES.items()),
        migrations.RunSQL(
            f"{FORGOTTEN} grant execute on function reorganisation_forget(uuid[]) to {ROLES};",
            "drop function reorganisation_forget(uuid[]);",
        ),
    ]
