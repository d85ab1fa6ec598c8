"""The secretary or the deputy grants leave from a meeting, or refuses it."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.meetings.models import Milestone
from nenep.preparation.models import AbsenceRequest
from nenep.preparation.policies import leave_for
from nenep.preparation.queries.leaves import as_ruled
from nenep.preparation.rules.leave import Answer, must_be_before, must_be_past, must_stand


@transaction.atomic
def answer_leave(
    *, actor: Actor, meeting_id: UUID, request_id: UUID, granted: bool, on: date
) -> AbsenceRequest:
    """Answer; until the meeting begins the answer may be changed. The same again changes nothing.
    Granted leave makes the roll-call begin with ``excused``. Journals ``leave.answered``.

    Raises:
        Absent, Forbidden: not the actor's meeting or request, or not the actor's to answer.
        Refused: taken back meanwhile, the meeting has begun, or the day lies ahead.
    """
    meeting, row = leave_for(actor, meeting_id, request_id, to=Capability.ANSWER_LEAVE)
    answer = Answer.GRANTED if granted else Answer.REFUSED
    if row.answer == answer and row.withdrawn_on is None:
        return row
    must_stand(as_ruled(row))
    must_be_before(Milestone.objects.filter(meeting=meeting, kind="opened").exists())
    must_be_past(on, clock.today())
    row.answer, row.answered_on = answer.value, on
    row.save(update_fields=["answer", "answered_on"])
    record(
        actor,
        "leave.answered",
        unit_id=meeting.unit_id,
        kind="absence_request",
        object_id=row.pk,
        facts={"on": on.isoformat(), "granted": granted},
    )
    return row
