from pathlib import Path

import django.contrib.postgres.constraints
from django.db import migrations, models

SQL = Path(__file__).parent / "sql"
FOLLOWERS = (SQL / "followers.sql").read_text(encoding="utf-8")
OFFICES = (SQL / "offices.sql").read_text(encoding="utf-8")
# The fault of a term as it was judged before: the first function of the file that made it.
_BEGINS = OFFICES.index("create function nenep_private.office_fault")
FAULT_BEFORE = OFFICES[_BEGINS : OFFICES.index("end $$;", _BEGINS) + len("end $$;")].replace(
    "create function", "create or replace function"
)
UNDO = f"""
drop trigger guard_followers on people_officeterm;
drop function people_guard_followers();
{FAULT_BEFORE}
drop function nenep_private.seated_above(uuid, uuid, daterange);
"""


class Migration(migrations.Migration):
    """Members of a committee follow its cells: one a cell and day, for as long as they sit in it."""

    dependencies = [
        ("people", "0009_who_sits"),
        ("structure", "0006_villages"),
    ]

    operations = [
        migrations.AlterField(
            model_name="officeterm",
            name="office",
            field=models.CharField(
                choices=[
                    ("cell_secretary", "CELL_SECRETARY"),
                    ("deputy_cell_secretary", "DEPUTY_CELL_SECRETARY"),
                    ("cell_committee_member", "CELL_COMMITTEE_MEMBER"),
                    ("party_group_leader", "PARTY_GROUP_LEADER"),
                    ("deputy_party_group_leader", "DEPUTY_PARTY_GROUP_LEADER"),
                    ("party_member", "MEMBER"),
                    ("committee_secretary", "COMMITTEE_SECRETARY"),
                    ("deputy_committee_secretary", "DEPUTY_COMMITTEE_SECRETARY"),
                    ("committee_member", "COMMITTEE_MEMBER"),
                    ("assigned_follower", "ASSIGNED_FOLLOWER"),
                    ("committee_office", "COMMITTEE_OFFICE"),
                    ("provincial_office", "PROVINCIAL_OFFICE"),
                    ("administrator", "ADMINISTRATOR"),
                ],
                max_length=40,
            ),
        ),
        migrations.AlterField(
            model_name="tally",
            name="office",
            field=models.CharField(
                choices=[
                    ("cell_secretary", "CELL_SECRETARY"),
                    ("deputy_cell_secretary", "DEPUTY_CELL_SECRETARY"),
                    ("cell_committee_member", "CELL_COMMITTEE_MEMBER"),
                    ("party_group_leader", "PARTY_GROUP_LEADER"),
                    ("deputy_party_group_leader", "DEPUTY_PARTY_GROUP_LEADER"),
                    ("party_member", "MEMBER"),
                    ("committee_secretary", "COMMITTEE_SECRETARY"),
                    ("deputy_committee_secretary", "DEPUTY_COMMITTEE_SECRETARY"),
                    ("committee_member", "COMMITTEE_MEMBER"),
                    ("assigned_follower", "ASSIGNED_FOLLOWER"),
                    ("committee_office", "COMMITTEE_OFFICE"),
                    ("provincial_office", "PROVINCIAL_OFFICE"),
                    ("administrator", "ADMINISTRATOR"),
                ],
                max_length=40,
            ),
        ),
        migrations.AddConstraint(
            model_name="officeterm",
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(
                condition=models.Q(("office", "assigned_follower")),
                expressions=[("unit", "="), ("during", "&&")],
                name="one_follower_a_day",
            ),
        ),
        migrations.RunSQL(FOLLOWERS, UNDO),
    ]
