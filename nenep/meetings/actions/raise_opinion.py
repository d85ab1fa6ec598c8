"""Opinions: raised before and during the meeting, changed or taken back until it is closed.

Nothing here is counted per person, and the journal (which superiors may read) learns neither the
kind nor the speaker: the type of an opinion never leaves the cell by itself.
"""

from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel import clock, ids
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.models import OPINION_KINDS, Attendance, Meeting, Opinion
from nenep.meetings.policies import (
    MeetingDoor,
    When,
    meeting_to_change,
    must_have_item,
    opinion_for,
)
from nenep.meetings.queries.rosters import roster_for
from nenep.meetings.rules.limits import OPINION, must_be_within
from nenep.meetings.rules.stages import Milestone


@transaction.atomic
def raise_opinion(
    *,
    actor: Actor,
    meeting_id: UUID,
    kind: str,
    text: str,
    person_id: UUID | None = None,
    item_id: UUID | None = None,
    minority: bool = False,
    needs_answer: bool = False,
    opinion_id: UUID | None = None,
) -> Opinion:
    """Record what somebody says. A member speaks in the own name; who runs the meeting may enter
    for any participant, or for nobody named (``person_id`` None). ``opinion_id`` of an earlier
    opinion changes that one; a new id (made by the client) makes repeating the call harmless, and
    without one the same words of the same person are the same opinion.

    Raises:
        Absent, Forbidden: not the actor's meeting; not the actor's name, or somebody else's words.
        Refused: sealed or read back; or closed and it is a change, or a member's own entry.
        Invalid: no text, or an unknown kind.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RAISE_OPINION, when=When.UNSEALED)
    if door.row(Milestone.READ_BACK) is not None:
        door.must_allow(When.UNREAD)
    meeting = door.meeting
    speaker_id = _speaker(actor, door, person_id)
    _must_say_something(kind, text)
    must_have_item(meeting, item_id)
    said = Opinion(
        id=opinion_id or ids.new_id(),
        meeting=meeting,
        unit_id=meeting.unit_id,
        item_id=item_id,
        person_id=speaker_id,
        kind=kind,
        text=text.strip(),
        minority=minority,
        needs_answer=needs_answer,
        raised_on=meeting.held_on or clock.today(),
    )
    earlier = _earlier(said, by_id=opinion_id is not None)
    if earlier is None:
        said.save(force_insert=True)
        _journal(actor, "opinion.raised", door, said)
        return said
    return _changed(actor, door, earlier, said)


@transaction.atomic
def remove_opinion(*, actor: Actor, opinion_id: UUID) -> None:
    """Take an opinion back before the meeting is closed: one's own, or as who runs the meeting.

    Raises:
        Absent, Forbidden, Refused: as :func:`raise_opinion`.
    """
    opinion = opinion_for(actor, opinion_id)
    door = meeting_to_change(
        actor, opinion.meeting_id, to=Capability.RAISE_OPINION, when=When.UNTIL_CLOSED
    )
    _must_be_own(actor, opinion)
    _must_be_undecided(actor, opinion)
    Opinion.objects.filter(pk=opinion.pk).delete()
    _journal(actor, "opinion.removed", door, opinion)


def _speaker(actor: Actor, door: MeetingDoor, person_id: UUID | None) -> UUID | None:
    meeting = door.meeting
    if not may(actor, Capability.RUN_MEETING, meeting.unit_id):
        door.must_allow(When.UNTIL_CLOSED)
        if person_id not in (None, actor.person_id):
            raise Forbidden("Đồng chí chỉ nêu ý kiến với tên của mình.")
        return actor.person_id
    if person_id is not None and not _takes_part(door, person_id):
        raise Absent("Người nêu ý kiến không có trong danh sách của buổi họp.")
    return person_id


def _takes_part(door: MeetingDoor, person_id: UUID) -> bool:
    meeting = door.meeting
    if door.opened:
        return Attendance.objects.filter(
            month=meeting.month, meeting_id=meeting.pk, person_id=person_id
        ).exists()
    roster = roster_for(meeting.kind, meeting.unit_id, meeting.planned_on)
    return any(line.person_id == person_id for line in roster)


def _must_say_something(kind: str, text: str) -> None:
    if kind not in dict(OPINION_KINDS):
        raise Invalid("Không có loại ý kiến này.", field="kind")
    if not text.strip():
        raise Invalid("Đồng chí ghi nội dung ý kiến.", field="text")
    must_be_within(text.strip(), OPINION, "text")


def _earlier(said: Opinion, *, by_id: bool) -> Opinion | None:
    if by_id:
        earlier = Opinion.objects.filter(pk=said.pk).first()
        if earlier is not None and earlier.meeting_id != said.meeting_id:
            raise Absent("Không tìm thấy ý kiến này trong cuộc họp.")
        return earlier
    alike = Opinion.objects.filter(meeting=said.meeting, kind=said.kind, text=said.text)
    heard = (said.person_id, said.item_id)
    return next((o for o in alike if (o.person_id, o.item_id) == heard), None)


_SAID = ("item_id", "person_id", "kind", "text", "minority", "needs_answer")


def _changed(actor: Actor, door: MeetingDoor, earlier: Opinion, said: Opinion) -> Opinion:
    if all(getattr(earlier, name) == getattr(said, name) for name in _SAID):
        return earlier
    door.must_allow(When.UNTIL_CLOSED)
    _must_be_own(actor, earlier)
    _must_be_undecided(actor, earlier)
    for name in _SAID:
        setattr(earlier, name, getattr(said, name))
    earlier.save(update_fields=["item", "person", "kind", "text", "minority", "needs_answer"])
    _journal(actor, "opinion.changed", door, earlier)
    return earlier


def _must_be_own(actor: Actor, opinion: Opinion) -> None:
    if actor.person_id is None or opinion.person_id != actor.person_id:
        must_hold(actor, Capability.RUN_MEETING, opinion.unit_id)


def _must_be_undecided(actor: Actor, opinion: Opinion) -> None:
    if opinion.forwarded_on is not None:
        raise Refused("Ý kiến này đã chuyển lên cấp trên nên được giữ nguyên.")
    answered = opinion.answered_on is not None
    if answered and not may(actor, Capability.RUN_MEETING, opinion.unit_id):
        raise Refused("Ý kiến này đã được trả lời nên được giữ nguyên; chưa đổi gì.")


def _journal(actor: Actor, verb: str, door: MeetingDoor, opinion: Opinion) -> None:
    meeting: Meeting = door.meeting
    record(actor, verb, unit_id=meeting.unit_id, kind="opinion", object_id=opinion.pk)
    if door.closed:
        announce(verb, unit_id=meeting.unit_id, month=meeting.month)
