from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import ROLES

LIVES = (Path(__file__).parent / "sql" / "lives.sql").read_text(encoding="utf-8")
CALLED = (
    "people_detach(uuid[], uuid[], date, text)",
    "people_keep(uuid[])",
    "people_relocate(uuid[], uuid[], date, text, text)",
    "people_receive(uuid, date, timestamptz)",
    "people_return(uuid, date, timestamptz)",
    "people_come_home(uuid, date)",
    "people_leave(uuid, date, text, text)",
    "people_destination(text, date)",
    "people_life(uuid)",
)
GRANTS = "".join(
    f"revoke execute on function {name} from public; grant execute on function {name} to {ROLES};"
    for name in CALLED
)
UNDO = (
    "drop trigger membership_within_its_unit on people_membership;"
    "drop trigger state_within_its_unit on people_state;"
    "drop trigger stay_within_its_unit on people_hostedstay;"
    "drop trigger nobody_left_behind on structure_unit;"
    "drop trigger transfer_to_a_living_cell on people_transfer;"
    + "".join(f"drop function {name};" for name in CALLED)
    + "drop function nenep_private.within_its_unit, nenep_private.nobody_left_behind,"
    " nenep_private.to_a_living_cell, nenep_private.tell, nenep_private.end_stays,"
    " nenep_private.called, nenep_private.widen, nenep_private.narrow;"
)


class Migration(migrations.Migration):
    """A life passes from one cell to another in one act; spells lie within the life of a unit."""

    dependencies = [
        ("people", "0004_policies_of_lives"),
        ("journal", "0002_chain_and_policies"),
    ]
    operations = [migrations.RunSQL(LIVES + GRANTS, UNDO)]
