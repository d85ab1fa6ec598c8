"""What the preparation of a meeting is judged by: the rules of its day and what it carries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from nenep.access.rules import Actor
from nenep.meetings.models import Meeting
from nenep.meetings.queries import OpinionView, rule_path, unanswered_opinions
from nenep.meetings.rules.agenda_draft import Entry, least_minutes
from nenep.meetings.rules.day_rule import MeetingDay, meeting_day
from nenep.meetings.rules.kinds import REGULAR_KINDS
from nenep.petitions.queries import PetitionLine, returned_to
from nenep.preparation.queries.drafts import LOOKING_AHEAD, matters_on
from nenep.resolutions.queries import TaskLine, carried_into
from nenep.resolutions.queries.between import charges_open_on
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.agendas import MeetingKind
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import Rulebook, Ruling
from nenep.rulebook.rules.plain import whole
from nenep.structure.rules.units import UnitView


@dataclass(frozen=True)
class Sources:
    """The rules of the meeting's day and what comes into its agenda by itself. ``by`` is the last
    day of each step of the preparation with its ground; a step without a known rule is missing.
    ``matters`` run out among the members, or are duties of the year."""

    day: MeetingDay | None
    least: Ruling | None
    by: Mapping[str, tuple[date, Citation]]
    tasks: tuple[TaskLine, ...]
    opinions: tuple[OpinionView, ...]
    matters: tuple[Entry, ...]
    charges: tuple[TaskLine, ...]
    """What the superior gave the cell and has not closed."""
    returned: tuple[PetitionLine, ...]
    """Answers from above that the cell has not told yet."""


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


def sources(actor: Actor, meeting: Meeting, unit: UnitView) -> Sources:
    """Some thirty queries at most, whatever the number of tasks, opinions and members."""
    book = rules_in_force()
    path = rule_path(meeting.unit_id, meeting.planned_on)
    on = meeting.planned_on
    regular, looking_ahead = meeting.kind in REGULAR_KINDS, meeting.kind in LOOKING_AHEAD
    return Sources(
        day=ruled_day(meeting, unit.cell_type) if regular else None,
        least=least_minutes(book, MeetingKind(meeting.kind), on=on, unit_path=path),
        by=_last_days(book, on, path),
        tasks=tuple(carried_into(meeting)),
        opinions=tuple(unanswered_opinions(meeting.unit_id, on)),
        matters=matters_on(actor, meeting.unit_id, on) if looking_ahead else (),
        charges=tuple(charges_open_on(meeting.unit_id, on)),
        returned=tuple(returned_to(meeting.unit_id)),
    )


def _last_days(
    book: Rulebook, on: date, path: tuple[UUID, ...]
) -> Mapping[str, tuple[date, Citation]]:
    """Agreed and notified so many days ahead, papers out at least one: each a dated rule."""
    found: dict[str, tuple[date, Citation]] = {}
    advice = book.find("preparation.lead_days", on=on, unit_path=path)
    if advice is not None:
        for step in ("agreed", "notified"):
            days = timedelta(days=whole(advice.table, step))
            found[step] = (on - days, advice.citation)
    papers = book.find("meeting.documents_lead_days", on=on, unit_path=path)
    if papers is not None:
        found["papers_out"] = (on - timedelta(days=papers.whole), papers.citation)
    return found
