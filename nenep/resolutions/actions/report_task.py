"""Telling how a task goes: its owner, or somebody of the committee on the owner's behalf."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import found
from nenep.access.rules import Actor
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.resolutions.models import Task, TaskReport
from nenep.resolutions.policies import Side, must_report_for, side_of, visible_to
from nenep.resolutions.queries import as_ruled
from nenep.resolutions.rules.task_state import closing_outcome

_SAID = ("on", "text", "claims_done", "on_behalf", "by_other", "promised_on")


@transaction.atomic
def report_task(
    *,
    actor: Actor,
    task_id: UUID,
    on: date,
    text: str,
    claims_done: bool = False,
    on_behalf: bool = False,
    promised_on: date | None = None,
) -> TaskReport:
    """What was told of the task on that day. A report never closes a task, not even one that
    ``claims_done``: a meeting (or the committee that gave it) looks at it first. Of a task between
    two units each side tells its own; the owner's side may promise a day. The same report again
    is the same row.

    Raises:
        Absent: no such task for this actor.
        Forbidden: somebody else's task, without saying so or without the office for it.
        Refused: the task is closed, or the day lies ahead or before the task.
        Invalid: no text, or a promise for a day gone by.
    """
    task = found(visible_to(actor), task_id)
    side = _side(actor, task, on_behalf)
    between = task.direction != "within"
    said = TaskReport(
        task=task,
        unit_id=task.unit_id,
        on=on,
        text=text.strip(),
        claims_done=claims_done,
        on_behalf=on_behalf and not between,
        by_other=side.other,
        other_unit_id=task.owner_unit_id if between else None,
        promised_on=promised_on,
        account_id=actor.account_id,
    )
    if not said.text:
        raise Invalid("Đồng chí ghi kết quả đã làm.", field="text")
    same = TaskReport.objects.filter(task=task, **{name: getattr(said, name) for name in _SAID})
    earlier = same.first()
    if earlier is not None:
        return earlier
    _must_be_reportable(task, on, promised_on)
    said.save(force_insert=True)
    _journal(actor, side, said)
    return said


def _side(actor: Actor, task: Task, on_behalf: bool) -> Side:
    if task.direction != "within":
        return side_of(actor, task)
    must_report_for(actor, task, on_behalf=on_behalf)
    return Side(task.unit_id, other=False)


def _journal(actor: Actor, side: Side, said: TaskReport) -> None:
    record(
        actor,
        "task.reported",
        unit_id=side.unit_id,
        kind="task",
        object_id=said.task_id,
        facts={
            "on": said.on.isoformat(),
            "done": said.claims_done,
            "on_behalf": said.on_behalf,
        },
    )
    if said.other_unit_id is None:
        announce("task.reported", unit_id=said.unit_id, month=said.on)


def _must_be_reportable(task: Task, on: date, promised_on: date | None) -> None:
    if on > clock.today():
        raise Refused("Ngày báo cáo %(on)s chưa đến; chưa ghi gì.", on=f"{on:%d/%m/%Y}")
    if promised_on is not None and promised_on < on:
        raise Invalid("Ngày hẹn phải từ hôm nay trở đi; chưa ghi gì.", field="promised_on")
    if on < task.assigned_on:
        raise Refused("Ngày báo cáo không thể trước ngày giao nhiệm vụ.")
    closing = closing_outcome(as_ruled(task), date.max)
    if closing is not None:
        raise Refused(
            "Nhiệm vụ này đã khép lại ngày %(on)s; nội dung cũ được giữ.",
            on=f"{closing.on:%d/%m/%Y}",
        )
