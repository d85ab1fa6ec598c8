"""The habit of a unit ends with it, or gives way to the one it takes over in a reorganisation."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.meetings.models import Series


@transaction.atomic
def close_series(*, actor: Actor, unit_ids: Collection[UUID], on: date) -> int:
    """The units meet by no habit from ``on``; how many habits ended. One that was to begin only
    later never begins. The same again changes nothing. Journals ``series.closed`` per unit.

    Raises:
        Forbidden: a unit that is not the actor's to rearrange.
    """
    for unit_id in unit_ids:
        must_hold(actor, Capability.REORGANISE, unit_id)
    rows = Series.objects.filter(unit_id__in=unit_ids, during__overlap=DateRange(on, None))
    told: dict[UUID, int] = {}
    for series in rows:
        told[series.unit_id] = told.get(series.unit_id, 0) + 1
        _end(series, on)
    for unit_id, count in told.items():
        record(
            actor,
            "series.closed",
            unit_id=unit_id,
            kind="unit",
            object_id=unit_id,
            facts={"on": on.isoformat(), "count": count},
        )
    return sum(told.values())


@transaction.atomic
def take_over_series(*, actor: Actor, from_unit_id: UUID, unit_id: UUID, on: date) -> int:
    """The unit meets from ``on`` as the other did: its days, hours and places; how many habits.

    Raises:
        Forbidden: one of them is not the actor's to rearrange.
    """
    must_hold(actor, Capability.REORGANISE, from_unit_id)
    taken = list(Series.objects.filter(unit_id=from_unit_id, during__contains=on))
    if not taken:
        return 0
    close_series(actor=actor, unit_ids=[unit_id], on=on)
    for series in taken:
        Series.objects.create(
            unit_id=unit_id,
            kind=series.kind,
            usual_day=series.usual_day,
            start_time=series.start_time,
            place=series.place,
            planned_minutes=series.planned_minutes,
            during=DateRange(on, series.during.upper),
        )
    record(
        actor,
        "series.taken_over",
        unit_id=unit_id,
        kind="unit",
        object_id=unit_id,
        facts={"from": str(from_unit_id), "on": on.isoformat(), "count": len(taken)},
    )
    return len(taken)


def _end(series: Series, on: date) -> None:
    """A habit never begun has no meetings, so that it can go."""
    if series.during.lower >= on:
        series.delete()
        return
    series.during = DateRange(series.during.lower, on)
    series.save(update_fields=["during"])
