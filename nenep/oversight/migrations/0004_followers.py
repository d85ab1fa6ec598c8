from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql"
FOLLOWERS = (SQL / "followers.sql").read_text(encoding="utf-8")
REACHING_IN = (SQL / "reaching_in.sql").read_text(encoding="utf-8")
_BEGINS = REACHING_IN.index("create or replace function nenep_private.describe")
BEFORE = REACHING_IN[_BEGINS : REACHING_IN.index("end $$;", _BEGINS) + len("end $$;")]


class Migration(migrations.Migration):
    """Following a cell opens it only to who sits in the committee it stands under today."""

    dependencies = [("oversight", "0003_watched"), ("access", "0007_followers")]
    operations = [
        migrations.RunSQL(
            FOLLOWERS, f"{BEFORE}\ndrop function nenep_private.follows(uuid, uuid, date);"
        )
    ]
