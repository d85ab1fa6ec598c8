from pathlib import Path

from django.db import migrations

WAYS = (Path(__file__).parent / "sql" / "ways.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """The holder of an account may know what was handed out for it."""

    dependencies = [("accounts", "0002_one_time_links")]

    operations = [migrations.RunSQL(WAYS, "drop function account_ways();")]
