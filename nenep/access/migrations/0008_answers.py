from django.db import migrations, models


class Migration(migrations.Migration):
    """Which offices answer what was sent up to their committee, the province's among them."""

    dependencies = [("access", "0007_followers")]
    operations = [
        migrations.AddField("OfficeReach", "answers", models.BooleanField(db_default=False))
    ]
