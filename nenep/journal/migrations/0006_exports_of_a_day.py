from django.db import migrations

COUNTED = (
    "create index journal_of_exports on journal_entry (account_id, at)"
    " where verb = 'members.exported'"
)


class Migration(migrations.Migration):
    """How often somebody took a list out today is asked at every export."""

    dependencies = [("journal", "0005_statements")]
    operations = [migrations.RunSQL(COUNTED, "drop index journal_of_exports")]
