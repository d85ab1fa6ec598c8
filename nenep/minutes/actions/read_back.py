"""The secretary of the meeting reads the minutes back before anybody votes on them."""

from datetime import date, time
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.kernel import clock
from nenep.meetings.actions.mark import mark
from nenep.meetings.models import Milestone as MilestoneRow
from nenep.meetings.rules.stages import Milestone


@transaction.atomic
def read_back(
    *,
    actor: Actor,
    meeting_id: UUID,
    on: date,
    at: time | None = None,
    declared: bool | None = None,
) -> MilestoneRow:
    """Say that the minutes were read back; a second time changes nothing. ``declared`` as given, or
    when the day is past.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not closed or not scored yet, or a day that contradicts the evening.
    """
    return mark(
        actor=actor,
        meeting_id=meeting_id,
        kind=Milestone.READ_BACK.value,
        on=on,
        at=at,
        declared=on < clock.today() if declared is None else declared,
    )
