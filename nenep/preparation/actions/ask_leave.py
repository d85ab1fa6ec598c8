"""A member asks leave from a meeting, or the secretary asks on the member's behalf."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel.errors import Forbidden, Invalid, Refused
from nenep.meetings.actions.take_roll import ABSENCE_REASONS
from nenep.meetings.models import Meeting, Milestone
from nenep.meetings.policies import meeting_for
from nenep.people.queries.rosters import roster_on
from nenep.preparation.models import AbsenceRequest
from nenep.preparation.queries.leaves import as_ruled
from nenep.preparation.rules.leave import must_be_before, must_be_open_to_change

LONGEST_NOTE = 300


@transaction.atomic
def ask_leave(
    *,
    actor: Actor,
    meeting_id: UUID,
    reason: str,
    on: date,
    note: str = "",
    person_id: UUID | None = None,
) -> AbsenceRequest:
    """Ask leave; ``person_id`` names somebody else, for whom the secretary or the deputy asks. The
    same again changes nothing; another reason changes an unanswered request; one taken back is
    asked anew.

    Journals ``leave.asked`` without reason and note.

    Raises:
        Absent, Forbidden: not the actor's meeting; or for somebody else without the office.
        Invalid: no such reason, a note too long.
        Refused: the meeting has begun, the request was answered, or the person is not expected.
    """
    meeting = meeting_for(actor, meeting_id, to=Capability.ASK_LEAVE)
    who, on_behalf = _who(actor, meeting, person_id)
    note = " ".join(note.split())
    _must_be_plain(reason, note)
    must_be_before(_opened(meeting))
    row = _existing(meeting, who)
    if row is not None and row.withdrawn_on is None:
        if (row.reason, row.note) == (reason, note):
            return row
        must_be_open_to_change(as_ruled(row))
    row = row or AbsenceRequest(meeting=meeting, unit_id=meeting.unit_id, person_id=who)
    row.reason, row.note, row.asked_on, row.on_behalf = reason, note, on, on_behalf
    row.answer, row.answered_on, row.withdrawn_on = "", None, None
    row.save()
    record(
        actor,
        "leave.asked",
        unit_id=meeting.unit_id,
        kind="absence_request",
        object_id=row.pk,
        facts={"on": on.isoformat(), "on_behalf": on_behalf},
    )
    return row


def _who(actor: Actor, meeting: Meeting, person_id: UUID | None) -> tuple[UUID, bool]:
    own = actor.person_id
    if person_id is None or person_id == own:
        if own is None:
            raise Forbidden("Tài khoản này không gắn với đảng viên nào nên không báo vắng được.")
        return own, False
    must_hold(actor, Capability.ANSWER_LEAVE, meeting.unit_id)
    expected = {line.person_id for line in roster_on(meeting.unit_id, meeting.planned_on)}
    if person_id not in expected:
        raise Refused("Người này không có trong danh sách của chi bộ vào ngày họp; chưa ghi gì.")
    return person_id, True


def _must_be_plain(reason: str, note: str) -> None:
    if reason not in ABSENCE_REASONS:
        raise Invalid("Đồng chí chọn một lý do trong danh mục.", field="reason")
    if len(note) > LONGEST_NOTE:
        raise Invalid(
            "Ghi chú dài quá %(most)s chữ; đồng chí rút gọn.", field="note", most=LONGEST_NOTE
        )


def _opened(meeting: Meeting) -> bool:
    return Milestone.objects.filter(meeting=meeting, kind="opened").exists()


def _existing(meeting: Meeting, person_id: UUID) -> AbsenceRequest | None:
    rows = AbsenceRequest.objects.select_for_update(no_key=True, of=("self",))
    return rows.filter(meeting=meeting, person_id=person_id).first()
