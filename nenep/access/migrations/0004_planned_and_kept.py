from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_walls"),
    ]

    operations = [
        migrations.AddField(
            model_name="unitpath",
            name="standing",
            field=models.CharField(
                choices=[("today", "today"), ("kept", "kept"), ("planned", "planned")],
                db_default="today",
                max_length=8,
            ),
        ),
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
                    ("committee_office", "COMMITTEE_OFFICE"),
                    ("provincial_office", "PROVINCIAL_OFFICE"),
                    ("administrator", "ADMINISTRATOR"),
                ],
                max_length=40,
            ),
        ),
    ]
