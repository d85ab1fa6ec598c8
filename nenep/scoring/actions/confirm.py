"""The cell confirms the sheet: the total is frozen and the meeting is scored."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.meetings.actions.mark import mark
from nenep.meetings.rules.stages import Milestone
from nenep.scoring.actions.propose import open_sheet
from nenep.scoring.models import ScoreSheet
from nenep.scoring.policies import meeting_to_score
from nenep.scoring.standing import all_settled, must_be_complete, standing
from nenep.scoring.writing import write_lines, write_total


@transaction.atomic
def confirm_scores(
    *, actor: Actor, meeting_id: UUID, on: date, declared: bool | None = None
) -> ScoreSheet:
    """Confirm every line on the evidence of this moment and mark the meeting scored, which tells
    the figures. Lines that wait for a fact (the papers' days) stay open and are named; nobody
    votes on them beforehand. Confirming twice changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to score.
        Refused: not closed yet, adopted or sealed; a line without points, a dispute without a
            reason, a low line without a remedy.
        NoRuleKnown: no sheet is known for the day of the meeting.
    """
    door = meeting_to_score(actor, meeting_id)
    opened = open_sheet(actor, door.meeting)
    sheet = opened.sheet
    if sheet.confirmed_on is not None and Milestone.SCORED in door.kinds:
        return sheet
    must_be_complete(opened.now)
    mark(
        actor=actor,
        meeting_id=meeting_id,
        kind=Milestone.SCORED.value,
        on=on,
        declared=on < clock.today() if declared is None else declared,
    )
    written = write_lines(sheet, opened.rows, all_settled(opened.now.lines))
    sheet.confirmed_on = on
    write_total(sheet, standing(opened.gathered, sheet, written.rows))
    record(
        actor,
        "score.confirmed",
        unit_id=sheet.unit_id,
        kind="meeting",
        object_id=meeting_id,
        facts={"score": str(sheet.score), "band": sheet.band, "form": sheet.template},
    )
    return sheet
