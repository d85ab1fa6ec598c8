from django.db import migrations

from nenep.access.row_policies import ROLES, managed, protect, reach

SELF = "person_id = (select access_person())"
ONESELF = "id = (select access_person())"
HOSTED = "id in (select person_id from people_hostedstay where during @> access_today())"
# The cell itself records exemptions and absences, by its resolution; the superior everything.
BY_THE_CELL = reach("unit_id", "managed", "leads")
# A stay opens the person's record to the host: only somebody who sees the person may enter one. A
# function, because the policies of persons and stays would otherwise ask for each other without end.
SEEN = """
create function people_seen(wanted uuid) returns boolean language sql stable as
$$ select exists (select 1 from people_person where id = wanted) $$;
revoke execute on function people_seen(uuid) from public;
"""


class Migration(migrations.Migration):
    """People are seen by those who keep the record, by a host, and by themselves."""

    dependencies = [
        ("people", "0001_persons_and_spells"),
        ("access", "0003_walls"),
    ]
    operations = [
        migrations.RunSQL(
            f"{SEEN} grant execute on function people_seen(uuid) to {ROLES};",
            "drop function people_seen(uuid);",
        ),
        protect(
            "people_hostedstay",
            read=f"{reach('unit_id', 'records')} or {SELF}",
            write=f"({managed('unit_id')}) and people_seen(person_id)",
        ),
        protect(
            "people_person",
            read=" or ".join((reach("kept_by_id", "records"), ONESELF, HOSTED)),
            write=managed("kept_by_id"),
        ),
        protect(
            "people_membership",
            read=f"{reach('unit_id', 'records')} or {SELF}",
            write=managed("unit_id"),
        ),
        protect(
            "people_state",
            read=f"{reach('unit_id', 'records')} or {SELF}",
            write=BY_THE_CELL,
        ),
        # Who chairs the cell is known to every member of it.
        protect(
            "people_officeterm",
            read=f"{reach('unit_id', 'records', 'inside')} or {SELF}",
            write=managed("unit_id"),
        ),
    ]
