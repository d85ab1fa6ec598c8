"""Giving a task in a meeting: who, what, by when, with a measurable result."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import Fact, record
from nenep.kernel import ids
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Attendance, Meeting
from nenep.meetings.policies import MeetingDoor, When, meeting_to_change
from nenep.resolutions.models import CoOwner, Task
from nenep.resolutions.policies import task_for
from nenep.structure.queries.units import unit_on


@dataclass(frozen=True)
class Helpers:
    """Who helps the owner: people on the roll and units."""

    people: frozenset[UUID]
    units: frozenset[UUID]


_SAID = (
    *("title", "measure", "source_sentence"),
    *("owner_person_id", "owner_unit_id", "due_on"),
)


@transaction.atomic
def assign_task(
    *,
    actor: Actor,
    meeting_id: UUID,
    title: str,
    due_on: date,
    owner_person_id: UUID | None = None,
    owner_unit_id: UUID | None = None,
    measure: str = "",
    source_sentence: str = "",
    co_owner_person_ids: Sequence[UUID] | None = None,
    co_owner_unit_ids: Sequence[UUID] | None = None,
    task_id: UUID | None = None,
) -> Task:
    """Give a task to whoever leads it, one person on the meeting's roll or one unit, and to any
    number who help (None leaves those of an earlier task as they are). A unit is the cell, a group
    of it, or its superior: of the latter it is asked (``direction`` up), and both sides see it
    once the papers are sealed.

    ``task_id`` of a task of this meeting changes it while the papers are open; a new id (made by
    the client) makes repeating the call harmless, and without one the same title for the same
    owner by the same day is the same task.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened yet, or sealed; the task to change already has reports or outcomes.
        Invalid: no title, no leader or two, a day before the meeting, or a unit that is none of
            the cell's.
        Absent: an owner is not on the roll, or no such unit.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    meeting = door.meeting
    said = Task(
        id=task_id or ids.new_id(),
        unit_id=meeting.unit_id,
        meeting=meeting,
        title=title.strip(),
        measure=measure.strip(),
        source_sentence=source_sentence.strip(),
        owner_person_id=owner_person_id,
        owner_unit_id=owner_unit_id,
        assigned_on=meeting.held_on or meeting.planned_on,
        due_on=due_on,
    )
    _must_be_clear(said)
    earlier = _earlier(said, by_id=task_id is not None)
    helpers = _helpers(earlier, said, co_owner_person_ids, co_owner_unit_ids)
    if earlier is not None and _same(earlier, said, helpers):
        return earlier
    _must_have_owners(meeting, said, helpers)
    if earlier is not None:
        return _changed(actor, door, earlier, said, helpers)
    said.save(force_insert=True)
    _write_helpers(said, helpers)
    _journal(actor, "task.assigned", door, said)
    return said


@transaction.atomic
def remove_task(*, actor: Actor, task_id: UUID) -> None:
    """Take back a task given by mistake, while its meeting still sits and nothing hangs on it.

    Afterwards only an outcome of a meeting ends a task: nothing disappears silently.

    Raises:
        Absent, Forbidden: not the actor's task, or not the actor's to give.
        Refused: the meeting is closed, or something was reported of the task.
    """
    task = task_for(actor, task_id, to=Capability.RUN_MEETING)
    if task.meeting_id is None:
        raise Refused("Nhiệm vụ này chỉ khép lại được bằng kết quả của một cuộc họp.")
    door = meeting_to_change(actor, task.meeting_id, to=Capability.RUN_MEETING, when=When.SITTING)
    _must_be_fresh(task)
    Task.objects.filter(pk=task.pk).delete()
    _journal(actor, "task.removed", door, task)


def _must_be_clear(said: Task) -> None:
    if not said.title:
        raise Invalid("Đồng chí ghi nhiệm vụ.", field="title")
    if (said.owner_person_id is None) == (said.owner_unit_id is None):
        raise Invalid(
            "Mỗi nhiệm vụ có đúng một đảng viên hoặc một đơn vị chủ trì;"
            " thêm người phối hợp nếu cần.",
            field="owner",
        )
    if said.due_on < said.assigned_on:
        raise Invalid(
            "Hạn hoàn thành (%(due)s) trước ngày họp (%(met)s); nhiệm vụ chưa được giao.",
            field="due_on",
            due=f"{said.due_on:%d/%m/%Y}",
            met=f"{said.assigned_on:%d/%m/%Y}",
        )


