"""Plans of the drawn world, and every row of it that a plan could touch."""

import json
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor
from nenep.reorganisation.actions.draft_plan import draft_plan
from nenep.reorganisation.models import Plan
from nenep.reorganisation.queries.traces import TABLES
from nenep.reorganisation.rules.steps import Act, Found, Merge, PlanText, Step
from tests.world import World

NEXT_MONTH = date(2026, 12, 1)
VILLAGE, SCHOOL, WARD = "99101001000001", "99101002000001", "99101000000000"
NEW_CODE = "99101003000001"
NEW_CELL = Found(
    key="moi",
    name="Chi bộ làng Kon Rơlang và Trường Lồ Ô",
    kind="party_cell",
    cell_type="residential",
    code=NEW_CODE,
    under=WARD,
)
MERGER: tuple[Act, ...] = (NEW_CELL, Merge((VILLAGE, SCHOOL), "moi"))


def text(*acts: Act, on: date = NEXT_MONTH) -> PlanText:
    """A plan of these acts."""
    return PlanText(
        title="Hợp nhất hai chi bộ",
        decision="15-QĐ/ĐU",
        decided_on=date(2026, 11, 20),
        effective_on=on,
        steps=tuple(Step(act) for act in acts),
    )


def drafted(
    world: World, actor: Actor, *acts: Act, on: date = NEXT_MONTH, unit: str = "ward"
) -> Plan:
    """The plan kept for the ward."""
    return draft_plan(actor=actor, unit_id=world.unit(unit), text=text(*acts, on=on))


def every_row() -> dict[str, list[str]]:
    """All rows of the tables a plan may touch, and the paths: for comparing."""
    found: dict[str, list[str]] = {}
    with connection.cursor() as cursor:
        for table in (*(kept.table for kept in TABLES), "people_person", "access_unitpath"):
            cursor.execute(f"select to_jsonb(t)::text from {table} t")
            found[table] = sorted(row[0] for row in cursor.fetchall())
    return found


def where_is(person_id: UUID, on: date) -> list[UUID]:
    """The units of which the person is a member that day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select unit_id from people_membership where person_id = %s and during @> %s::date",
            [person_id, on],
        )
        return [row[0] for row in cursor.fetchall()]


def differing(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, list[str]]:
    """The rows that are not in both, for a readable failure."""
    return {
        table: [json.dumps(json.loads(row)) for row in set(before[table]) ^ set(after[table])]
        for table in before
        if before[table] != after[table]
    }
