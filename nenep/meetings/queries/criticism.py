"""Reads of the private notes of self-criticism and criticism."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.meetings.models import CriticismNote
from nenep.meetings.queries import MeetingPage
from nenep.people.queries.names import names_of


@dataclass(frozen=True)
class CriticismLine:
    """A note with the name of whom it is about."""

    note: CriticismNote
    name: str


def noted_about(actor: Actor, meeting_id: UUID) -> bool:
    """Is there a note of that evening about the actor? At most one query."""
    if actor.person_id is None:
        return False
    return CriticismNote.objects.filter(meeting_id=meeting_id, person_id=actor.person_id).exists()


def criticism_of(actor: Actor, page: MeetingPage) -> Sequence[CriticismLine]:
    """The notes of one evening: all for who runs it, one's own for anybody else. Two queries."""
    notes = CriticismNote.objects.filter(meeting=page.meeting).order_by("id")
    if not may(actor, Capability.RUN_MEETING, page.meeting.unit_id):
        notes = notes.filter(Q(person_id=actor.person_id) & Q(person_id__isnull=False))
    rows = list(notes)
    names = names_of({row.person_id for row in rows})
    return [CriticismLine(row, names.get(row.person_id, "")) for row in rows]
