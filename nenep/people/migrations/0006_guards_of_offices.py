from pathlib import Path

from django.db import migrations, models

OFFICES = (Path(__file__).parent / "sql" / "offices.sql").read_text(encoding="utf-8")
UNDO = """
drop policy people_person_read_grouped on people_person;
drop policy people_groupplace_read_led on people_groupplace;
drop function people_officers(uuid);
drop trigger guard_offices on structure_unit;
drop trigger guard_offices_of_who_left on people_membership;
drop trigger guard_offices on people_membership;
drop trigger guard_offices on people_groupplace;
drop trigger guard_offices on people_officeterm;
drop function people_guard_offices();
drop function nenep_private.must_be_sound(text, uuid);
drop function nenep_private.group_fault(people_groupplace);
drop function nenep_private.office_fault(people_officeterm);
"""


class Migration(migrations.Migration):
    """An office is held by one of the unit's own, on days on which both stand."""

    dependencies = [
        ("people", "0005_guards"),
        ("structure", "0005_guards_and_paths"),
        ("access", "0003_walls"),
    ]
    operations = [
        migrations.AddField(
            "OfficeTerm", "ending_decision", models.CharField(blank=True, max_length=60)
        ),
        migrations.AddConstraint(
            "OfficeTerm",
            models.CheckConstraint(
                name="an_office_lasts_a_day", condition=models.Q(during__isempty=False)
            ),
        ),
        migrations.AddConstraint(
            "CommitteeTerm",
            models.CheckConstraint(name="a_committee_has_a_seat", condition=models.Q(size__gt=0)),
        ),
        migrations.AddConstraint(
            "Tally",
            models.CheckConstraint(
                name="votes_are_not_below_nought", condition=models.Q(votes__gte=0)
            ),
        ),
        migrations.RunSQL(OFFICES, UNDO),
    ]
