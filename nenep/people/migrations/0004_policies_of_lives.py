from django.db import migrations

from nenep.access.row_policies import managed, protect, reach

SELF = "person_id = (select access_person())"
READ = f"{reach('unit_id', 'records')} or {SELF}"
BY_THE_CELL = reach("unit_id", "managed", "leads")
# Somebody on the way here is known here: the letter says who comes.
ARRIVING = """
drop policy people_person_read on people_person;
create policy people_person_read on people_person for select using (
  (select access_all()) or kept_by_id in (select access_units('records'))
  or id = (select access_person())
  or id in (select person_id from people_hostedstay where during @> access_today())
  or id in (select person_id from people_transfer where closed_on is null));
"""


class Migration(migrations.Migration):
    """Lives, residence and offices are read by who keeps the records, and by oneself."""

    dependencies = [
        ("people", "0003_lives_and_offices"),
        ("structure", "0004_policies_of_localities"),
    ]
    operations = [
        *(
            protect(f"people_{name}", read=READ, write=managed("unit_id"))
            for name in ("formercard", "badgeaward")
        ),
        *(
            protect(f"people_{name}", read=READ, write=BY_THE_CELL)
            for name in ("residence", "groupplace")
        ),
        # Sender and receiver both; only the sender begins one.
        protect(
            "people_transfer",
            read=f"{reach('unit_id', 'records')} or {SELF}"
            " or to_unit_id in (select access_units('records'))",
            write=f"{managed('unit_id')} or to_unit_id in (select access_units('managed'))",
        ),
        migrations.RunSQL(
            "drop policy people_transfer_add on people_transfer;"
            "create policy people_transfer_add on people_transfer for insert with check"
            f" ({managed('unit_id')});",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(ARRIVING, migrations.RunSQL.noop),
        protect(
            "people_residencelink",
            read=f"{READ} or home_unit_id in (select access_units('records'))",
            write=BY_THE_CELL,
        ),
        protect(
            "people_residencecomment",
            read=f"{reach('unit_id', 'records')}"
            " or link_id in (select id from people_residencelink)",
            write=BY_THE_CELL,
        ),
        # Who leads the cell, since when and by what vote, is known to every member of it.
        *(
            protect(
                f"people_{name}",
                read=reach("unit_id", "records", "inside"),
                write=managed("unit_id"),
            )
            for name in ("committeeterm", "election", "tally")
        ),
    ]
