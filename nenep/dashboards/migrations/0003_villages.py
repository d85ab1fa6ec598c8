from django.db import migrations, models


class Migration(migrations.Migration):
    """How the villages of a commune stand, summed upward."""

    dependencies = [("dashboards", "0002_row_policies")]
    operations = [
        migrations.AddField(
            "unitmonth",
            "localities",
            models.IntegerField(default=0, help_text="of a commune, and of those under it"),
        ),
        migrations.AddField(
            "unitmonth", "localities_without_members", models.IntegerField(default=0)
        ),
        migrations.AddField("unitmonth", "localities_without_cell", models.IntegerField(default=0)),
    ]
