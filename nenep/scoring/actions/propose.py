"""Beginning a score sheet, or bringing its evidence up to date."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.journal.actions.record import record
from nenep.meetings.models import Meeting
from nenep.scoring.gathering import Gathered, gather
from nenep.scoring.models import ScoreLine, ScoreSheet
from nenep.scoring.policies import meeting_to_score
from nenep.scoring.standing import StandingSheet, standing
from nenep.scoring.writing import write_lines


@transaction.atomic
def propose_scores(*, actor: Actor, meeting_id: UUID) -> ScoreSheet:
    """The sheet of the meeting with today's evidence; points people gave stay as they are. Doing
    it twice changes nothing, and a confirmed sheet is left alone.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to score.
        Refused: not opened yet, adopted, or sealed.
        NoRuleKnown: no sheet is known for that day.
    """
    door = meeting_to_score(actor, meeting_id)
    return open_sheet(actor, door.meeting).sheet


@dataclass(frozen=True)
class OpenSheet:
    """A sheet with its rows and what they stand for now."""

    sheet: ScoreSheet
    rows: list[ScoreLine]
    gathered: Gathered
    now: StandingSheet


def open_sheet(actor: Actor, meeting: Meeting) -> OpenSheet:
    """The sheet of a meeting already locked, begun if need be, its evidence brought up to date.

    Journals ``score.proposed`` when it begins.
    """
    gathered = gather(meeting)
    sheet, begun = ScoreSheet.objects.get_or_create(
        meeting=meeting,
        defaults={"unit_id": meeting.unit_id, "template": gathered.template.code},
    )
    rows = list(ScoreLine.objects.filter(sheet=sheet))
    now = standing(gathered, sheet, rows)
    if sheet.confirmed_on is None:
        rows = write_lines(sheet, rows, now.lines).rows
    if begun:
        record(
            actor,
            "score.proposed",
            unit_id=meeting.unit_id,
            kind="meeting",
            object_id=meeting.pk,
            facts={"form": sheet.template},
        )
    return OpenSheet(sheet, rows, gathered, now)
