"""A meeting looks at a task: done, dropped, handed on, or it continues."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Meeting
from nenep.meetings.policies import When, meeting_to_change
from nenep.resolutions.models import Task, TaskOutcome
from nenep.resolutions.policies import task_for
from nenep.resolutions.queries import as_ruled
from nenep.resolutions.rules import task_state
from nenep.resolutions.rules.task_state import OutcomeKind, must_take_outcome

NEEDS_A_REASON = frozenset({OutcomeKind.DROPPED, OutcomeKind.HANDED_ON})


@transaction.atomic
def judge_task(
    *, actor: Actor, task_id: UUID, meeting_id: UUID, kind: str, comment: str = ""
) -> TaskOutcome:
    """What the meeting found of the task. Again in the same meeting corrects the finding until the
    papers are sealed; the same finding again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's task or meeting, or not the actor's to run.
        Refused: not opened yet, or sealed; another meeting closed the task; a later one.
        Invalid: an unknown kind, or a task dropped or handed on without saying why.
    """
    task = task_for(actor, task_id, to=Capability.RUN_MEETING)
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    found, comment = _kind(kind), comment.strip()
    if found in NEEDS_A_REASON and not comment:
        raise Invalid("Thôi thực hiện hoặc chuyển giao thì cần ghi lý do.", field="comment")
    # Two meetings could look at one task at once; the row is theirs one after the other.
    task = Task.objects.select_for_update(no_key=True).get(pk=task.pk)
    earlier = TaskOutcome.objects.filter(task=task, meeting=door.meeting).first()
    if earlier is not None and (earlier.kind, earlier.comment) == (found.value, comment):
        return earlier
    _must_be_open(task, door.meeting, found, earlier)
    outcome = earlier or TaskOutcome(task=task, unit_id=task.unit_id, meeting=door.meeting)
    outcome.kind, outcome.comment = found.value, comment
    outcome.on = door.meeting.held_on or door.meeting.planned_on
    outcome.save()
    record(
        actor,
        "task.judged",
        unit_id=task.unit_id,
        kind="task",
        object_id=task.pk,
        facts={"meeting": str(door.meeting.pk), "found": found.value},
    )
    announce("task.judged", unit_id=task.unit_id, month=door.meeting.month)
    return outcome


def _kind(name: str) -> OutcomeKind:
    try:
        return OutcomeKind(name)
    except ValueError as unknown:
        raise Invalid("Không có kết quả này.", field="kind") from unknown


def _must_be_open(
    task: Task, meeting: Meeting, kind: OutcomeKind, earlier: TaskOutcome | None
) -> None:
    if meeting.unit_id != task.unit_id:
        raise Absent("Không tìm thấy nhiệm vụ này trong chi bộ của cuộc họp.")
    on = meeting.held_on or meeting.planned_on
    ruled = as_ruled(task)
    others = list(ruled.outcomes)
    if earlier is not None:
        others.remove(task_state.Outcome(OutcomeKind(earlier.kind), earlier.on))
    must_take_outcome(replace(ruled, outcomes=tuple(others)), kind, on)
    if kind is not OutcomeKind.CONTINUES and any(o.on > on for o in others):
        raise Refused("Một cuộc họp sau đã xem xét nhiệm vụ này; kết quả cũ được giữ.")
