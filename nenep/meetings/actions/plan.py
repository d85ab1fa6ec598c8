"""Planning a meeting: the month's on the day the rulebook gives, others on a day one chooses."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Meeting, Series
from nenep.meetings.policies import When, meeting_to_change, visible_to
from nenep.meetings.queries import rule_path, series_on
from nenep.meetings.rules.day_rule import departure, meeting_day
from nenep.meetings.rules.kinds import CELL_MEETINGS, REGULAR_KINDS, Kind, must_be_holdable
from nenep.meetings.rules.topics import topics_on
from nenep.rulebook.queries import rules_in_force
from nenep.structure.policies import unit_for
from nenep.structure.rules.units import UnitView


@dataclass(frozen=True)
class _Day:
    on: date
    reason: str


@dataclass(frozen=True)
class _Wish:
    """What the caller said, besides whose meeting of which month."""

    kind: str
    topic: str
    topic_code: str
    planned_on: date | None
    reason: str
    prepares: Meeting | None
    planned_at: time | None
    place: str


@transaction.atomic
def plan_meeting(
    *,
    actor: Actor,
    unit_id: UUID,
    month: date,
    kind: str = "regular",
    topic: str = "",
    topic_code: str = "",
    planned_on: date | None = None,
    planned_at: time | None = None,
    place: str = "",
    reason: str = "",
    prepares_id: UUID | None = None,
) -> Meeting:
    """A meeting that answers for ``month``. The month's regular meeting is one: planned again it is
    the same. A topic is one meeting of the month, any other kind one meeting of its day; a cell's
    committee meets once for each meeting it ``prepares``.

    Without ``planned_on`` the day of the regular meeting is the rule's, with its reason. Another
    day is a fact to explain, never one to refuse: ``reason`` is kept beside the difference; of an
    extraordinary meeting it says why it is called. Something else said moves a meeting that has
    not been opened. ``planned_at`` and ``place`` stand where the unit has no series to take them
    from. ``topic_code`` is an entry of the catalogue, whose title is the topic unless one is given.

    Raises:
        Absent, Forbidden: not the actor's unit, or not the actor's to prepare.
        Refused: the unit holds no such meetings, has neither series nor time and place given, or
            the meeting to be moved has been opened.
        Invalid: no day is known and none was given; no topic for a thematic or no reason for an
            extraordinary one; the committee would meet after what it prepares.
    """
    first = month.replace(day=1)
    unit = unit_for(actor, unit_id, to=Capability.PREPARE_MEETING, on=planned_on or first)
    must_be_holdable(kind, unit.kind)
    said = _Wish(
        kind=kind,
        topic=_topic(topic.strip(), topic_code, unit),
        topic_code=topic_code,
        planned_on=planned_on,
        reason=reason.strip(),
        prepares=_prepared(actor, unit, kind, prepares_id, planned_on),
        planned_at=planned_at,
        place=place.strip(),
    )
    _must_be_explained(said)
    existing = _existing(unit.id, first, said)
    if existing is not None:
        return _moved(actor, existing, unit, said)
    return _planned(actor, unit, first, said)


def _planned(actor: Actor, unit: UnitView, month: date, said: _Wish) -> Meeting:
    series, at, place = _time_and_place(unit.id, month, said)
    day = _day(unit, month, series, said)
    meeting = Meeting(
        unit_id=unit.id,
        series=series,
        kind=said.kind,
        month=month,
        planned_on=day.on,
        planned_at=at,
        day_reason=day.reason,
        place=place,
        topic=said.topic,
        topic_code=said.topic_code,
        prepares=said.prepares,
    )
    meeting.save(force_insert=True)
    _journal(actor, "meeting.planned", meeting)
    return meeting


def _must_be_explained(said: _Wish) -> None:
    if said.kind == Kind.EXTRAORDINARY and not said.reason:
        raise Invalid("Đồng chí ghi lý do họp bất thường; chưa lập cuộc họp.", field="reason")
    if said.kind == Kind.THEMATIC and not said.topic:
        raise Invalid("Đồng chí ghi tên chuyên đề; chưa lập cuộc họp.", field="topic")


def _topic(topic: str, code: str, unit: UnitView) -> str:
    if not code:
        return topic
    path = rule_path(unit.id, unit.on)
    known = {one.code: one.title for one in topics_on(rules_in_force(), unit.on, path)}
    if code not in known:
        raise Invalid("Không có chuyên đề này trong danh mục.", field="topic_code")
    return topic or known[code]


def _prepared(
    actor: Actor, unit: UnitView, kind: str, prepares_id: UUID | None, on: date | None
) -> Meeting | None:
    """The meeting of the cell which its committee gets ready."""
    if prepares_id is None:
        return None
    if kind != Kind.CELL_COMMITTEE:
        raise Invalid("Chỉ cuộc họp chi ủy mới chuẩn bị một buổi khác.", field="prepares")
    found = visible_to(actor).filter(pk=prepares_id, unit_id=unit.id).first()
    if found is None or found.kind not in CELL_MEETINGS:
        raise Absent("Không tìm thấy buổi sinh hoạt mà chi ủy chuẩn bị.")
    if on is not None and on > (found.held_on or found.planned_on):
        raise Invalid(
            "Chi ủy họp trước buổi sinh hoạt mà mình chuẩn bị (%(day)s); đồng chí chọn lại ngày.",
            field="planned_on",
            day=f"{found.held_on or found.planned_on:%d/%m/%Y}",
        )
    return found


def _existing(unit_id: UUID, month: date, said: _Wish) -> Meeting | None:
    of_month = Meeting.objects.filter(unit_id=unit_id, month=month)
    if said.kind in REGULAR_KINDS:
        return of_month.filter(kind__in=REGULAR_KINDS).first()
    alike = of_month.filter(kind=said.kind)
    if said.kind == Kind.THEMATIC:
        return alike.filter(topic=said.topic).first()
    if said.prepares is not None:
        return alike.filter(prepares=said.prepares).first()
    return (alike.filter(planned_on=said.planned_on) if said.planned_on else alike).first()


def _moved(actor: Actor, meeting: Meeting, unit: UnitView, said: _Wish) -> Meeting:
    """The meeting already planned, moved only where the caller says something else."""
    code = said.topic_code or meeting.topic_code
    wanted = (said.kind, said.topic or meeting.topic, code, said.planned_on or meeting.planned_on)
    if wanted == (meeting.kind, meeting.topic, meeting.topic_code, meeting.planned_on):
        return meeting
    door = meeting_to_change(actor, meeting.pk, to=Capability.PREPARE_MEETING, when=When.PREPARING)
    meeting = door.meeting
    if said.planned_on is not None and said.planned_on != meeting.planned_on:
        day = _day(unit, meeting.month, meeting.series, said)
        meeting.planned_on, meeting.day_reason = day.on, day.reason
    meeting.kind, meeting.topic, meeting.topic_code = wanted[:3]
    meeting.save(update_fields=["kind", "topic", "topic_code", "planned_on", "day_reason"])
    _journal(actor, "meeting.replanned", meeting)
    return meeting


def _time_and_place(unit_id: UUID, month: date, said: _Wish) -> tuple[Series | None, time, str]:
    """The habit in force for that kind, or the regular one's time and place. No habit where the
    unit has none and both were given."""
    on = said.planned_on or month.replace(day=28)
    series = series_on(unit_id, said.kind, on)
    if series is None and said.kind != "regular":
        series = series_on(unit_id, "regular", on)
    if said.planned_at and said.place:
        return series, said.planned_at, said.place
    if series is None:
        raise Refused(
            "Chưa khai lịch sinh hoạt (giờ và nơi họp) cho tháng %(month)s; đồng chí khai lịch "
            "sinh hoạt trước, hoặc ghi giờ và nơi của riêng buổi này.",
            month=f"{month:%m/%Y}",
        )
    return series, said.planned_at or series.start_time, said.place or series.place


def _day(unit: UnitView, month: date, series: Series | None, said: _Wish) -> _Day:
    usual = series.usual_day if series is not None and series.kind == said.kind else None
    if said.kind not in REGULAR_KINDS:
        chosen = said.planned_on or (month.replace(day=usual) if usual else None)
        if chosen is None:
            raise Invalid("Đồng chí chọn ngày họp.", field="planned_on")
        return _Day(chosen, said.reason[:300])
    ruled = meeting_day(
        rules_in_force(),
        month,
        cell_type=unit.cell_type,
        unit_path=rule_path(unit.id, unit.on),
        usual_day=series.usual_day if series is not None else None,
    )
    chosen = said.planned_on or ruled.day
    if chosen is None:
        raise Invalid(ruled.reason, field="planned_on")
    differs = departure(ruled, chosen)
    words = f"{differs} {said.reason}" if differs else ruled.reason
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
