"""The working sheets of a meeting: made when asked for, never sealed, always from the record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from nenep.access.rules import Actor
from nenep.documents.models import UploadedFile
from nenep.documents.queries import Format, with_annexes, write
from nenep.documents.rules.model import Document
from nenep.documents.rules.uploads import KIND_OF
from nenep.kernel import clock
from nenep.kernel.errors import Absent
from nenep.meetings.actions.materials import MATERIAL
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
from nenep.minutes.rules.agenda_pack import Material, WaitingOpinion
from nenep.minutes.rules.attendance_sheet import Expected
from nenep.minutes.rules.record import Record
from nenep.people.rules.standing import STANDING_NAMES

INVITATION, PACK, ATTENDANCE = "invitation", "agenda-pack", "attendance"
NOTICE, SLIPS, OPINIONS = "conclusion-notice", "task-slips", "opinions"
REKEY = "rekey-sheet"
MOST_PAGES, MOST_BYTES = 300, 30_000_000
"""What one pack holds behind it; more goes by itself."""


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


def sheet_file(meeting_id: UUID, kind: str, document: Document, form: Format) -> bytes:
    """The file of a composed paper or sheet; the papers to read stand behind the pack as PDF."""
    made = write(document, form, on=clock.today())
    if kind != PACK or form != "pdf":
        return made
    return with_annexes(made, [row for row, _, pages in _materials(meeting_id) if pages])


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
        [Material(row.name, said, pages) for row, said, pages in _materials(meeting.pk)],
    )


def _materials(meeting_id: UUID) -> list[tuple[UploadedFile, str, int | None]]:
    """The papers to read, in the order they were brought, each with its kind and the pages it adds
    to the pack (None: it goes by itself). One query."""
    brought = UploadedFile.objects.filter(subject_kind=MATERIAL, subject_id=meeting_id)
    told: list[tuple[UploadedFile, str, int | None]] = []
    pages = size = 0
    for row in brought.order_by("created_at", "id"):
        own = row.pages or 0
        fits = own > 0 and pages + own <= MOST_PAGES and size + row.size <= MOST_BYTES
        if fits:
            pages, size = pages + own, size + row.size
        told.append((row, KIND_OF[row.content_type].said, own if fits else None))
    return told


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


def _notice(evening: Evening) -> Document | None:
    """What a committee or a group concluded among itself is told to nobody else."""
    of_cell = evening.meeting.kind in CELL_MEETINGS
    return conclusion_notice.compose(evening.record) if of_cell else None


def _of_record(compose: Callable[[Record], Document | None]) -> "_Sheet":
    return lambda evening: compose(evening.record)


_Sheet = Callable[[Evening], Document | None]
_SHEETS: Mapping[str, _Sheet] = {
    INVITATION: _of_record(invitation.compose),
    PACK: _pack,
    ATTENDANCE: _attendance,
    NOTICE: _notice,
    SLIPS: _of_record(task_slips.compose),
    OPINIONS: _of_record(opinions_annex.compose),
    REKEY: _rekey,
}
SHEETS = tuple(_SHEETS)
