"""The chair's conclusion, under a revision."""

from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel.errors import Conflict
from nenep.meetings.models import Meeting
from nenep.meetings.policies import When, meeting_to_change
from nenep.meetings.rules.limits import CONCLUSION, must_be_within


@transaction.atomic
def conclude(
    *,
    actor: Actor,
    meeting_id: UUID,
    text: str,
    revision: int,
    when: When = When.UNREAD,
) -> Meeting:
    """The whole conclusion, written upon the ``revision`` the writer had seen. What was read back
    is changed by an amendment only (which says so by ``when``).

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened yet, read back, or sealed.
        Conflict: somebody wrote first; both texts are in it.
        Invalid: longer than a conclusion may be.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=when)
    meeting = door.meeting
    text = text.strip()
    must_be_within(text, CONCLUSION, "text")
    if meeting.conclusion == text:
        return meeting
    if meeting.conclusion_revision != revision:
        raise Conflict(
            "Kết luận vừa được người khác ghi; cả hai bản được giữ để đồng chí chọn.",
            mine=text,
            theirs=meeting.conclusion,
        )
    meeting.conclusion, meeting.conclusion_revision = text, revision + 1
    meeting.save(update_fields=["conclusion", "conclusion_revision"])
    record(
        actor,
        "meeting.concluded",
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting.pk,
        facts={"revision": meeting.conclusion_revision},
    )
    return meeting
