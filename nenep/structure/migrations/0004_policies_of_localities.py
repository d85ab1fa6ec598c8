from django.db import migrations

from nenep.access.row_policies import ROLES, managed, protect, reach

BENEATH = reach("unit_id", "beneath")
# A successor may stand anywhere in the actor's branch: it is only told who keeps the records.
SUCCESSOR = reach("successor_id", "managed")


class Migration(migrations.Migration):
    """Villages belong to a commune; a succession to the unit that ended."""

    dependencies = [("structure", "0003_successions_and_localities")]
    operations = [
        protect(
            "structure_succession",
            read=reach("unit_id", "seen"),
            write=f"({BENEATH}) and ({SUCCESSOR})",
        ),
        protect("structure_localityplace", read=reach("unit_id", "seen"), write=managed("unit_id")),
        # A place without a row yet is nobody's: who manages some commune may begin one.
        protect(
            "structure_locality",
            read="(select access_all()) or id in (select locality_id from structure_localityplace)",
            write="(select access_all()) or exists (select access_units('managed'))",
            verbs=("select", "insert"),
        ),
        migrations.RunSQL(
            f"grant usage on sequence structure_localityplace_id_seq to {ROLES};",
            f"revoke all on sequence structure_localityplace_id_seq from {ROLES};",
        ),
    ]
