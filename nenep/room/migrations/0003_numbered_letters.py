"""The number of a letter is taken under a lock, so that a backup can say which letters it holds."""

from pathlib import Path

from django.db import migrations

NUMBERED = (Path(__file__).parent / "sql" / "numbered_letters.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    dependencies = [("room", "0002_mandates_and_walls")]
    operations = [
        migrations.RunSQL(
            NUMBERED,
            "create or replace function room_hear() returns bigint"
            " language sql security definer set search_path = public, pg_temp as"
            " $$ select nextval('nenep_private.room_heard') $$;",
        )
    ]
