from django.db import migrations, models


class Migration(migrations.Migration):
    """A committee's member who follows a cell has a grant of its own."""

    dependencies = [
        ("access", "0006_above_the_cell"),
    ]

    operations = [
        migrations.AlterField(
            model_name="grant",
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
    ]
