"""Doors to score sheets: while a meeting may be scored, and by whom."""

from uuid import UUID

from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Refused
from nenep.meetings.policies import MeetingDoor, When, meeting_to_change
from nenep.meetings.rules.stages import Milestone


def meeting_to_score(actor: Actor, meeting_id: UUID) -> MeetingDoor:
    """The meeting locked for scoring: opened, and its minutes not yet adopted. Two queries.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to score.
        Refused: not opened yet, adopted, or sealed.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.SCORE_MEETING, when=When.OPENED)
    if Milestone.ADOPTED in door.kinds:
        raise Refused(
            "Biên bản đã được thông qua nên điểm giữ nguyên; muốn sửa phải lập đính chính."
        )
    return door
