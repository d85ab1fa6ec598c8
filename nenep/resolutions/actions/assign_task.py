"""Giving a task in a meeting: who, what, by when, with a measurable result."""

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
from nenep.resolutions.models import Task
from nenep.resolutions.policies import task_for
from nenep.structure.queries.units import unit_on

_SAID = ("title", "measure", "source_sentence", "owner_person_id", "owner_unit_id", "due_on")


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
    task_id: UUID | None = None,
) -> Task:
    """Give a task to one person on the meeting's roll, or to one unit (often the cell itself).

    ``task_id`` of a task of this meeting changes it while the papers are open; a new id (made by
    the client) makes repeating the call harmless, and without one the same title for the same
    owner by the same day is the same task.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened yet, or sealed; the task to change already has reports or outcomes.
        Invalid: no title, no owner or two, or a day before the meeting.
        Absent: the owner is not on the roll, or no such unit.
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
    if earlier is not None and _same(earlier, said):
        return earlier
    _must_have_owner(meeting, said)
    if earlier is not None:
        return _changed(actor, door, earlier, said)
    said.save(force_insert=True)
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
        raise Invalid("Mỗi nhiệm vụ giao cho đúng một đảng viên hoặc một đơn vị.", field="owner")
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


def _same(earlier: Task, said: Task) -> bool:
    return all(getattr(earlier, name) == getattr(said, name) for name in _SAID)


def _must_have_owner(meeting: Meeting, said: Task) -> None:
    if said.owner_unit_id is not None:
        unit_on(said.owner_unit_id, said.assigned_on)
    if said.owner_person_id is None:
        return
    on_roll = Attendance.objects.filter(
        month=meeting.month, meeting_id=meeting.pk, person_id=said.owner_person_id
    )
    if not on_roll.exists():
        raise Absent("Người được giao không có trong danh sách của buổi họp.")


def _changed(actor: Actor, door: MeetingDoor, earlier: Task, said: Task) -> Task:
    _must_be_fresh(earlier)
    for name in _SAID:
        setattr(earlier, name, getattr(said, name))
    earlier.save()
    _journal(actor, "task.changed", door, earlier)
    return earlier


def _must_be_fresh(task: Task) -> None:
    if task.reports.exists() or task.outcomes.exists():
        raise Refused("Nhiệm vụ đã có báo cáo hoặc kết quả nên được giữ nguyên.")


def _journal(actor: Actor, verb: str, door: MeetingDoor, task: Task) -> None:
    facts: dict[str, Fact] = {"meeting": str(task.meeting_id), "due": task.due_on.isoformat()}
    record(actor, verb, unit_id=task.unit_id, kind="task", object_id=task.pk, facts=facts)
    announce(verb, unit_id=task.unit_id, month=door.meeting.month)
