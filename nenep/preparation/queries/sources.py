"""What the preparation of a meeting is judged by: the rules of its day and what it carries."""

from dataclasses import dataclass
from datetime import date, timedelta

from nenep.meetings.models import Meeting
from nenep.meetings.queries import OpinionView, rule_path, unanswered_opinions
from nenep.meetings.rules.agenda_draft import least_minutes
from nenep.meetings.rules.day_rule import MeetingDay, meeting_day
from nenep.meetings.rules.kinds import REGULAR_KINDS
from nenep.resolutions.queries import TaskLine, carried_into
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.agendas import MeetingKind
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import Ruling
from nenep.structure.rules.units import UnitView


@dataclass(frozen=True)
class Sources:
    """The rules of the meeting's day and what comes into its agenda by itself. ``papers_by`` is
    the last day for sending papers; None where no rule is known."""

    day: MeetingDay | None
    least: Ruling | None
    papers_by: date | None
    papers_citation: Citation | None
    tasks: tuple[TaskLine, ...]
    opinions: tuple[OpinionView, ...]


def ruled_day(meeting: Meeting, cell_type: str) -> MeetingDay:
    """The day the rules give to the regular meeting of that month. Two queries, three where the
    cell has a habit."""
    return meeting_day(
        rules_in_force(),
        meeting.month,
        cell_type=cell_type,
        unit_path=rule_path(meeting.unit_id, meeting.month),
        usual_day=meeting.series.usual_day if meeting.series else None,
    )


def sources(meeting: Meeting, unit: UnitView) -> Sources:
    """Nine queries at most, whatever the number of tasks and opinions."""
    book = rules_in_force()
    path = rule_path(meeting.unit_id, meeting.planned_on)
    on = meeting.planned_on
    regular = meeting.kind in REGULAR_KINDS
    lead = book.find("meeting.documents_lead_days", on=on, unit_path=path)
    return Sources(
        day=ruled_day(meeting, unit.cell_type) if regular else None,
        least=least_minutes(book, MeetingKind(meeting.kind), on=on, unit_path=path),
        papers_by=on - timedelta(days=lead.whole) if lead else None,
        papers_citation=lead.citation if lead else None,
        tasks=tuple(carried_into(meeting)),
        opinions=tuple(unanswered_opinions(meeting.unit_id, on)),
    )
