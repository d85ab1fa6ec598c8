"""Sealing the papers of a meeting: numbers given, contents kept for good."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability, Office
from nenep.documents.actions.seal import Subject, seal_paper
from nenep.documents.models import Paper
from nenep.documents.rules.model import Document
from nenep.kernel import clock
from nenep.kernel.errors import Invalid
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Meeting
from nenep.meetings.policies import meeting_to_change
from nenep.meetings.rules.stages import Milestone, may_mark
from nenep.minutes.queries import compose_all, sealed_papers, subject_of
from nenep.people.models import OfficeTerm


@transaction.atomic
def finalise(*, actor: Actor, meeting_id: UUID, on: date) -> list[Paper]:
    """Seal agenda, minutes, resolution or conclusion, score sheet and, with a regular meeting, the
    report of the month, each with its number; mark the meeting finalised (which journals it and
    tells the figures). Of two people at once the second waits for the first, then gets the
    first's papers.

    Numbers run through a term. No term of a cell is recorded as such, so it begins with the
    secretary's office of that day (elections renew both), or without one on 1 January.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to finalise.
        Refused: the minutes are not adopted yet, or the day contradicts the evening.
        Invalid: a character that cannot be printed; then nothing was sealed.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.FINALISE_PAPERS)
    if Milestone.FINALISED in door.kinds:
        return sealed_papers(meeting_id)
    refusal = may_mark(Milestone.FINALISED, door.kinds)
    if refusal is not None:
        raise refusal
    term_from = _term_from(door.meeting)
    for kind, document in compose_all(actor, meeting_id, sealing=True).items():
        subject = Subject(subject_of(door.meeting, kind), meeting_id)
        _seal(actor, door.meeting, subject, document, on=on, term_from=term_from)
    papers = sealed_papers(meeting_id)
    mark(
        actor=actor,
        meeting_id=meeting_id,
        kind=Milestone.FINALISED.value,
        on=on,
        declared=on < clock.today(),
    )
    return papers


def _seal(
    actor: Actor,
    meeting: Meeting,
    subject: Subject,
    document: Document,
    *,
    on: date,
    term_from: date,
) -> Paper:
    if document.number is None:
        raise Invalid("Văn bản chưa có ký hiệu nên chưa cho số được.", field="number")
    return seal_paper(
        actor=actor,
        unit_id=meeting.unit_id,
        subject=subject,
        type_code=document.number.type_code,
        document=document,
        finalised_on=on,
        term_from=term_from,
    )


def _term_from(meeting: Meeting) -> date:
    day = meeting.held_on or meeting.planned_on
    term = OfficeTerm.objects.filter(
        unit_id=meeting.unit_id, office=Office.CELL_SECRETARY.value, during__contains=day
    ).first()
    begun: date | None = term.during.lower if term else None
    return begun or day.replace(month=1, day=1)
