"""The agenda: drafted as a whole, then typed at, item by item, until the meeting is closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import F

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import Fact, record
from nenep.kernel import ids
from nenep.kernel.errors import Conflict, Invalid, Refused
from nenep.meetings.models import AgendaItem, Meeting
from nenep.meetings.policies import When, item_for, meeting_to_change
from nenep.meetings.queries import END_OF_EVENING
from nenep.meetings.rules.limits import TITLE, must_be_within


@dataclass(frozen=True)
class AgendaLine:
    """One item to be put on the agenda; ``source`` is rule, typed, task, opinion, material …"""

    code: str
    title: str
    minutes: int
    basis: str = ""
    source: str = "rule"
    source_id: UUID | None = None


@transaction.atomic
def set_agenda(
    *, actor: Actor, meeting_id: UUID, items: Sequence[AgendaLine]
) -> Sequence[AgendaItem]:
    """Replace the whole draft of a meeting not yet opened; an item that stays keeps its id and
    its note. Six queries whatever the number of items; the same draft again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
        Refused: the meeting has been opened, or the end of the evening is turned round.
        Invalid: an item without a title or with negative minutes.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.PREPARE_MEETING, when=When.PREPARING)
    for line in items:
        _must_be_sayable(line.title, line.minutes)
    _must_end_well([line.code for line in items])
    present = list(AgendaItem.objects.filter(meeting=door.meeting))
    if [_line(item) for item in present] == list(items):
        return present
    written = _replaced(door.meeting, present, items)
    _journal(actor, "agenda.set", door.meeting, door.meeting.pk, {"items": len(written)})
    return written


@transaction.atomic
def add_item(
    *,
    actor: Actor,
    meeting_id: UUID,
    title: str,
    minutes: int,
    basis: str = "",
    code: str = "typed",
    after: UUID | None = None,
    new_id: UUID | None = None,
) -> AgendaItem:
    """One more item, behind ``after`` or before the end of the evening; the same title again
    returns the item that is there. Also during the meeting: the members adopt the agenda.
    ``new_id`` is the id a device made for an item added without a network: that item and no other.

    Raises:
        Absent, Forbidden: as :func:`set_agenda`.
        Refused: the meeting is closed.
    """
    door = meeting_to_change(
        actor, meeting_id, to=Capability.PREPARE_MEETING, when=When.UNTIL_CLOSED
    )
    title = title.strip()
    _must_be_sayable(title, minutes)
    present = list(AgendaItem.objects.filter(meeting=door.meeting))
    same = next((i for i in present if _is_same(i, code, title, new_id)), None)
    if same is not None:
        return same
    place = _place(present, after)
    AgendaItem.objects.filter(meeting=door.meeting, position__gte=place).update(
        position=F("position") + 1
    )
    item = AgendaItem(
        id=new_id or ids.new_id(),
        meeting=door.meeting,
        unit_id=door.meeting.unit_id,
        position=place,
        code=code,
        title=title,
        source="typed",
        basis=basis,
        minutes_planned=minutes,
    )
    item.save(force_insert=True)
    _journal(actor, "agenda.item_added", door.meeting, item.pk, {"minutes": minutes})
    return item


@transaction.atomic
def change_item(
    *, actor: Actor, item_id: UUID, title: str, minutes: int, revision: int
) -> AgendaItem:
    """Another title or time for an item, written upon the ``revision`` the writer had seen.

    Raises:
        Conflict: somebody changed the item first; both titles are in it.
        Absent, Forbidden, Refused: as :func:`add_item`.
    """
    found = item_for(actor, item_id)
    door = meeting_to_change(
        actor, found.meeting_id, to=Capability.PREPARE_MEETING, when=When.UNTIL_CLOSED
    )
    item = AgendaItem.objects.get(pk=found.pk)
    title = title.strip()
    _must_be_sayable(title, minutes)
    if (item.title, item.minutes_planned) == (title, minutes):
        return item
    if item.revision != revision:
        raise Conflict(
            "Mục này vừa được người khác sửa; cả hai bản được giữ để đồng chí chọn.",
            mine=title,
            theirs=item.title,
        )
    item.title, item.minutes_planned, item.revision = title, minutes, revision + 1
    item.save(update_fields=["title", "minutes_planned", "revision"])
    _journal(actor, "agenda.item_changed", door.meeting, item.pk, {"minutes": minutes})
    return item


