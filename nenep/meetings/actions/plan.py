"""Planning the meeting of a month, on the day the rulebook gives."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.models import MEETING_KINDS, Meeting, Series
from nenep.meetings.policies import When, meeting_to_change
from nenep.meetings.queries import REGULAR_KINDS, rule_path, series_on
from nenep.meetings.rules.day_rule import departure, meeting_day
from nenep.rulebook.queries import rules_in_force
from nenep.structure.policies import unit_for
from nenep.structure.rules.units import UnitView


@dataclass(frozen=True)
class _Day:
    on: date
    reason: str


@transaction.atomic
def plan_meeting(
    *,
    actor: Actor,
    unit_id: UUID,
    month: date,
    kind: str = "regular",
    topic: str = "",
    planned_on: date | None = None,
    reason: str = "",
) -> Meeting:
    """The meeting that answers for ``month``; the same month again returns the same meeting.

    Without ``planned_on`` the day is the rule's, with its reason. Another day is a fact to
    explain, never one to refuse: ``reason`` is kept beside the difference. A different
    ``planned_on`` (or kind, or topic) moves a meeting that has not been opened.

    Raises:
        Absent, Forbidden: not the actor's unit, or not the actor's to prepare.
        Refused: the unit has no series yet, or the meeting to be moved has been opened.
        Invalid: no day is known and none was given.
    """
    first = month.replace(day=1)
    unit = unit_for(actor, unit_id, to=Capability.PREPARE_MEETING, on=planned_on or first)
    _must_be_known(kind)
    topic = topic.strip()
    existing = _existing(unit.id, first, kind, topic)
    if existing is not None:
        return _moved(actor, existing, unit, kind, topic, planned_on, reason)
    series = _series(unit.id, kind, first, planned_on)
    day = _day(unit, first, kind, series, planned_on, reason)
    meeting = Meeting(
        unit_id=unit.id,
        series=series,
        kind=kind,
        month=first,
        planned_on=day.on,
        planned_at=series.start_time,
        day_reason=day.reason,
        place=series.place,
        topic=topic,
    )
    meeting.save(force_insert=True)
    _journal(actor, "meeting.planned", meeting)
    return meeting


def _must_be_known(kind: str) -> None:
    if kind not in dict(MEETING_KINDS):
        raise Invalid("Không có loại sinh hoạt này.", field="kind")


def _existing(unit_id: UUID, month: date, kind: str, topic: str) -> Meeting | None:
    of_month = Meeting.objects.filter(unit_id=unit_id, month=month)
    if kind in REGULAR_KINDS:
        return of_month.filter(kind__in=REGULAR_KINDS).first()
    return of_month.filter(kind=kind, topic=topic).first()


def _moved(
    actor: Actor,
    meeting: Meeting,
    unit: UnitView,
    kind: str,
    topic: str,
    planned_on: date | None,
    reason: str,
) -> Meeting:
    """The meeting already planned, moved only where the caller says something else."""
    wanted = (kind, topic or meeting.topic, planned_on or meeting.planned_on)
    if wanted == (meeting.kind, meeting.topic, meeting.planned_on):
        return meeting
    door = meeting_to_change(actor, meeting.pk, to=Capability.PREPARE_MEETING, when=When.PREPARING)
    meeting = door.meeting
    if planned_on is not None and planned_on != meeting.planned_on:
        day = _day(unit, meeting.month, kind, meeting.series, planned_on, reason)
        meeting.planned_on, meeting.day_reason = day.on, day.reason
    meeting.kind, meeting.topic = kind, wanted[1]
    meeting.save(update_fields=["kind", "topic", "planned_on", "day_reason"])
    _journal(actor, "meeting.replanned", meeting)
    return meeting


def _series(unit_id: UUID, kind: str, month: date, planned_on: date | None) -> Series:
    """The habit in force for that kind, or the regular one's time and place."""
    on = planned_on or month.replace(day=28)
    series = series_on(unit_id, kind, on)
    if series is None and kind != "regular":
        series = series_on(unit_id, "regular", on)
    if series is None:
        raise Refused(
            "Chi bộ chưa khai lịch sinh hoạt (giờ và nơi họp) cho tháng %(month)s; "
            "đồng chí khai lịch sinh hoạt trước.",
            month=f"{month:%m/%Y}",
        )
    return series


def _day(
    unit: UnitView,
    month: date,
    kind: str,
    series: Series | None,
    planned_on: date | None,
    reason: str,
) -> _Day:
    usual = series.usual_day if series is not None else None
    if kind not in REGULAR_KINDS:
        chosen = planned_on or (month.replace(day=usual) if usual else None)
        if chosen is None:
            raise Invalid("Đồng chí chọn ngày họp.", field="planned_on")
        return _Day(chosen, reason.strip())
    ruled = meeting_day(
        rules_in_force(),
        month,
        cell_type=unit.cell_type,
        unit_path=rule_path(unit.id, unit.on),
        usual_day=usual,
    )
    chosen = planned_on or ruled.day
    if chosen is None:
        raise Invalid(ruled.reason, field="planned_on")
    differs = departure(ruled, chosen)
    words = f"{differs} {reason.strip()}" if differs else ruled.reason
    return _Day(chosen, words.strip()[:300])


def _journal(actor: Actor, verb: str, meeting: Meeting) -> None:
    announce(verb, unit_id=meeting.unit_id, month=meeting.month)
    record(
        actor,
        verb,
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting.pk,
        facts={
            "kind": meeting.kind,
            "month": meeting.month.isoformat(),
            "on": meeting.planned_on.isoformat(),
        },
    )
