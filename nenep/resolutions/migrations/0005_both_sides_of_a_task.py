from django.db import migrations

from nenep.access.row_policies import protect, reach

WRITES = ("insert", "update", "delete")
OTHER_SIDE = "other_unit_id in (select access_units('inside'))"


def office(column: str) -> str:
    """A committee acts for its own unit here, not for those below: the roots themselves."""
    held = "jsonb_array_elements_text(access_payload() -> 'managed')"
    return f"{column} in (select v::uuid from {held} as t(v))"


def also(table: str, name: str, verb: str, condition: str) -> migrations.RunSQL:
    """One more policy of a verb; policies of one verb are or-ed."""
    using, check = f"using ({condition})", f"with check ({condition})"
    body = {"select": using, "delete": using, "insert": check, "update": f"{using} {check}"}[verb]
    policy = f"{table}_{name}_{verb}"
    return migrations.RunSQL(
        f"create policy {policy} on {table} for {verb} {body};", f"drop policy {policy} on {table};"
    )


# What a committee gives a cell is the committee's row; the cell reads it and reports.
GIVEN = f"direction = 'down' and meeting_id is null and {office('unit_id')}"
FOUND = f"other_unit_id is not null and meeting_id is null and {office('unit_id')}"
TOLD = (
    f"by_other and ({OTHER_SIDE} or {office('other_unit_id')})"
    f" or other_unit_id is not null and not by_other and {office('unit_id')}"
)
TOLD_INSIDE = "not by_other and unit_id in (select access_units('inside'))"
REPORTS = "resolutions_taskreport"


def narrowed(name: str, body: str) -> migrations.RunSQL:
    before, now = reach("unit_id", "inside"), f"(select access_all()) or {TOLD_INSIDE}"
    said = f"alter policy {REPORTS}_{name} on {REPORTS} "
    return migrations.RunSQL(f"{said}{body.format(now)};", f"{said}{body.format(before)};")


OWN_WORD = f"level = 'member' and ({reach('unit_id', 'inside')})"


class Migration(migrations.Migration):
    """A cell and its superior see both sides of a task between them; each writes only its own."""

    dependencies = [
        ("resolutions", "0004_shared_and_reviewed_tasks"),
        ("access", "0003_walls"),
    ]
    operations = [
        protect(
            "resolutions_coowner",
            read=reach("unit_id", "inside", "records"),
            write=reach("unit_id", "leads"),
        ),
        protect(
            "resolutions_taskreview",
            read=reach("unit_id", "inside", "records"),
            write=f"{reach('unit_id', 'leads')} or {OWN_WORD}",
        ),
        also(
            "resolutions_task",
            "between",
            "select",
            "direction <> 'within' and owner_unit_id in (select access_units('inside'))",
        ),
        *(also("resolutions_task", "given", verb, GIVEN) for verb in WRITES),
        also("resolutions_taskoutcome", "between", "select", OTHER_SIDE),
        *(also("resolutions_taskoutcome", "given", verb, FOUND) for verb in WRITES),
        # Until now whoever is inside wrote any report of the cell's; now only its own side's.
        narrowed("add", "with check ({0})"),
        narrowed("change", "using ({0}) with check ({0})"),
        narrowed("remove", "using ({0})"),
        also(REPORTS, "between", "select", OTHER_SIDE),
        *(also(REPORTS, "between", verb, TOLD) for verb in WRITES),
    ]