@transaction.atomic
def move_item(*, actor: Actor, item_id: UUID, up: bool) -> AgendaItem:
    """Change places with the neighbour; at the edge nothing happens. Each call moves one place.

    Raises:
        Refused: it would turn round the end of the evening (score, read back, close).
        Absent, Forbidden: as :func:`add_item`.
    """
    found = item_for(actor, item_id)
    door = meeting_to_change(
        actor, found.meeting_id, to=Capability.PREPARE_MEETING, when=When.UNTIL_CLOSED
    )
    present = list(AgendaItem.objects.filter(meeting=door.meeting))
    here = next(i for i, item in enumerate(present) if item.pk == found.pk)
    there = here - 1 if up else here + 1
    if not 0 <= there < len(present):
        return present[here]
    item, neighbour = present[here], present[there]
    present[here], present[there] = neighbour, item
    _must_end_well([one.code for one in present])
    item.position, neighbour.position = neighbour.position, item.position
    AgendaItem.objects.bulk_update([item, neighbour], ["position"])
    _journal(actor, "agenda.item_moved", door.meeting, item.pk, {"position": item.position})
    return item


@transaction.atomic
def remove_item(*, actor: Actor, item_id: UUID) -> None:
    """Take an item off a draft. In an open meeting an item is skipped with a reason instead.

    Raises:
        Refused: the meeting has been opened.
        Absent, Forbidden: as :func:`set_agenda`.
    """
    item = item_for(actor, item_id)
    door = meeting_to_change(
        actor, item.meeting_id, to=Capability.PREPARE_MEETING, when=When.PREPARING
    )
    AgendaItem.objects.filter(pk=item.pk).delete()
    _journal(actor, "agenda.item_removed", door.meeting, item.pk, {})


def _replaced(
    meeting: Meeting, present: Sequence[AgendaItem], lines: Sequence[AgendaLine]
) -> list[AgendaItem]:
    """Positions are unique only when the transaction ends, so the order of writing is free."""
    staying = {(i.code, i.title, i.source_id): i for i in present}
    written: list[AgendaItem] = []
    kept: list[AgendaItem] = []
    for position, line in enumerate(lines, start=1):
        item = staying.pop((line.code, line.title, line.source_id), None)
        if item is None:
            item = AgendaItem(meeting=meeting, unit_id=meeting.unit_id)
        else:
            kept.append(item)
        _fill(item, line, position)
        written.append(item)
    keeping = {item.pk for item in kept}
    AgendaItem.objects.filter(pk__in=[i.pk for i in present if i.pk not in keeping]).delete()
    AgendaItem.objects.bulk_update(kept, ["position", "source", "basis", "minutes_planned"])
    AgendaItem.objects.bulk_create([item for item in written if item.pk not in keeping])
    return written


def _fill(item: AgendaItem, line: AgendaLine, position: int) -> None:
    item.position = position
    item.code, item.title, item.basis = line.code, line.title, line.basis
    item.source, item.source_id = line.source, line.source_id
    item.minutes_planned = line.minutes


def _line(item: AgendaItem) -> AgendaLine:
    return AgendaLine(
        item.code, item.title, item.minutes_planned, item.basis, item.source, item.source_id
    )


def _is_same(item: AgendaItem, code: str, title: str, new_id: UUID | None) -> bool:
    if new_id is not None:
        return item.pk == new_id
    return item.code == code and item.title == title


def _place(present: Sequence[AgendaItem], after: UUID | None) -> int:
    """The position of a new item."""
    for item in present:
        if item.pk == after:
            return item.position + 1
    ending = [item.position for item in present if item.code in END_OF_EVENING]
    last = present[-1].position if present else 0
    return min(ending, default=last + 1)


def _must_be_sayable(title: str, minutes: int) -> None:
    if not title.strip():
        raise Invalid("Đồng chí ghi tên mục.", field="title")
    must_be_within(title.strip(), TITLE, "title")
    if minutes < 0:
        raise Invalid("Số phút không thể âm.", field="minutes")


def _must_end_well(codes: Sequence[str]) -> None:
    """Score first, then read the minutes back and adopt, then close; nothing comes after."""
    ending = [code for code in codes if code in END_OF_EVENING]
    in_order = sorted(ending, key=END_OF_EVENING.index)
    if ending != in_order or list(codes[len(codes) - len(ending) :]) != ending:
        raise Refused(
            "Cuối buổi phải chấm điểm trước, sau đó đọc và thông qua biên bản rồi bế mạc; "
            "chương trình giữ nguyên."
        )


def _journal(
    actor: Actor, verb: str, meeting: Meeting, object_id: UUID, facts: dict[str, Fact]
) -> None:
    record(
        actor,
        verb,
        unit_id=meeting.unit_id,
        kind="meeting" if object_id == meeting.pk else "agenda_item",
        object_id=object_id,
        facts=facts,
    )
