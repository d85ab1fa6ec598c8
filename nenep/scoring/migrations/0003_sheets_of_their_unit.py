from django.db import migrations

TIED = """
alter table scoring_scoresheet add constraint sheet_and_unit unique (id, unit_id);
alter table scoring_scoresheet add constraint sheet_of_its_meeting
  foreign key (meeting_id, unit_id) references meetings_meeting (id, unit_id)
  deferrable initially deferred;
alter table scoring_scoreline add constraint line_of_its_sheet
  foreign key (sheet_id, unit_id) references scoring_scoresheet (id, unit_id)
  on delete cascade deferrable initially deferred;
"""
LOOSE = """
alter table scoring_scoreline drop constraint line_of_its_sheet;
alter table scoring_scoresheet drop constraint sheet_of_its_meeting;
alter table scoring_scoresheet drop constraint sheet_and_unit;
"""


class Migration(migrations.Migration):
    """A sheet is of its meeting's unit and a line of its sheet's: neither can be filed elsewhere."""

    dependencies = [("scoring", "0002_row_policies"), ("meetings", "0002_attendance_by_month")]
    operations = [migrations.RunSQL(TIED, LOOSE)]
