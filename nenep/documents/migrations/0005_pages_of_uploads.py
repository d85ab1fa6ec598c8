from django.db import migrations, models


class Migration(migrations.Migration):
    """A file sent before a meeting is listed with its pages; files kept before stay uncounted."""

    dependencies = [("documents", "0004_genuine_seals")]
    operations = [
        migrations.AddField(
            "uploadedfile",
            "pages",
            models.PositiveSmallIntegerField(help_text="of a PDF that can be joined", null=True),
        ),
    ]
