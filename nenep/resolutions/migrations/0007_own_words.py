from django.db import migrations

from nenep.access.row_policies import narrow, reach

REPORT, REVIEW = "resolutions_taskreport", "resolutions_taskreview"
ALL = "(select access_all())"
LEADS = reach("unit_id", "leads")
INSIDE = "unit_id in (select access_units('inside'))"


def office(column: str) -> str:
    """As in 0005: a committee acts for its own unit."""
    held = "jsonb_array_elements_text(access_payload() -> 'managed')"
    return f"{column} in (select v::uuid from {held} as t(v))"


def shares(table: str) -> str:
    """The actor leads the task or helps with it."""
    return (
        "(exists (select from resolutions_task t"
        f" where t.id = {table}.task_id and t.owner_person_id = (select access_person()))"
        " or exists (select from resolutions_coowner c"
        f" where c.task_id = {table}.task_id and c.person_id = (select access_person())))"
    )


def told(kind: str) -> str:
    other = f"other_unit_id in (select access_units('{kind}'))"
    return (
        f"by_other and ({other} or {office('other_unit_id')})"
        f" or other_unit_id is not null and not by_other and {office('unit_id')}"
    )


OWN_NAME = f"{INSIDE} and not on_behalf and account_id = (select access_account())"
REPORTED_WAS = f"{ALL} or not by_other and {INSIDE}"
REPORTED = f"{ALL} or not by_other and ({LEADS} or {OWN_NAME} and {shares(REPORT)})"
REVIEWED_WAS = f"{LEADS} or level = 'member' and ({reach('unit_id', 'inside')})"
OWN_VIEW = f"level = 'member' and {INSIDE} and {shares(REVIEW)}"
REVIEWED = f"{LEADS} or level = 'member' and {OWN_NAME} and {shares(REVIEW)}"


class Migration(migrations.Migration):
    """A member reports on and judges the own tasks, in the own name; a report that was made is not
    rewritten. Of a task between two units, who leads the cell speaks for it."""

    dependencies = [("resolutions", "0006_tasks_of_a_year")]
    operations = [
        narrow(REPORT, "add", "insert", was=REPORTED_WAS, now=REPORTED),
        narrow(REPORT, "change", "update", was=REPORTED_WAS, now=ALL),
        narrow(
            REPORT, "remove", "delete", was=REPORTED_WAS, now=f"{ALL} or not by_other and ({LEADS})"
        ),
        *(
            narrow(REPORT, f"between_{verb}", verb, was=told("inside"), now=told("leads"))
            for verb in ("insert", "update", "delete")
        ),
        narrow(REVIEW, "add", "insert", was=REVIEWED_WAS, now=REVIEWED),
        narrow(
            REVIEW,
            "change",
            "update",
            was=REVIEWED_WAS,
            now=f"{LEADS} or {OWN_VIEW}",
            then=REVIEWED,
        ),
        narrow(REVIEW, "remove", "delete", was=REVIEWED_WAS, now=LEADS),
    ]
