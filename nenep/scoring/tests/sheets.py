"""Sheets for tests, filled in through the actions themselves."""

from datetime import date
from uuid import UUID

from nenep.access.rules import Actor
from nenep.meetings.models import Meeting
from nenep.scoring.actions.answer import LineAnswer, answer_lines
from nenep.scoring.actions.confirm import confirm_scores
from nenep.scoring.models import ScoreSheet
from nenep.scoring.queries import standing_sheet
from nenep.scoring.rules.sheet import LineState

REMEDY = "Chi ủy phân công người theo dõi, kiểm lại ở kỳ sau."


def answer_everything(actor: Actor, meeting_id: UUID) -> ScoreSheet:
    """Full points for every line people are asked; a remedy wherever the evidence is low."""
    sheet = standing_sheet(Meeting.objects.get(pk=meeting_id))
    answers = [
        LineAnswer(
            line.code,
            line.scored.max if line.scored.state is LineState.ASKED else None,
            remedy=REMEDY if line.low else "",
        )
        for line in sheet.lines
        if line.scored.state in (LineState.ASKED, LineState.COMPUTED)
    ]
    return answer_lines(actor=actor, meeting_id=meeting_id, answers=answers)


def score_evening(actor: Actor, meeting_id: UUID, on: date) -> ScoreSheet:
    """The whole sheet of a closed meeting, confirmed."""
    answer_everything(actor, meeting_id)
    return confirm_scores(actor=actor, meeting_id=meeting_id, on=on)
