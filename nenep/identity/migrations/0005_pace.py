from pathlib import Path

from django.db import migrations

PACE = (Path(__file__).parent / "sql" / "pace.sql").read_text(encoding="utf-8")
GONE = """
drop function door_pace(text, timestamptz, integer, text);
drop function door_step(text, timestamptz, integer, integer, text);
"""


class Migration(migrations.Migration):
    """What is open to strangers is asked at a pace that all workers count together."""

    dependencies = [("identity", "0004_second_factor")]
    operations = [migrations.RunSQL(PACE, GONE)]
