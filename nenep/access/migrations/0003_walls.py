from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import managed, open_to_read, protect, reach

WALLS = (Path(__file__).parent / "sql" / "walls.sql").read_text(encoding="utf-8")


class Migration(migrations.Migration):
    """Functions that enter a reach, and the policies of the walls' own tables."""

    dependencies = [
        ("access", "0002_holders_and_places"),
        ("identity", "0002_account_of_a_person"),
    ]
    operations = [
        migrations.RunSQL(WALLS, "drop schema nenep_private cascade;"),
        protect("access_unitpath", read=reach("unit_id", "seen"), write="(select access_all())"),
        protect(
            "access_grant",
            read=reach("unit_id", "records") + " or person_id = (select access_person())",
            # Whoever serves can neither make an administrator nor reach beyond its own committee.
            write=f"({managed('unit_id')}) and (office <> 'administrator' or (select access_all()))",
        ),
        # Accounts are opened by the owner (commands on the server), never by a page.
        protect(
            "identity_account",
            read="(select access_all()) or id = (select access_account())",
            verbs=["select"],
        ),
        open_to_read("access_office"),
    ]
