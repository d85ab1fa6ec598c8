from pathlib import Path

from django.db import migrations

ROOTS = (Path(__file__).parent / "sql" / "roots.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("journal", "0002_chain_and_policies")]
    operations = [
        migrations.RunSQL(
            ROOTS,
            "drop function journal_close, journal_strayed;"
            "alter table journal_head drop column closed_seq;",
        )
    ]
