from pathlib import Path

from django.db import migrations

SECOND = (Path(__file__).parent / "sql" / "second_factor.sql").read_text(encoding="utf-8")
GONE = """
drop function door_factor(uuid, text, timestamptz, integer, text);
drop function door_second_step(uuid, bigint, bytea, text, timestamptz, integer, integer, integer, text);
drop function door_enrol(uuid, bytea, bigint, bytea[], timestamptz, text);
drop function identity_change_factor(bytea[], text);
drop function nenep_private.set_recovery(uuid, bytea[]);
"""


class Migration(migrations.Migration):
    """What the database decides of the second step."""

    dependencies = [("identity", "0003_door")]
    operations = [migrations.RunSQL(SECOND, GONE)]
