"""What a line waited for has happened (or its days are over): the fact settles it, nobody votes."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.meetings.policies import meeting_to_change
from nenep.scoring.gathering import gather
from nenep.scoring.models import ScoreLine, ScoreSheet
from nenep.scoring.rules.sheet import LineState, ScoredLine
from nenep.scoring.standing import standing
from nenep.scoring.writing import write_total


@transaction.atomic
def settle_pending(*, actor: Actor, meeting_id: UUID, on: date) -> ScoreSheet | None:
    """Give the waiting lines of a confirmed sheet their result as of ``on``; the total follows.

    Also after sealing: the sealed sheet names the line as waiting, and the figures take the
    result. Without a confirmed sheet, or with nothing settled, nothing happens.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING)
    sheet = ScoreSheet.objects.filter(meeting=door.meeting, confirmed_on__isnull=False).first()
    if sheet is None:
        return None
    rows = list(ScoreLine.objects.filter(sheet=sheet))
    if not any(row.pending for row in rows):
        return sheet
    gathered = gather(door.meeting, on=on)
    fresh = {line.code: line for line in standing(gathered, sheet, rows).fresh}
    settled = [row for row in rows if row.pending and _settled(row, fresh[row.code])]
    if not settled:
        return sheet
    ScoreLine.objects.bulk_update(settled, ("pending", "proposed", "points", "evidence"))
    write_total(sheet, standing(gathered, sheet, rows))
    record(
        actor,
        "score.settled",
        unit_id=sheet.unit_id,
        kind="meeting",
        object_id=meeting_id,
        facts={"lines": len(settled), "score": str(sheet.score), "band": sheet.band},
    )
    announce("score.settled", unit_id=sheet.unit_id, month=door.meeting.month)
    return sheet


def _settled(row: ScoreLine, fresh: ScoredLine) -> bool:
    if fresh.state is LineState.PENDING or fresh.points is None:
        return False
    row.pending = False
    row.proposed = row.points = fresh.points
    row.evidence = fresh.evidence
    return True
