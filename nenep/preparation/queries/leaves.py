"""Leave asked from a meeting: for its committee all of it, for a member the own request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.meetings.actions.take_roll import ABSENCE_REASONS
from nenep.people.queries.names import names_of
from nenep.preparation.models import AbsenceRequest
from nenep.preparation.rules.leave import Answer, Leave, LeaveState


@dataclass(frozen=True)
class LeaveLine:
    """A request in a list. ``name`` is empty where the reader asks only about oneself."""

    id: UUID
    person_id: UUID
    name: str
    reason: str
    reason_words: str
    note: str
    asked_on: date
    on_behalf: bool
    state: LeaveState
    answered_on: date | None

    @property
    def waiting(self) -> bool:
        """Does it ask for an answer?"""
        return self.state is LeaveState.ASKED


def visible_to(actor: Actor) -> QuerySet[AbsenceRequest]:
    """Requests of the meetings one prepares, and one's own."""
    seen = within(actor, Capability.PREPARE_MEETING)
    if actor.person_id is not None:
        seen |= Q(person_id=actor.person_id)
    return AbsenceRequest.objects.filter(seen)


def leaves_of(actor: Actor, meeting_id: UUID) -> Sequence[LeaveLine]:
    """Those still standing, the unanswered first. Two queries."""
    rows = list(
        visible_to(actor)
        .filter(meeting_id=meeting_id, withdrawn_on__isnull=True)
        .order_by("answer", "asked_on", "id")
    )
    names = names_of({row.person_id for row in rows})
    return [_line(row, names.get(row.person_id, "")) for row in rows]


def own_leave(actor: Actor, meeting_id: UUID) -> LeaveLine | None:
    """What the actor asked for that meeting, also when taken back. One query."""
    if actor.person_id is None:
        return None
    row = AbsenceRequest.objects.filter(meeting_id=meeting_id, person_id=actor.person_id).first()
    return _line(row, "") if row is not None else None


def reasons_of_leave(meeting_id: UUID) -> Mapping[UUID, tuple[LeaveState, str]]:
    """State and reason of each standing request, by person: what the roll-call begins from. One
    query; no door of its own, for who has passed the meeting's."""
    rows = AbsenceRequest.objects.filter(meeting_id=meeting_id, withdrawn_on__isnull=True)
    return {row.person_id: (as_ruled(row).state, row.reason) for row in rows}


def as_ruled(row: AbsenceRequest) -> Leave:
    """A row as the rules need it."""
    return Leave(
        reason=row.reason,
        note=row.note,
        answer=Answer(row.answer) if row.answer else None,
        withdrawn=row.withdrawn_on is not None,
    )


def _line(row: AbsenceRequest, name: str) -> LeaveLine:
    return LeaveLine(
        id=row.pk,
        person_id=row.person_id,
        name=name,
        reason=row.reason,
        reason_words=ABSENCE_REASONS.get(row.reason, row.reason),
        note=row.note,
        asked_on=row.asked_on,
        on_behalf=row.on_behalf,
        state=as_ruled(row).state,
        answered_on=row.answered_on,
    )