def _earlier(said: Task, *, by_id: bool) -> Task | None:
    if by_id:
        earlier = Task.objects.filter(pk=said.pk).first()
        if earlier is not None and earlier.meeting_id != said.meeting_id:
            raise Absent("Không tìm thấy nhiệm vụ này trong cuộc họp.")
        return earlier
    alike = Task.objects.filter(meeting=said.meeting, title=said.title, due_on=said.due_on)
    owner = (said.owner_person_id, said.owner_unit_id)
    return next((t for t in alike if (t.owner_person_id, t.owner_unit_id) == owner), None)


def _same(earlier: Task, said: Task, helpers: Helpers) -> bool:
    same = all(getattr(earlier, name) == getattr(said, name) for name in _SAID)
    return same and _helpers_of(earlier) == helpers


def _helpers(
    earlier: Task | None,
    said: Task,
    people: Sequence[UUID] | None,
    units: Sequence[UUID] | None,
) -> Helpers:
    kept = _helpers_of(earlier) if earlier is not None else Helpers(frozenset(), frozenset())
    return Helpers(
        (kept.people if people is None else frozenset(people)) - {said.owner_person_id},
        (kept.units if units is None else frozenset(units)) - {said.owner_unit_id},
    )


def _helpers_of(task: Task) -> Helpers:
    rows = list(task.co_owners.values_list("person_id", "helping_unit_id"))
    return Helpers(
        frozenset(person for person, _unit in rows if person is not None),
        frozenset(unit for _person, unit in rows if unit is not None),
    )


def _must_have_owners(meeting: Meeting, said: Task, helpers: Helpers) -> None:
    units = set(helpers.units) | ({said.owner_unit_id} if said.owner_unit_id else set())
    if units:
        _must_be_near(said, units)
    people = set(helpers.people) | ({said.owner_person_id} if said.owner_person_id else set())
    on_roll = Attendance.objects.filter(
        month=meeting.month, meeting_id=meeting.pk, person_id__in=people
    )
    if on_roll.count() < len(people):
        raise Absent("Người được giao không có trong danh sách của buổi họp.")


def _must_be_near(said: Task, units: set[UUID]) -> None:
    """The cell, its groups, or the superior; what is asked of the superior goes up."""
    own = unit_on(said.unit_id, said.assigned_on)
    for unit_id in units:
        other = unit_on(unit_id, said.assigned_on)
        if other.id == own.parent_id:
            said.direction = "up" if unit_id == said.owner_unit_id else said.direction
        elif own.id not in (other.id, other.parent_id):
            raise Invalid(
                "Chỉ giao cho chi bộ, tổ đảng của chi bộ, hoặc đề nghị cấp trên trực tiếp.",
                field="owner",
            )


def _write_helpers(task: Task, helpers: Helpers) -> None:
    CoOwner.objects.filter(task=task).delete()
    people = [CoOwner(task=task, unit_id=task.unit_id, person_id=one) for one in helpers.people]
    units = [CoOwner(task=task, unit_id=task.unit_id, helping_unit_id=u) for u in helpers.units]
    CoOwner.objects.bulk_create([*people, *units])


def _changed(actor: Actor, door: MeetingDoor, earlier: Task, said: Task, helpers: Helpers) -> Task:
    _must_be_fresh(earlier)
    for name in (*_SAID, "direction"):
        setattr(earlier, name, getattr(said, name))
    earlier.save()
    _write_helpers(earlier, helpers)
    _journal(actor, "task.changed", door, earlier)
    return earlier


def _must_be_fresh(task: Task) -> None:
    if task.reports.exists() or task.outcomes.exists() or task.reviews.exists():
        raise Refused("Nhiệm vụ đã có báo cáo hoặc kết quả nên được giữ nguyên.")


def _journal(actor: Actor, verb: str, door: MeetingDoor, task: Task) -> None:
    facts: dict[str, Fact] = {"meeting": str(task.meeting_id), "due": task.due_on.isoformat()}
    record(actor, verb, unit_id=task.unit_id, kind="task", object_id=task.pk, facts=facts)
    announce(verb, unit_id=task.unit_id, month=door.meeting.month)
