"""Closing: the discussion is over, the facts of the evening are complete."""

from datetime import date, time
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.actions.mark import enter_milestone
from nenep.meetings.models import AgendaItem, Attendance, Meeting, Milestone, Vote
from nenep.meetings.policies import MeetingDoor, When, meeting_to_change
from nenep.meetings.queries import END_OF_EVENING
from nenep.meetings.rules.kinds import is_sealed
from nenep.meetings.rules.stages import Milestone as Kind
from nenep.meetings.rules.stages import missing_to_close
from nenep.meetings.rules.votes import BALLOTS


@transaction.atomic
def close_meeting(*, actor: Actor, meeting_id: UUID, at: time) -> Meeting:
    """Close the meeting: scoring, reading back and adopting come after (their items stay open).
    When the committee of a cell closes, the content of the meeting it prepares is agreed.

    Again with another time corrects the end until the papers are sealed; the same time again
    changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened; the roll, the chair, the secretary or an item is missing; sealed.
        Invalid: the end lies before the start.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    meeting = door.meeting
    if door.closed and meeting.ended_at == at:
        return meeting
    if meeting.started_at is not None and at < meeting.started_at:
        raise Invalid("Giờ kết thúc trước giờ bắt đầu; cuộc họp chưa kết luận.", field="at")
    closing = door.row(Kind.CLOSED)
    if closing is not None:
        _corrected(actor, meeting, closing, at)
    else:
        _closed(actor, door, at)
    meeting.ended_at = at
    meeting.save(update_fields=["ended_at"])
    return meeting


def _closed(actor: Actor, door: MeetingDoor, at: time) -> None:
    meeting = door.meeting
    missing = _missing(meeting)
    if missing or meeting.held_on is None:
        raise Refused(
            "Chưa kết luận được cuộc họp vì còn thiếu: %(missing)s. Nội dung đã ghi được giữ "
            "nguyên.",
            missing=", ".join(missing),
        )
    opening = door.row(Kind.OPENED)
    declared = opening is not None and opening.declared
    enter_milestone(actor, door, Kind.CLOSED, on=meeting.held_on, at=at, declared=declared)
    if meeting.prepares_id is not None:
        _agree(actor, meeting.prepares_id, on=meeting.held_on, declared=declared)


def _agree(actor: Actor, meeting_id: UUID, *, on: date, declared: bool) -> None:
    """The content of the prepared meeting is agreed, unless it was before or that meeting had
    already been held: then this one prepared nothing."""
    door = meeting_to_change(actor, meeting_id, to=Capability.PREPARE_MEETING)
    held = door.meeting.held_on
    if door.row(Kind.AGREED) is not None or (held is not None and held < on):
        return
    if not is_sealed(door.meeting.kind, door.kinds):
        enter_milestone(actor, door, Kind.AGREED, on=on, at=None, declared=declared)


def _missing(meeting: Meeting) -> list[str]:
    roll = Attendance.objects.filter(month=meeting.month, meeting_id=meeting.pk, due=True)
    missing = list(
        missing_to_close(
            roll_taken=not roll.filter(mark="").exists(),
            chair_named=meeting.chair_id is not None,
            start_known=meeting.started_at is not None,
        )
    )
    if meeting.secretary_id is None:
        missing.append("thư ký")
    unsettled = AgendaItem.objects.filter(
        meeting=meeting, finished_at__isnull=True, skipped_reason=""
    ).exclude(code__in=END_OF_EVENING)
    missing.extend(f"mục “{title}”" for title in unsettled.values_list("title", flat=True))
    ballots = Vote.objects.filter(meeting=meeting, method__in=BALLOTS, confirmed_at=None)
    missing.extend(
        f"người kiểm phiếu thứ hai xác nhận “{question}”"
        for question in ballots.values_list("question", flat=True)
    )
    return missing


def _corrected(actor: Actor, meeting: Meeting, closing: Milestone, at: time) -> None:
    closing.at = at
    closing.save(update_fields=["at"])
    record(
        actor,
        "meeting.closing_corrected",
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting.pk,
    )
    announce("meeting.closed", unit_id=meeting.unit_id, month=meeting.month)
