"""The evening as it goes: opened, guests, item after item."""

from nenep.kernel.errors import Conflict
from nenep.kernel.names import clean_name
from nenep.meetings.actions.agenda import add_item
from nenep.meetings.actions.guests import add_guest, remove_guest
from nenep.meetings.actions.note import finish_item, skip_item, write_note
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.models import AgendaItem, Guest, Meeting
from nenep.meetings.policies import When
from nenep.people.queries.names import names_of
from nenep.room.rules.commands import Said, fingerprint, must_follow
from nenep.room.speaking.speech import Speech

_NOTED = "Mục này đã được máy khác ghi; cả hai bản được giữ để đồng chí chọn hoặc ghép."
_SETTLED = "Mục này đã được máy khác khép lại; cả hai được giữ để đồng chí chọn."
_OPENED = "Cuộc họp đã được máy khác mở với thông tin khác; cả hai được giữ để đồng chí chọn."


def opened(speech: Speech) -> None:
    said = speech.said
    on, at = said.day("on"), said.time("at")
    chair, secretary = said.uuid("chair"), said.uuid("secretary")
    door = speech.door(When.UNSEALED)
    mine = f"{on} {at:%H:%M} {chair} {secretary}"
    now = _opening(door.meeting)
    if door.opened and now != mine and fingerprint(now) != said.text("base"):
        raise Conflict(_OPENED, mine=_told(mine), theirs=_told(now), now=now)
    open_meeting(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        on=on,
        at=at,
        chair_id=chair,
        secretary_id=secretary,
        declared=said.flag("declared"),
    )


def welcomed(speech: Speech) -> None:
    said = speech.said
    add_guest(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        name=said.text("name", most=120),
        title=said.text("title", most=160),
        superior=said.flag("superior"),
    )


def unwelcomed(speech: Speech) -> None:
    """Named as on the list: a guest has no other mark on two devices."""
    said = speech.said
    listed = Guest.objects.filter(meeting_id=speech.meeting_id)
    named = listed.filter(name=clean_name(said.text("name")), title=said.text("title").strip())
    guest = named.first()
    if guest is not None:
        remove_guest(actor=speech.actor, guest_id=guest.pk)


def added(speech: Speech) -> None:
    """An item the members asked for when they adopted the agenda."""
    said = speech.said
    add_item(
        actor=speech.actor,
        meeting_id=speech.meeting_id,
        title=said.text("title", most=300),
        minutes=said.whole("minutes"),
        new_id=said.uuid("id"),
    )


def noted(speech: Speech) -> None:
    item = speech.item()
    text = speech.said.text("text").strip()
    must_follow(speech.said.text("base"), now=item.note, mine=text, told=_NOTED)
    write_note(actor=speech.actor, item_id=item.pk, text=text, revision=item.revision)


def finished(speech: Speech) -> None:
    item = speech.item()
    if item.finished_at is None:
        must_follow(speech.said.text("base"), now=_settled(item), mine="done", told=_SETTLED)
    finish_item(
        actor=speech.actor,
        item_id=item.pk,
        minutes_spent=speech.said.maybe_whole("minutes"),
        at=speech.at,
    )


def skipped(speech: Speech) -> None:
    item = speech.item()
    reason = speech.said.text("reason", most=300).strip()
    must_follow(speech.said.text("base"), now=_settled(item), mine=reason, told=_SETTLED)
    skip_item(actor=speech.actor, item_id=item.pk, reason=reason)


def _opening(meeting: Meeting) -> str:
    if meeting.started_at is None:
        return ""
    return f"{meeting.held_on} {meeting.started_at:%H:%M} {meeting.chair_id} {meeting.secretary_id}"


def _told(opening: str) -> str:
    on, at, chair, secretary = opening.split(" ")
    words = Said({"chair": chair, "secretary": secretary})
    people = (words.uuid("chair"), words.uuid("secretary"))
    names = names_of(set(people))
    led, wrote = (names.get(person, "") for person in people)
    return f"Ngày {on}, bắt đầu {at}; chủ trì: {led}; thư ký: {wrote}"


def _settled(item: AgendaItem) -> str:
    return "done" if item.finished_at is not None else item.skipped_reason
