from django.db import migrations


class Migration(migrations.Migration):
    """A salt belongs to an act, and an act to somebody: no scope, no salt."""

    dependencies = [("journal", "0003_roots")]
    operations = [
        migrations.RunSQL(
            "alter policy journal_salt_add on journal_salt"
            " with check ((select access_payload()) is not null)",
            "alter policy journal_salt_add on journal_salt with check (true)",
        )
    ]
