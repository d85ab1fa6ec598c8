"""Leave is taken back: the member comes after all."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.meetings.models import Milestone
from nenep.preparation.models import AbsenceRequest
from nenep.preparation.policies import leave_for
from nenep.preparation.rules.leave import must_be_before


@transaction.atomic
def withdraw_leave(*, actor: Actor, meeting_id: UUID, request_id: UUID, on: date) -> AbsenceRequest:
    """Take a request back, answered or not; the committee may do it for the member. The same again
    changes nothing. Journals ``leave.withdrawn``.

    Raises:
        Absent, Forbidden: not the actor's meeting or request.
        Refused: the meeting has begun.
    """
    meeting, row = leave_for(actor, meeting_id, request_id, to=Capability.ASK_LEAVE)
    if row.withdrawn_on is not None:
        return row
    must_be_before(Milestone.objects.filter(meeting=meeting, kind="opened").exists())
    row.withdrawn_on = on
    row.save(update_fields=["withdrawn_on"])
    record(
        actor,
        "leave.withdrawn",
        unit_id=meeting.unit_id,
        kind="absence_request",
        object_id=row.pk,
        facts={"on": on.isoformat()},
    )
    return row
