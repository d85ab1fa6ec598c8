"""The working sheets of a meeting: made when asked for, never sealed, always from the record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from nenep.access.rules import Actor
from nenep.documents.rules.model import Document
from nenep.kernel.errors import Absent
from nenep.meetings.models import Meeting
from nenep.meetings.queries import meeting_page, unanswered_opinions
from nenep.meetings.queries.rosters import roster_for
from nenep.meetings.rules.kinds import CELL_MEETINGS
from nenep.minutes import queries
from nenep.minutes.recording import record_of, tasks_before
from nenep.minutes.rules import (
    agenda_pack,
    attendance_sheet,
    conclusion_notice,
    invitation,
    opinions_annex,
    rekey_sheet,
    task_slips,
)
from nenep.minutes.rules.agenda_pack import WaitingOpinion
from nenep.minutes.rules.attendance_sheet import Expected
from nenep.minutes.rules.record import Record
from nenep.people.rules.standing import STANDING_NAMES

INVITATION, PACK, ATTENDANCE = "invitation", "agenda-pack", "attendance"
NOTICE, SLIPS, OPINIONS = "conclusion-notice", "task-slips", "opinions"
REKEY = "rekey-sheet"


@dataclass(frozen=True)
class Evening:
    """A meeting with its record, read once for all its sheets."""

    meeting: Meeting
    record: Record


def compose_any(actor: Actor, meeting_id: UUID, kind: str) -> Document:
    """A draft paper or a working sheet by its kind.

    Raises:
        Absent: no such meeting or kind, or nothing to put on that sheet.
        Forbidden: the reader may not read the meeting whole.
    """
    if kind not in SHEETS:
        return queries.compose(actor, meeting_id, kind)
    sheet = _SHEETS[kind](_evening(actor, meeting_id, kind))
    if sheet is None:
        raise Absent("Cuộc họp này chưa có gì để in trên phiếu này.")
    return sheet


def compose_sheets(actor: Actor, meeting_id: UUID) -> dict[str, Document]:
    """Every working sheet there is something for, in the order of the evening, from one reading."""
    evening = _evening(actor, meeting_id, PACK)
    made = {kind: compose(evening) for kind, compose in _SHEETS.items()}
    return {kind: document for kind, document in made.items() if document is not None}


def _evening(actor: Actor, meeting_id: UUID, kind: str) -> Evening:
    """The invitation is for whoever was told of the meeting; the rest for who reads it whole."""
    page = meeting_page(actor, meeting_id)
    if kind != INVITATION:
        queries.must_read_whole(page)
    return Evening(page.meeting, record_of(page))


def _pack(evening: Evening) -> Document:
    meeting, record = evening.meeting, evening.record
    waiting = unanswered_opinions(meeting.unit_id, record.day)
    return agenda_pack.compose(
        record,
        tasks_before(meeting),
        [WaitingOpinion(one.row.raised_on, one.row.text) for one in waiting],
    )


def _attendance(evening: Evening) -> Document:
    """The roll of an evening that was opened; of one to come, whoever counts on that day."""
    meeting, record = evening.meeting, evening.record
    names = {standing.value: name for standing, name in STANDING_NAMES.items()}
    if record.roll:
        expected = attendance_sheet.expected_from(record.roll, names)
    else:
        expected = [
            Expected(line.full_name, STANDING_NAMES[line.counts.standing], line.counts.due)
            for line in roster_for(meeting.kind, meeting.unit_id, record.planned_on)
        ]
    return attendance_sheet.compose(record, expected)


def _rekey(evening: Evening) -> Document | None:
    meeting = evening.meeting
    if meeting.kind not in CELL_MEETINGS or evening.record.held_on is None:
        return None
    sealed = queries.sealed_papers(meeting.pk)
    lines = [queries.paper_line(paper) for paper in sealed]
    return rekey_sheet.compose(evening.record, [f"{one.name} số {one.number}" for one in lines])


def _of_record(compose: Callable[[Record], Document | None]) -> "_Sheet":
    return lambda evening: compose(evening.record)


_Sheet = Callable[[Evening], Document | None]
_SHEETS: Mapping[str, _Sheet] = {
    INVITATION: _of_record(invitation.compose),
    PACK: _pack,
    ATTENDANCE: _attendance,
    NOTICE: _of_record(conclusion_notice.compose),
    SLIPS: _of_record(task_slips.compose),
    OPINIONS: _of_record(opinions_annex.compose),
    REKEY: _rekey,
}
SHEETS = tuple(_SHEETS)
