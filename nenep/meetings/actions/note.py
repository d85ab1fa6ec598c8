"""Writing what was said under an item, and settling the item."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import Fact, record
from nenep.kernel import clock
from nenep.kernel.errors import Conflict, Invalid
from nenep.meetings.models import AgendaItem
from nenep.meetings.policies import When, item_for, meeting_to_change
from nenep.meetings.rules.limits import NOTE, REASON, must_be_within


@transaction.atomic
def write_note(
    *,
    actor: Actor,
    item_id: UUID,
    text: str,
    revision: int,
    when: When = When.UNREAD,
) -> AgendaItem:
    """The whole note of an item, written upon the ``revision`` the writer had seen. What was read
    back is changed by an amendment only (which says so by ``when``).

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened yet, read back, or sealed.
        Conflict: somebody wrote first; both texts are in it and nothing is merged.
        Invalid: longer than a note may be.
    """
    item = _open_item(actor, item_id, when)
    text = text.strip()
    must_be_within(text, NOTE, "text")
    if item.note == text:
        return item
    if item.revision != revision:
        raise Conflict(
            "Mục này vừa được người khác ghi; cả hai bản được giữ để đồng chí chọn.",
            mine=text,
            theirs=item.note,
        )
    item.note, item.revision = text, revision + 1
    item.save(update_fields=["note", "revision"])
    _journal(actor, "note.written", item, {"revision": item.revision})
    return item


@transaction.atomic
def finish_item(
    *,
    actor: Actor,
    item_id: UUID,
    minutes_spent: int | None = None,
    at: datetime | None = None,
) -> AgendaItem:
    """The item is dealt with, now or ``at`` the moment a device without a network tells; again with
    other minutes corrects them, the moment stays.

    Raises:
        Absent, Forbidden, Refused: as :func:`write_note`.
        Invalid: negative minutes.
    """
    if minutes_spent is not None and minutes_spent < 0:
        raise Invalid("Số phút không thể âm.", field="minutes_spent")
    item = _open_item(actor, item_id)
    spent = item.minutes_spent if minutes_spent is None else minutes_spent
    if item.finished_at is not None and item.minutes_spent == spent:
        return item
    item.finished_at = item.finished_at or at or clock.now()
    item.minutes_spent, item.skipped_reason = spent, ""
    item.save(update_fields=["finished_at", "minutes_spent", "skipped_reason"])
    _journal(actor, "item.finished", item, {"minutes": spent})
    return item


@transaction.atomic
def skip_item(*, actor: Actor, item_id: UUID, reason: str) -> AgendaItem:
    """The item was not dealt with, and why: an item left out needs a reason.

    Raises:
        Absent, Forbidden, Refused: as :func:`write_note`.
        Invalid: no reason.
    """
    reason = reason.strip()
    if not reason:
        raise Invalid("Bỏ qua một mục thì cần ghi lý do.", field="reason")
    must_be_within(reason, REASON, "reason")
    item = _open_item(actor, item_id, When.UNREAD)
    if item.skipped_reason == reason and item.finished_at is None:
        return item
    item.finished_at, item.minutes_spent, item.skipped_reason = None, None, reason
    item.save(update_fields=["finished_at", "minutes_spent", "skipped_reason"])
    _journal(actor, "item.skipped", item, {})
    return item


def _open_item(actor: Actor, item_id: UUID, when: When = When.OPENED) -> AgendaItem:
    """The item as it is once its meeting is locked: an older reading could hide a conflict."""
    seen = item_for(actor, item_id)
    meeting_to_change(actor, seen.meeting_id, to=Capability.RUN_MEETING, when=when)
    return AgendaItem.objects.get(pk=seen.pk)


def _journal(actor: Actor, verb: str, item: AgendaItem, facts: dict[str, Fact]) -> None:
    record(actor, verb, unit_id=item.unit_id, kind="agenda_item", object_id=item.pk, facts=facts)
