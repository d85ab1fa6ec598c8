from pathlib import Path

from django.db import migrations

HERE = Path(__file__).parent / "sql"
IDENTITY = Path(__file__).parents[2] / "identity" / "migrations" / "sql"
NOTED = (HERE / "door_journal.sql").read_text(encoding="utf-8")


def as_it_was() -> str:
    """The doors without their entries, from the files that made them."""
    made = (IDENTITY / "door.sql", IDENTITY / "second_factor.sql", HERE / "links.sql")
    said = "\n".join(path.read_text(encoding="utf-8") for path in made)
    return said.replace("\ncreate function", "\ncreate or replace function") + (
        "\ndrop function nenep_private.note_lock(uuid, text, integer, text, timestamptz);"
        "drop function nenep_private.note_at_the_door(uuid, text, jsonb, timestamptz, boolean);"
        "drop function nenep_private.holder_of(text);"
    )


class Migration(migrations.Migration):
    """A second factor enrolled at the door, recovery codes, one-time links and lock-outs are
    journalled by the functions that decide them."""

    dependencies = [
        ("accounts", "0003_own_ways"),
        ("journal", "0006_exports_of_a_day"),
    ]
    operations = [migrations.RunSQL(NOTED, as_it_was())]
