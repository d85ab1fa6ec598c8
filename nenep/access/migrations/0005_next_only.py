from pathlib import Path

from django.db import migrations, models

NEXT = (Path(__file__).parent / "sql" / "next.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """Who opens papers with a reason and who reaches in in an emergency; how far papers go down."""

    dependencies = [
        ("access", "0004_planned_and_kept"),
        ("structure", "0006_villages"),
    ]
    operations = [
        migrations.AddField("OfficeReach", "opens", models.BooleanField(db_default=False)),
        migrations.AddField("OfficeReach", "reaches_in", models.BooleanField(db_default=False)),
        migrations.AddConstraint(
            "Grant",
            models.CheckConstraint(
                name="grant_is_never_an_emergency",
                condition=~models.Q(office="emergency_reader"),
            ),
        ),
        migrations.RunSQL(NEXT, "drop function access_next(uuid[])"),
    ]
