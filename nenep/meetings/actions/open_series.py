"""The habit of a unit begins, or changes from a day on."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid
from nenep.meetings.models import MEETING_KINDS, Series
from nenep.meetings.queries import series_on
from nenep.structure.policies import unit_for

LAST_DAY_OF_A_MONTH = 31


@dataclass(frozen=True)
class _Habit:
    usual_day: int | None
    start_time: time
    place: str
    planned_minutes: int


@transaction.atomic
def open_series(
    *,
    actor: Actor,
    unit_id: UUID,
    kind: str,
    start_time: time,
    place: str,
    planned_minutes: int,
    on: date,
    usual_day: int | None = None,
    until: date | None = None,
) -> Series:
    """When and where the unit meets from ``on`` (to the day before ``until``).

    A habit already running ends the day before; one that began the same day is replaced. The same
    habit again changes nothing. ``usual_day`` matters only where the rulebook leaves the day free.

    Raises:
        Absent, Forbidden: not the actor's unit, or not the actor's to prepare.
        Invalid: an unknown kind, a day no month has, or no minutes.
    """
    unit = unit_for(actor, unit_id, to=Capability.PREPARE_MEETING, on=on)
    habit = _Habit(usual_day, start_time, place.strip(), planned_minutes)
    _must_be_possible(kind, habit)
    running = series_on(unit.id, kind, on)
    if running is not None and _habit_of(running) == habit and until in (None, _end(running)):
        return running
    series = _written(running, unit.id, kind, habit, on, until)
    record(
        actor,
        "series.opened",
        unit_id=unit.id,
        kind="series",
        object_id=series.pk,
        facts={"kind": kind, "on": on.isoformat(), "minutes": planned_minutes},
    )
    return series


def _must_be_possible(kind: str, habit: _Habit) -> None:
    if kind not in dict(MEETING_KINDS):
        raise Invalid("Không có loại sinh hoạt này.", field="kind")
    if habit.usual_day is not None and not 1 <= habit.usual_day <= LAST_DAY_OF_A_MONTH:
        raise Invalid("Ngày họp phải từ 1 đến 31.", field="usual_day")
    if habit.planned_minutes <= 0:
        raise Invalid("Thời lượng dự kiến phải lớn hơn 0 phút.", field="planned_minutes")
    if not habit.place:
        raise Invalid("Đồng chí ghi nơi họp.", field="place")


def _written(
    running: Series | None,
    unit_id: UUID,
    kind: str,
    habit: _Habit,
    on: date,
    until: date | None,
) -> Series:
    later = Series.objects.filter(unit_id=unit_id, kind=kind, during__startswith__gt=on)
    following = later.order_by("during").first()
    end = until or (following.during.lower if following is not None else None)
    begins_today = running is not None and running.during.lower == on
    if running is not None and not begins_today:
        running.during = DateRange(running.during.lower, on)
        running.save(update_fields=["during"])
    series = running if running is not None and begins_today else Series(unit_id=unit_id, kind=kind)
    series.usual_day, series.start_time = habit.usual_day, habit.start_time
    series.place, series.planned_minutes = habit.place, habit.planned_minutes
    series.during = DateRange(on, end)
    series.save()
    return series


def _habit_of(series: Series) -> _Habit:
    return _Habit(series.usual_day, series.start_time, series.place, series.planned_minutes)


def _end(series: Series) -> date | None:
    end: date | None = series.during.upper
    return end
