"""Doors to the papers of a meeting, for other apps."""

from uuid import UUID

from nenep.access.rules import Actor
from nenep.documents.rules.model import Document
from nenep.minutes.sheets import PACK, compose_any


def pack_for(actor: Actor, meeting_id: UUID) -> Document:
    """What is read before the evening: the agenda, the tasks before it, what waits for an answer.

    Raises:
        Absent: no such meeting for this reader.
        Forbidden: the reader may not read the meeting whole.
    """
    return compose_any(actor, meeting_id, PACK)
