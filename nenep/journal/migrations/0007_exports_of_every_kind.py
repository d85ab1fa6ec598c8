from django.db import migrations


def counted(condition: str) -> str:
    return (
        "drop index journal_of_exports;"
        f" create index journal_of_exports on journal_entry (account_id, at) where {condition}"
    )


class Migration(migrations.Migration):
    """How many files of people's data somebody took out today, lists of members and books of Regulation 213."""

    dependencies = [("journal", "0006_exports_of_a_day")]
    operations = [
        migrations.RunSQL(
            counted("verb in ('members.exported', 'residence.exported')"),
            counted("verb = 'members.exported'"),
        )
    ]
