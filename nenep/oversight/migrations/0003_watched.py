from django.db import migrations

from nenep.journal.watching import watch

CORE = (
    *("people_person", "people_membership", "people_state", "people_officeterm", "access_grant"),
    *("structure_unit", "structure_placement"),
    *("meetings_meeting", "meetings_milestone", "meetings_attendance", "meetings_agendaitem"),
    *("meetings_opinion", "meetings_vote"),
    *("resolutions_resolution", "resolutions_task", "resolutions_taskoutcome"),
    *("scoring_scoresheet", "scoring_scoreline", "documents_paper"),
    *("oversight_paperopening", "oversight_emergency"),
)


class Migration(migrations.Migration):
    """The tables by which decisions are taken, watched for writes past the actions."""

    dependencies = [
        ("oversight", "0002_row_policies"),
        ("journal", "0005_statements"),
        ("meetings", "0002_attendance_by_month"),
        ("resolutions", "0001_resolutions_and_tasks"),
        ("scoring", "0001_sheets_and_lines"),
    ]
    operations = [watch(*CORE)]
