"""The sealed papers go to the superior; the score line that waited is settled by the fact."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.kernel import clock
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Milestone as MilestoneRow
from nenep.meetings.rules.stages import Milestone
from nenep.scoring.actions.settle_pending import settle_pending


@transaction.atomic
def report_up(*, actor: Actor, meeting_id: UUID, on: date) -> MilestoneRow:
    """Say that the papers were sent on that day; a second time changes nothing.

    From sealing on the superior can read them here; this is the day the cell says it reported.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to finalise.
        Refused: the papers are not sealed yet, or the day contradicts the evening.
    """
    row = mark(
        actor=actor,
        meeting_id=meeting_id,
        kind=Milestone.REPORTED.value,
        on=on,
        declared=on < clock.today(),
    )
    settle_pending(actor=actor, meeting_id=meeting_id, on=row.on)
    return row
