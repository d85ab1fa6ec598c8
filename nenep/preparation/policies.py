"""Doors to leave asked from a meeting."""

from uuid import UUID

from nenep.access.policies import found
from nenep.access.rules import Actor, Capability
from nenep.meetings.models import Meeting
from nenep.meetings.policies import meeting_for
from nenep.preparation.models import AbsenceRequest
from nenep.preparation.queries.leaves import visible_to

__all__ = ["leave_for", "visible_to"]


def leave_for(
    actor: Actor, meeting_id: UUID, request_id: UUID, *, to: Capability
) -> tuple[Meeting, AbsenceRequest]:
    """The request locked, of a meeting the actor may see and where the capability holds.

    Raises:
        Absent: no such meeting, or no such request of it for this actor.
        Forbidden: the capability does not hold there.
    """
    meeting = meeting_for(actor, meeting_id, to=to)
    of_it = visible_to(actor).filter(meeting=meeting)
    return meeting, found(of_it.select_for_update(no_key=True, of=("self",)), request_id)
