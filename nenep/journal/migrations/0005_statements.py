from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import protect

STATEMENTS = (Path(__file__).parent / "sql" / "statements.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """What is written past every action is told, statement by statement."""

    dependencies = [("journal", "0004_salts_of_actors")]
    operations = [
        migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop),
        protect("journal_statement", read="(select access_all())", verbs=["select"]),
    ]
