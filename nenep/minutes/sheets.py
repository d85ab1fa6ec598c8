"""The working sheets of a meeting: made when asked for, never sealed, always from the record."""

from collections.abc import Callable, Mapping
from uuid import UUID

from nenep.access.rules import Actor
from nenep.documents.rules.model import Document
from nenep.kernel.errors import Absent
from nenep.meetings.queries import meeting_page
from nenep.meetings.queries.rosters import roster_for
from nenep.minutes import queries
from nenep.minutes.recording import record_of
from nenep.minutes.rules import (
    attendance_sheet,
    conclusion_notice,
    invitation,
    opinions_annex,
    task_slips,
)
from nenep.minutes.rules.attendance_sheet import Expected
from nenep.minutes.rules.record import Record
from nenep.people.rules.standing import STANDING_NAMES

INVITATION, ATTENDANCE = "invitation", "attendance"
NOTICE, SLIPS, OPINIONS = "conclusion-notice", "task-slips", "opinions"
# Before the evening, for whoever was told of it; the others only for whoever reads it whole.
BEFORE = (INVITATION, ATTENDANCE)
_AFTER: Mapping[str, Callable[[Record], Document | None]] = {
    NOTICE: conclusion_notice.compose,
    SLIPS: task_slips.compose,
    OPINIONS: opinions_annex.compose,
}
SHEETS = (*BEFORE, *_AFTER)


def compose_any(actor: Actor, meeting_id: UUID, kind: str) -> Document:
    """A draft paper or a working sheet by its kind.

    Raises:
        Absent: no such meeting or kind, or nothing to put on that sheet.
        Forbidden: the reader may not read the meeting whole.
    """
    if kind not in SHEETS:
        return queries.compose(actor, meeting_id, kind)
    sheet = compose_sheet(actor, meeting_id, kind)
    if sheet is None:
        raise Absent("Cuộc họp này chưa có gì để in trên phiếu này.")
    return sheet


def compose_sheet(actor: Actor, meeting_id: UUID, kind: str) -> Document | None:
    """One working sheet, or None when the evening left nothing for it."""
    if kind == INVITATION:
        return invitation.compose(record_of(meeting_page(actor, meeting_id)))
    record = queries.recorded(actor, meeting_id)
    if kind == ATTENDANCE:
        return attendance_sheet.compose(record, _expected(actor, meeting_id, record))
    return _AFTER[kind](record)


def compose_sheets(actor: Actor, meeting_id: UUID) -> dict[str, Document]:
    """Every working sheet there is something for, in the order of the evening."""
    made = {kind: compose_sheet(actor, meeting_id, kind) for kind in SHEETS}
    return {kind: document for kind, document in made.items() if document is not None}


def _expected(actor: Actor, meeting_id: UUID, record: Record) -> list[Expected]:
    """The roll of an evening that was opened; of one to come, whoever counts on that day."""
    names = {standing.value: name for standing, name in STANDING_NAMES.items()}
    if record.roll:
        return attendance_sheet.expected_from(record.roll, names)
    meeting = meeting_page(actor, meeting_id).meeting
    return [
        Expected(line.full_name, STANDING_NAMES[line.counts.standing], line.counts.due)
        for line in roster_for(meeting.kind, meeting.unit_id, record.planned_on)
    ]
