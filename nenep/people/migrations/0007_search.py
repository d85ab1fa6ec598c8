from pathlib import Path

from django.db import migrations

from nenep.access.row_policies import ROLES

SQL = Path(__file__).parent / "sql"
SEARCH = (SQL / "search.sql").read_text(encoding="utf-8")
MERGE = (SQL / "merge.sql").read_text(encoding="utf-8")


def _called(*functions: str) -> str:
    return "".join(
        f"revoke execute on function {name} from public;"
        f"grant execute on function {name} to {ROLES};"
        for name in functions
    )


def _dropped(*functions: str) -> str:
    return "".join(f"drop function {name};" for name in functions)


FIND = "people_find(uuid[], jsonb, date, uuid, integer)"
FIND_PARTS = (
    "nenep_private.search_whole",
    "nenep_private.search_units",
    "nenep_private.search_page",
    "nenep_private.search_terms",
    "nenep_private.standing",
    "nenep_private.kinds_of",
)
INDEXES = (
    "people_in_order",
    "people_of_a_unit_in_order",
    "people_by_part_of_name",
    "people_states_of_a_kind",
    "people_offices_of_a_kind",
    "people_hosted_by",
)
READ = (
    "people_person",
    "people_membership",
    "people_state",
    "people_hostedstay",
    "people_officeterm",
)
MERGING = (
    "people_with_account(uuid[])",
    "people_two_offices(uuid, uuid)",
    "people_merge(uuid, uuid, date, timestamptz)",
)
MERGE_PARTS = ("nenep_private.merge_offices", "nenep_private.must_manage")


class Migration(migrations.Migration):
    """Search carries the reach itself (ADR 0025); two records of one person become one."""

    dependencies = [
        ("people", "0006_guards_of_offices"),
        ("access", "0004_planned_and_kept"),
        ("identity", "0002_account_of_a_person"),
    ]
    operations = [
        # Its order was that of the database's own collation, which no list asks for.
        migrations.RemoveIndex("Person", "people_of_a_cell_by_name"),
        migrations.RunSQL(
            SEARCH + _called(FIND),
            _dropped(FIND, *FIND_PARTS)
            + "".join(f"drop index {name};" for name in INDEXES)
            + "alter table people_person alter column name_folded set statistics default;"
            + "".join(f"alter table {name} force row level security;" for name in READ),
        ),
        migrations.RunSQL(MERGE + _called(*MERGING), _dropped(*MERGING, *MERGE_PARTS)),
    ]
