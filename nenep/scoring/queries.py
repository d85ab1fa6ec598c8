"""Reads of score sheets: the lines with their evidence, the total, what is still missing."""

from dataclasses import dataclass
from uuid import UUID

from nenep.access.policies import found
from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Forbidden
from nenep.meetings.models import Meeting
from nenep.meetings.models import Milestone as MilestoneRow
from nenep.meetings.queries import visible_to
from nenep.meetings.rules.stages import Milestone, Stage, stage
from nenep.scoring.gathering import (
    IDEOLOGY,
    Gathered,
    day_of,
    gather,
    gather_form,
    item_rules,
)
from nenep.scoring.models import ScoreLine, ScoreSheet
from nenep.scoring.standing import SheetLine, StandingSheet, standing
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView

__all__ = [
    "IDEOLOGY",
    "Gathered",
    "SheetLine",
    "SheetPage",
    "StandingSheet",
    "confirmed_sheet",
    "day_of",
    "gather",
    "item_rules",
    "sheet_page",
    "standing_sheet",
]


@dataclass(frozen=True)
class SheetPage:
    """The sheet of one meeting and what the reader may do with it."""

    meeting: Meeting
    unit: UnitView
    stage: Stage
    sheet: StandingSheet
    may_score: bool
    may_run: bool


def sheet_page(actor: Actor, meeting_id: UUID) -> SheetPage:
    """The sheet as it stands now; twelve queries at most, whatever the meeting.

    Raises:
        Absent: no such meeting for this reader, or no sheet is known for its day.
        Forbidden: a plain member before the papers are sealed.
    """
    meeting = found(visible_to(actor), meeting_id)
    rows = MilestoneRow.objects.filter(meeting=meeting)
    kinds = {Milestone(kind) for kind in rows.values_list("kind", flat=True)}
    must_read_whole(actor, meeting, sealed=Milestone.FINALISED in kinds)
    in_time = Milestone.OPENED in kinds and Milestone.ADOPTED not in kinds
    return SheetPage(
        meeting=meeting,
        unit=unit_on(meeting.unit_id, day_of(meeting)),
        stage=stage(kinds),
        sheet=standing_sheet(meeting),
        may_score=in_time and may(actor, Capability.SCORE_MEETING, meeting.unit_id),
        may_run=may(actor, Capability.RUN_MEETING, meeting.unit_id),
    )


def standing_sheet(meeting: Meeting) -> StandingSheet:
    """The sheet of the meeting: confirmed, in the making, or as the facts alone propose it.
    Eight queries.

    Raises:
        NoRuleKnown: no sheet is known for that day.
    """
    stored = ScoreSheet.objects.filter(meeting=meeting).first()
    if stored is not None and stored.confirmed_on is not None:
        gathered = gather_form(meeting, stored.template)
    else:
        gathered = gather(meeting)
    rows = list(ScoreLine.objects.filter(sheet=stored)) if stored else []
    return standing(gathered, stored, rows)


def confirmed_sheet(meeting: Meeting) -> StandingSheet | None:
    """The sheet the cell confirmed, as it was written down, or None. Four queries."""
    stored = ScoreSheet.objects.filter(meeting=meeting, confirmed_on__isnull=False).first()
    if stored is None:
        return None
    rows = list(ScoreLine.objects.filter(sheet=stored))
    return standing(gather_form(meeting, stored.template), stored, rows)


def must_read_whole(actor: Actor, meeting: Meeting, *, sealed: bool) -> None:
    """Refuse (403) a plain member what is still being written down."""
    if not sealed and not may(actor, Capability.VIEW_MEETING, meeting.unit_id):
        raise Forbidden("Nội dung này đang lập; đồng chí xem được khi văn bản đã hoàn thiện.")
