"""Taking back a planned meeting that will not be held: the unit ends, or nobody can come."""

from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import commitment, record
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.models import Meeting, Opinion
from nenep.meetings.policies import When, meeting_to_change

LONGEST = 300


@transaction.atomic
def withdraw_meeting(*, actor: Actor, meeting_id: UUID, reason: str) -> None:
    """Remove a meeting that has not been opened, with its draft; its month may be planned anew.
    The journal keeps that it was planned, and a commitment to the reason.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
        Invalid: no reason. Refused: it has been opened, or members have sent questions for it.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.PREPARE_MEETING, when=When.PREPARING)
    said = " ".join(reason.split())[:LONGEST]
    if not said:
        raise Invalid("Đồng chí ghi lý do rút cuộc họp.", field="reason")
    meeting = door.meeting
    waiting = Opinion.objects.filter(meeting=meeting).count()
    if waiting:
        raise Refused(
            "Đảng viên đã gửi %(count)s ý kiến cho cuộc họp này; chưa rút. "
            "Đồng chí dời ngày họp để các ý kiến được nghe.",
            count=waiting,
        )
    announce("meeting.withdrawn", unit_id=meeting.unit_id, month=meeting.month)
    record(
        actor,
        "meeting.withdrawn",
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting.pk,
        facts={
            "kind": meeting.kind,
            "month": meeting.month.isoformat(),
            "on": meeting.planned_on.isoformat(),
            "reason": commitment(said),
        },
    )
    Meeting.objects.filter(pk=meeting.pk).delete()
