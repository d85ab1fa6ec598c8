from pathlib import Path

from django.db import migrations, models

SQL = (Path(__file__).parent / "sql" / "publish.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """A unit publishes its own rules, through one function; an edition keeps its text."""

    dependencies = [("rulebook", "0001_rulebook_tables")]
    operations = [
        migrations.AddField(
            model_name="edition", name="content", field=models.TextField(blank=True, default="")
        ),
        migrations.RunSQL(SQL, "drop function rulebook_publish;"),
    ]
