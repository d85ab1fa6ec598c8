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
from nenep.resolutions.policies import must_report_for, visible_to
from nenep.resolutions.queries import as_ruled
from nenep.resolutions.rules.task_state import closing_outcome


@transaction.atomic
def report_task(
    *,
    actor: Actor,
    task_id: UUID,
    on: date,
    text: str,
    claims_done: bool = False,
    on_behalf: bool = False,
) -> TaskReport:
    """What was told of the task on that day. A report never closes a task, not even one that
    ``claims_done``: a meeting looks at it first. The same report again is the same row.

    Raises:
        Absent: no such task for this actor.
        Forbidden: somebody else's task, without saying so or without the office for it.
        Refused: the task is closed, or the day lies ahead or before the task.
        Invalid: no text.
    """
    task = found(visible_to(actor), task_id)
    must_report_for(actor, task, on_behalf=on_behalf)
    text = text.strip()
    if not text:
        raise Invalid("Đồng chí ghi kết quả đã làm.", field="text")
    same = TaskReport.objects.filter(
        task=task, on=on, text=text, claims_done=claims_done, on_behalf=on_behalf
    ).first()
    if same is not None:
        return same
    _must_be_reportable(task, on)
    report = TaskReport(
        task=task,
        unit_id=task.unit_id,
        on=on,
        text=text,
        claims_done=claims_done,
        on_behalf=on_behalf,
        account_id=actor.account_id,
    )
    report.save(force_insert=True)
    record(
        actor,
        "task.reported",
        unit_id=task.unit_id,
        kind="task",
        object_id=task.pk,
        facts={"on": on.isoformat(), "done": claims_done, "on_behalf": on_behalf},
    )
    announce("task.reported", unit_id=task.unit_id, month=on)
    return report


def _must_be_reportable(task: Task, on: date) -> None:
    if on > clock.today():
        raise Refused("Ngày báo cáo %(on)s chưa đến; chưa ghi gì.", on=f"{on:%d/%m/%Y}")
    if on < task.assigned_on:
        raise Refused("Ngày báo cáo không thể trước ngày giao nhiệm vụ.")
    closing = closing_outcome(as_ruled(task), date.max)
    if closing is not None:
        raise Refused(
            "Nhiệm vụ này đã khép lại ngày %(on)s; nội dung cũ được giữ.",
            on=f"{closing.on:%d/%m/%Y}",
        )
