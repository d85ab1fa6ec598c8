"""Notes of self-criticism and criticism: written for the cell's own use, erased when it wishes.

Only the cell's committee and the person concerned read them; they enter no paper and no figure.
The journal learns that a note was written or erased, never of whom nor what it says.
"""

from uuid import UUID

from django.db import transaction

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import ids
from nenep.kernel.errors import Absent, Conflict, Invalid
from nenep.meetings.models import Attendance, CriticismNote
from nenep.meetings.policies import When, meeting_to_change
from nenep.meetings.rules.limits import CRITICISM, must_be_within

KINDS = ("self_criticism", "criticism")


@transaction.atomic
def note_criticism(
    *,
    actor: Actor,
    meeting_id: UUID,
    person_id: UUID,
    kind: str,
    text: str,
    note_id: UUID | None = None,
    revision: int = 0,
) -> CriticismNote:
    """What was said of that person, or by that person of oneself. ``note_id`` of an earlier note
    changes it upon the ``revision`` the writer had seen; a new id makes repeating harmless.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run; somebody not on the
            roll. Refused: not opened yet. Invalid: no text, too long, or an unknown kind.
        Conflict: somebody changed the note first; both texts are in it.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING)
    if not door.opened:
        door.must_allow(When.OPENED)
    meeting, text = door.meeting, text.strip()
    _must_say_something(kind, text)
    there = Attendance.objects.filter(
        month=meeting.month, meeting_id=meeting.pk, person_id=person_id
    )
    if not there.exists():
        raise Absent("Người này không có trong danh sách của buổi họp; chưa ghi gì.")
    note = CriticismNote.objects.filter(pk=note_id, meeting=meeting).first() if note_id else None
    if note is None:
        note = CriticismNote(
            id=note_id or ids.new_id(), meeting=meeting, unit_id=meeting.unit_id, revision=-1
        )
    elif (note.person_id, note.kind, note.text) == (person_id, kind, text):
        return note
    elif note.revision != revision:
        raise Conflict(
            "Ghi chép này vừa được người khác sửa; cả hai bản được giữ để đồng chí chọn.",
            mine=text,
            theirs=note.text,
        )
    note.person_id, note.kind, note.text = person_id, kind, text
    note.revision += 1
    note.save()
    _journal(actor, "criticism.noted", note)
    return note


@transaction.atomic
def erase_criticism(*, actor: Actor, note_id: UUID) -> None:
    """The note goes for good, before or after the papers are sealed.

    Raises:
        Absent: no such note for this reader. Forbidden: not the actor's to run.
    """
    note = found(CriticismNote.objects.all(), note_id)
    must_hold(actor, Capability.RUN_MEETING, note.unit_id)
    CriticismNote.objects.filter(pk=note.pk).delete()
    _journal(actor, "criticism.erased", note)


def _must_say_something(kind: str, text: str) -> None:
    if kind not in KINDS:
        raise Invalid("Không có loại ghi chép này.", field="kind")
    if not text:
        raise Invalid("Đồng chí ghi nội dung.", field="text")
    must_be_within(text, CRITICISM, "text")


def _journal(actor: Actor, verb: str, note: CriticismNote) -> None:
    record(actor, verb, unit_id=note.unit_id, kind="meeting", object_id=note.meeting_id)
