"""What has been written since a plan was applied and rests on it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

from nenep.access.models import UnitPath
from nenep.dashboards.models import UnitMonth
from nenep.journal.models import Entry, Outbox
from nenep.people.models import BadgeAward, FormerCard, Person
from nenep.people.queries.names import names_of as people_named
from nenep.reorganisation.models import PlanTrace
from nenep.reorganisation.queries.traces import TABLES, Kept, Row, captured, present
from nenep.structure.models import Unit
from nenep.structure.queries.history import names_of

# They follow from the other rows, or tell of acts; none of them is a reason to keep a unit.
FOLLOWING = (UnitPath, UnitMonth, Entry, Outbox)
# The record of somebody the plan moved, and what goes with it, goes back with the membership.
GOING_BACK: Mapping[type[Model], str] = {
    Person: "pk",
    BadgeAward: "person_id",
    FormerCard: "person_id",
}


def what_depends(trace: PlanTrace, since: date) -> tuple[str, ...]:
    """Sentences of what stands in the way of undoing; empty when nothing does."""
    found: Counter[str] = Counter()
    for kept in TABLES:
        found.update(_changed_since(trace, kept))
    found.update(_written_since(trace, since))
    found.update(_attended(trace, since))
    found.update(_referring(trace))
    return tuple(sentence for sentence in found)


def _changed_since(trace: PlanTrace, kept: Kept) -> Iterator[str]:
    """The rows the plan wrote are exactly as it left them."""
    wrote = {str(row[kept.key]): row for row in trace.after.get(kept.table, [])}
    gone = {str(row[kept.key]) for row in trace.before.get(kept.table, [])} - wrote.keys()
    now = present(kept, [*wrote, *gone])
    for key, row in wrote.items():
        if now.get(key) != row:
            yield f"thay đổi về {kept.label}{_whose(kept, row)}"
    for key in gone & now.keys():
        yield f"thay đổi về {kept.label}{_whose(kept, now[key])}"


def _written_since(trace: PlanTrace, since: date) -> Iterator[str]:
    """New rows of the same people and units that reach into the time after the plan."""
    watched = [kept for kept in TABLES if kept.watched]
    for kept in watched:
        known = set(trace.known.get(kept.table, []))
        rows = captured(trace.units, trace.people, [kept])[kept.table]
        fresh = [row for key, row in rows.items() if key not in known]
        for row in fresh:
            if _reaches(row, since):
                yield f"{kept.label} ghi thêm{_whose(kept, row)}"


def _reaches(row: Row, since: date) -> bool:
    """Does the row's range go on after that day? Ranges arrive as ``[2026-01-01,2026-02-01)``."""
    during = str(row["during"])
    last = during.rstrip(")").partition(",")[2]
    return during != "empty" and (not last or last > since.isoformat())


def _attended(trace: PlanTrace, since: date) -> Iterator[str]:
    """Meetings held after the plan with people it had moved there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct m.unit_id, m.held_on from meetings_attendance a"
            " join meetings_meeting m on m.id = a.meeting_id where a.person_id = any(%s)"
            " and a.month >= %s and m.unit_id = any(%s) and m.held_on >= %s",
            [trace.people, since.replace(day=1), trace.units, since],
        )
        rows = cursor.fetchall()
    names = names_of({row[0] for row in rows})
    for unit_id, held_on in rows:
        yield f"cuộc họp ngày {held_on:%d/%m/%Y} của {names.get(unit_id, '')}"


def _referring(trace: PlanTrace) -> Iterator[str]:
    """Rows that name a unit the plan founded, and that the plan did not write."""
    wrote = {
        kept.table: {str(r[kept.key]) for r in trace.after.get(kept.table, [])} for kept in TABLES
    }
    names = names_of(trace.founded)
    for model, column in _pointing_at_units():
        keys = model._default_manager.filter(**{f"{column}__in": trace.founded})
        if model in GOING_BACK:
            keys = keys.exclude(**{f"{GOING_BACK[model]}__in": trace.people})
        for key, unit_id in keys.values_list("pk", column):
            if str(key) not in wrote.get(model._meta.db_table, set()):
                yield f"nội dung của {names.get(unit_id, '')} ({model._meta.model_name})"


def _pointing_at_units() -> Iterator[tuple[type[Model], str]]:
    for model in apps.get_models():
        if issubclass(model, (*FOLLOWING, Unit)):
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is Unit:
                yield model, field.attname


def _whose(kept: Kept, row: Row) -> str:
    """Of whom: people before units, since the office thinks of people."""
    if kept.people:
        person = UUID(str(row[kept.people[0]]))
        return f" của đ/c {people_named([person]).get(person, '')}"
    unit = UUID(str(row[kept.units[0]]))
    return f" của {names_of([unit]).get(unit, '')}"
