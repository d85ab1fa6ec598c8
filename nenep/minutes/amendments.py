"""The texts of an evening that can be amended while they are read back, and what was amended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Absent, Forbidden
from nenep.meetings.actions.mark import steps_without
from nenep.meetings.queries import MeetingPage, RollRow, meeting_page
from nenep.meetings.rules.roll import Mark
from nenep.meetings.rules.stages import Milestone, may_mark
from nenep.minutes.recording import CONCLUSION, amended_of, places_of
from nenep.minutes.rules.amending import Part, typed
from nenep.minutes.rules.record import Amended


@dataclass(frozen=True)
class ReadText:
    """One text as it is read: where it stands, and what it says."""

    part: Part
    part_id: UUID
    place: str
    text: str


@dataclass(frozen=True)
class AmendmentsPage:
    """Every text of the evening, and the amendments so far. ``open`` while it is being read."""

    page: MeetingPage
    texts: Sequence[ReadText]
    amended: Sequence[Amended]
    open: bool

    @property
    def present(self) -> list[RollRow]:
        """Who may ask for an amendment."""
        return [row for row in self.page.roll if row.mark is Mark.PRESENT]

    def text(self, part: str, part_id: UUID) -> ReadText:
        """Raises:
        Absent: no such text in this evening.
        """
        found = (one for one in self.texts if (one.part, one.part_id) == (part, part_id))
        text = next(found, None)
        if text is None:
            raise Absent("Không tìm thấy nội dung này trong biên bản của buổi họp.")
        return text


def amendments_page(actor: Actor, meeting_id: UUID) -> AmendmentsPage:
    """For whoever runs the meeting. Constant queries.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
    """
    page = meeting_page(actor, meeting_id)
    if not may(actor, Capability.RUN_MEETING, page.meeting.unit_id):
        raise Forbidden("Người chủ trì, thư ký cuộc họp sửa biên bản khi đọc lại.")
    return AmendmentsPage(page, list(_texts(page)), amended_of(page), is_being_read(page))


def is_being_read(page: MeetingPage) -> bool:
    """From the moment the minutes may be read until they are adopted."""
    kinds = {one.kind for one in page.milestones}
    without = steps_without(page.meeting, Milestone.READ_BACK)
    refused = may_mark(Milestone.READ_BACK, kinds, without=without)
    return refused is None and Milestone.ADOPTED not in kinds


def _texts(page: MeetingPage) -> Iterator[ReadText]:
    places = places_of(page)
    for item in page.items:
        row = item.row
        if row.note or item.settled:
            yield ReadText(Part.ITEM, row.pk, places[row.pk], typed(row.note))
        for one in item.opinions:
            yield ReadText(Part.OPINION, one.row.pk, places[one.row.pk], typed(one.row.text))
    for one in page.other_opinions:
        yield ReadText(Part.OPINION, one.row.pk, places[one.row.pk], typed(one.row.text))
    meeting = page.meeting
    yield ReadText(Part.CONCLUSION, meeting.pk, CONCLUSION, typed(meeting.conclusion))
