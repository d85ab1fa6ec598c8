"""What the meeting decided: a resolution or a conclusion, with the vote that adopted it."""

from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Meeting, Vote
from nenep.meetings.policies import When, meeting_to_change
from nenep.resolutions.models import Resolution

KINDS = ("resolution", "conclusion")


@transaction.atomic
def resolve(
    *, actor: Actor, meeting_id: UUID, kind: str, subject: str, vote_id: UUID | None = None
) -> Resolution:
    """The one resolution (or conclusion) of a meeting. Again corrects kind, subject and vote until
    the papers are sealed; the same again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened yet, or sealed; the vote did not pass.
        Invalid: an unknown kind, or no subject.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    subject = subject.strip()
    if kind not in KINDS:
        raise Invalid("Chỉ có nghị quyết hoặc kết luận.", field="kind")
    if not subject:
        raise Invalid("Đồng chí ghi trích yếu.", field="subject")
    _must_have_passed(door.meeting, vote_id)
    resolution = Resolution.objects.filter(meeting=door.meeting).first()
    if resolution is None:
        resolution = Resolution(meeting=door.meeting, unit_id=door.meeting.unit_id)
    elif (resolution.kind, resolution.subject, resolution.vote_id) == (kind, subject, vote_id):
        return resolution
    resolution.kind, resolution.subject, resolution.vote_id = kind, subject, vote_id
    resolution.save()
    record(
        actor,
        "meeting.resolved",
        unit_id=resolution.unit_id,
        kind="resolution",
        object_id=resolution.pk,
        facts={
            "meeting": str(meeting_id),
            "kind": kind,
            "vote": str(vote_id) if vote_id else None,
        },
    )
    return resolution


def _must_have_passed(meeting: Meeting, vote_id: UUID | None) -> None:
    if vote_id is None:
        return
    vote = Vote.objects.filter(pk=vote_id, meeting=meeting).first()
    if vote is None:
        raise Absent("Không tìm thấy lần biểu quyết này trong cuộc họp.")
    if not vote.passed:
        raise Refused(
            "Biểu quyết không đạt tỷ lệ nên chưa ban hành được; kết quả biểu quyết được giữ.",
            basis=vote.citation,
        )
