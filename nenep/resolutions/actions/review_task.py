"""How a task was carried out, as its owner and the chi ủy find; the cell finds it in a meeting."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.resolutions.models import Task, TaskReview
from nenep.resolutions.policies import must_report_for, visible_to
from nenep.resolutions.rules.reviews import Level, Verdict


@transaction.atomic
def review_task(
    *,
    actor: Actor,
    task_id: UUID,
    level: str,
    verdict: str,
    on: date,
    comment: str = "",
    on_behalf: bool = False,
) -> TaskReview:
    """One dated view of a task: ``member`` by its owner (or on behalf, as who prepares meetings),
    ``committee`` by the chi ủy. A second view of the same level and day replaces the first.

    Raises:
        Absent: no such task for this actor.
        Forbidden: not the owner, or not of the chi ủy.
        Refused: the day lies ahead, or before the task.
        Invalid: an unknown level or verdict; less than met without saying why.
    """
    task = found(visible_to(actor), task_id)
    seen, judged, comment = _level(level), _verdict(verdict), comment.strip()
    if seen is Level.MEMBER:
        must_report_for(actor, task, on_behalf=on_behalf)
    else:
        must_hold(actor, Capability.PREPARE_MEETING, task.unit_id)
    if judged is not Verdict.MET and not comment:
        raise Invalid("Chưa đạt hoặc đạt một phần thì ghi rõ vì sao.", field="comment")
    if on > clock.today() or on < task.assigned_on:
        raise Refused("Ngày nhận xét phải từ ngày giao nhiệm vụ đến hôm nay; chưa ghi gì.")
    return _written(actor, task, seen, judged, on, comment, on_behalf)


def _written(
    actor: Actor,
    task: Task,
    level: Level,
    verdict: Verdict,
    on: date,
    comment: str,
    on_behalf: bool,
) -> TaskReview:
    row = TaskReview.objects.filter(task=task, level=level.value, on=on).first()
    row = row or TaskReview(task=task, unit_id=task.unit_id, level=level.value, on=on)
    said = (verdict.value, comment, on_behalf)
    if (row.verdict, row.comment, row.on_behalf) == said:
        return row
    row.verdict, row.comment, row.on_behalf = said
    row.account_id = actor.account_id
    row.save()
    record(
        actor,
        "task.reviewed",
        unit_id=task.unit_id,
        kind="task",
        object_id=task.pk,
        facts={"on": on.isoformat(), "level": level.value},
    )
    return row


def _level(name: str) -> Level:
    if name not in (Level.MEMBER.value, Level.COMMITTEE.value):
        raise Invalid("Chi bộ kết luận trong cuộc họp; ở đây chỉ đảng viên và chi ủy nhận xét.")
    return Level(name)


def _verdict(name: str) -> Verdict:
    try:
        return Verdict(name)
    except ValueError as unknown:
        raise Invalid("Đồng chí chọn một mức.", field="verdict") from unknown
