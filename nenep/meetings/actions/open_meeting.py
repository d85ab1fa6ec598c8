"""Opening the evening: who chairs, who writes, and the roll as it stands that day."""

from collections.abc import Sequence
from datetime import date, time
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel.errors import Refused
from nenep.meetings.actions.mark import enter_milestone, must_be_past
from nenep.meetings.models import Attendance, Meeting
from nenep.meetings.policies import MeetingDoor, When, meeting_to_change
from nenep.meetings.queries.rosters import roster_for
from nenep.meetings.rules.stages import Milestone
from nenep.people.queries.rosters import RosterLine
from nenep.people.rules.standing import Standing, Votes

LIVE, ON_PAPER = "live", "paper"


@transaction.atomic
def open_meeting(
    *,
    actor: Actor,
    meeting_id: UUID,
    on: date,
    at: time,
    chair_id: UUID,
    secretary_id: UUID,
    declared: bool = False,
) -> Meeting:
    """Open the meeting and lay out the roll: everybody it belongs to (the cell; its committee; a
    group's or committee's members) with the standing of that day, nobody marked. Preparation is
    never a condition: a badly prepared cell meets all the same.

    Again with another time, chair or secretary (the same day) corrects them until the papers are
    sealed; the same again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: the day lies ahead or another day was opened before; the chair is no official
            member; chair or secretary is not on the roll or is suspended; nobody is on the roll.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.UNSEALED)
    meeting = door.meeting
    wanted = (on, at, chair_id, secretary_id)
    if door.opened and wanted == _said(meeting):
        return meeting
    if door.opened and on != meeting.held_on:
        raise Refused(
            "Cuộc họp đã mở ngày %(on)s; ngày họp được giữ nguyên.",
            on=f"{meeting.held_on:%d/%m/%Y}",
        )
    must_be_past(on)
    roster = roster_for(meeting.kind, meeting.unit_id, on)
    _must_lead(roster, chair_id, secretary_id)
    meeting.held_on, meeting.started_at = on, at
    meeting.chair_id, meeting.secretary_id = chair_id, secretary_id
    if door.opened:
        _corrected(actor, door)
    else:
        enter_milestone(actor, door, Milestone.OPENED, on=on, at=at, declared=declared)
        _lay_out_roll(meeting, roster, ON_PAPER if declared else LIVE)
    meeting.save(update_fields=["held_on", "started_at", "chair", "secretary"])
    return meeting


def _said(meeting: Meeting) -> tuple[date | None, time | None, UUID | None, UUID | None]:
    return meeting.held_on, meeting.started_at, meeting.chair_id, meeting.secretary_id


def _must_lead(roster: Sequence[RosterLine], chair_id: UUID, secretary_id: UUID) -> None:
    """294-QĐ/TW: only an official member has a say in leading; a suspended one takes no part."""
    if not roster:
        raise Refused(
            "Chưa có đảng viên nào thuộc thành phần họp ngày này; đồng chí nhập danh sách trước."
        )
    by_id = {line.person_id: line.counts for line in roster}
    chair, secretary = by_id.get(chair_id), by_id.get(secretary_id)
    if chair is None or chair.votes is Votes.NEVER:
        raise Refused(
            "Người chủ trì phải là đảng viên chính thức trong thành phần họp; cuộc họp chưa mở."
        )
    if secretary is None or secretary.standing is Standing.SUSPENDED:
        raise Refused(
            "Thư ký phải là đảng viên trong thành phần họp, không bị đình chỉ; cuộc họp chưa mở."
        )


def _lay_out_roll(meeting: Meeting, roster: Sequence[RosterLine], way: str) -> None:
    Attendance.objects.bulk_create(
        [
            Attendance(
                meeting=meeting,
                unit_id=meeting.unit_id,
                month=meeting.month,
                person_id=line.person_id,
                standing=line.counts.standing.value,
                due=line.counts.due,
                votes=line.counts.votes.value,
                mark="",
                way=way,
            )
            for line in roster
        ]
    )


def _corrected(actor: Actor, door: MeetingDoor) -> None:
    opening = door.row(Milestone.OPENED)
    if opening is not None and opening.at != door.meeting.started_at:
        opening.at = door.meeting.started_at
        opening.save(update_fields=["at"])
    record(
        actor,
        "meeting.opening_corrected",
        unit_id=door.meeting.unit_id,
        kind="meeting",
        object_id=door.meeting.pk,
    )
