from django.db import migrations, models


class Migration(migrations.Migration):
    """Which offices reach beyond one unit: the door asks them for a second factor."""

    dependencies = [("access", "0005_next_only")]
    operations = [
        migrations.AddField("OfficeReach", "above_cell", models.BooleanField(db_default=False))
    ]
