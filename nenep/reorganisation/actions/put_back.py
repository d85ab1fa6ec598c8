"""Rows of a trace go back into their tables, under the rights of whoever undoes the plan."""

import json
from collections.abc import Sequence
from uuid import UUID

from django.db import connection

from nenep.reorganisation.models import PlanTrace
from nenep.reorganisation.queries.traces import TABLES, Kept, Row


def put_back(trace: PlanTrace) -> None:
    """Remove what the plan wrote, restore what it changed, then set the paths of its units. Rows
    that came are removed before the ones that were cut short grow again: they never overlap."""
    for kept in reversed(TABLES):
        came = _keys(kept, trace.after) - _keys(kept, trace.before)
        if came:
            _run(f"delete from {kept.table} where {kept.key}::text = any(%s)", sorted(came))  # noqa: S608
    for kept in TABLES:
        there = _keys(kept, trace.after)
        rows = trace.before.get(kept.table, [])
        _change(kept, [row for row in rows if str(row[kept.key]) in there])
        _insert(kept, [row for row in rows if str(row[kept.key]) not in there])
    # The records first: once a founded unit has lost its path, nobody reaches what it kept.
    _run("select people_keep(%s)", trace.people)
    for unit_id in (*sorted(set(trace.units) - set(trace.founded)), *trace.founded):
        _run("select structure_place(%s)", unit_id)


def _keys(kept: Kept, rows: dict[str, list[Row]]) -> set[str]:
    return {str(row[kept.key]) for row in rows.get(kept.table, [])}


def _change(kept: Kept, rows: Sequence[Row]) -> None:
    if not rows:
        return
    columns = [column for column in rows[0] if column != kept.key]
    values = ", ".join(f'"{column}" = r."{column}"' for column in columns)
    _run(
        f"update {kept.table} t set {values}"  # noqa: S608
        f" from jsonb_populate_recordset(null::{kept.table}, %s::jsonb) r"
        f" where t.{kept.key} = r.{kept.key}",
        json.dumps(rows),
    )


def _insert(kept: Kept, rows: Sequence[Row]) -> None:
    if rows:
        _run(
            f"insert into {kept.table}"  # noqa: S608
            f" select * from jsonb_populate_recordset(null::{kept.table}, %s::jsonb)",
            json.dumps(rows),
        )


def _run(statement: str, *values: str | UUID | list[str] | list[UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
