from django.db import migrations, models


class Migration(migrations.Migration):
    """A list may also bring changes of known members, or units."""

    dependencies = [("imports", "0002_row_policies")]
    operations = [
        migrations.AddField(
            "ImportRun",
            "purpose",
            models.CharField(
                choices=[("members", "Members"), ("changes", "Changes"), ("units", "Units")],
                db_default="members",
                default="members",
                max_length=8,
            ),
        ),
    ]
