from django.db import migrations

from nenep.access.row_policies import managed, protect, reach

SELF = "person_id = (select access_person())"
ONESELF = "id = (select access_person())"
HOSTED = "id in (select person_id from people_hostedstay)"


class Migration(migrations.Migration):
    """People are seen by those who keep the record, by a host, and by themselves."""

    dependencies = [
        ("people", "0001_persons_and_spells"),
        ("access", "0003_walls"),
    ]
    operations = [
        protect(
            "people_hostedstay",
            read=f"{reach('unit_id', 'records')} or {SELF}",
            write=managed("unit_id"),
        ),
        protect(
            "people_person",
            read=" or ".join((reach("kept_by_id", "records"), ONESELF, HOSTED)),
            write=managed("kept_by_id"),
        ),
        *(
            protect(
                f"people_{name}",
                read=f"{reach('unit_id', 'records')} or {SELF}",
                write=managed("unit_id"),
            )
            for name in ("membership", "state")
        ),
        # Who chairs the cell is known to every member of it.
        protect(
            "people_officeterm",
            read=f"{reach('unit_id', 'records', 'inside')} or {SELF}",
            write=managed("unit_id"),
        ),
    ]
