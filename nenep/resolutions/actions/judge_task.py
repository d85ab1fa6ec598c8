"""A meeting looks at a task: done, dropped by vote, handed on to somebody, or it continues."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Attendance, Meeting, Vote
from nenep.meetings.policies import When, meeting_to_change
from nenep.resolutions.models import Task, TaskOutcome
from nenep.resolutions.policies import task_for
from nenep.resolutions.queries import as_ruled
from nenep.resolutions.rules import task_state
from nenep.resolutions.rules.task_state import OutcomeKind, must_take_outcome

NEEDS_A_REASON = frozenset({OutcomeKind.DROPPED, OutcomeKind.HANDED_ON})


@dataclass(frozen=True)
class Receiver:
    """Who goes on with a task that is handed on, and by when."""

    person_id: UUID | None
    unit_id: UUID | None
    due_on: date


@transaction.atomic
def judge_task(
    *,
    actor: Actor,
    task_id: UUID,
    meeting_id: UUID,
    kind: str,
    comment: str = "",
    vote_id: UUID | None = None,
    to_person_id: UUID | None = None,
    to_unit_id: UUID | None = None,
    due_on: date | None = None,
) -> TaskOutcome:
    """What the meeting found of the task. Again in the same meeting corrects the finding until the
    papers are sealed; the same finding again changes nothing. A task handed on goes on as a new
    one of ``to_person_id`` (on the roll) or of the cell itself, with ``due_on`` or its old day.

    Raises:
        Absent, Forbidden: not the actor's task or meeting, or not the actor's to run.
        Refused: not opened yet, or sealed; another meeting closed the task; a later one; the vote
            did not pass; what went on from an earlier finding has been worked on.
        Invalid: an unknown kind; dropped without reason or vote; handed on without reason or
            receiver, or to a day before the meeting.
    """
    task = task_for(actor, task_id, to=Capability.RUN_MEETING)
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    found, comment = _kind(kind), comment.strip()
    if found in NEEDS_A_REASON and not comment:
        raise Invalid("Thôi thực hiện hoặc chuyển giao thì cần ghi lý do.", field="comment")
    # Two meetings could look at one task at once; the row is theirs one after the other.
    task = Task.objects.select_for_update(no_key=True).get(pk=task.pk)
    earlier = TaskOutcome.objects.filter(task=task, meeting=door.meeting).first()
    vote = _vote(door.meeting, vote_id) if found is OutcomeKind.DROPPED else None
    receiver = None
    if found is OutcomeKind.HANDED_ON:
        receiver = _receiver(door.meeting, task, to_person_id, to_unit_id, due_on)
    if earlier is not None and _same(earlier, found, comment, vote, receiver):
        return earlier
    _must_be_open(task, door.meeting, found, earlier)
    if earlier is not None:
        _take_back_the_rest(task)
    outcome = earlier or TaskOutcome(task=task, unit_id=task.unit_id, meeting=door.meeting)
    outcome.kind, outcome.comment, outcome.vote = found.value, comment, vote
    outcome.on = _day_of(door.meeting)
    outcome.save()
    if receiver is not None:
        _go_on(task, door.meeting, receiver)
    record(
        actor,
        "task.judged",
        unit_id=task.unit_id,
        kind="task",
        object_id=task.pk,
        facts={
            "meeting": str(door.meeting.pk),
            "found": found.value,
            "vote": str(vote.pk) if vote else None,
        },
    )
    announce("task.judged", unit_id=task.unit_id, month=door.meeting.month)
    return outcome


def _kind(name: str) -> OutcomeKind:
    try:
        return OutcomeKind(name)
    except ValueError as unknown:
        raise Invalid("Không có kết quả này.", field="kind") from unknown


def _vote(meeting: Meeting, vote_id: UUID | None) -> Vote:
    if vote_id is None:
        raise Invalid(
            "Thôi thực hiện phải do chi bộ biểu quyết: ghi kết quả biểu quyết của buổi này trước,"
            " rồi chọn ở đây. Nhiệm vụ còn nguyên.",
            field="vote",
        )
    vote = Vote.objects.filter(pk=vote_id, meeting=meeting).first()
    if vote is None:
        raise Absent("Không tìm thấy lần biểu quyết này trong cuộc họp.")
    if not vote.passed:
        raise Refused(
            "Biểu quyết không đạt tỷ lệ nên nhiệm vụ vẫn được thực hiện.", basis=vote.citation
        )
    return vote


def _receiver(
    meeting: Meeting,
    task: Task,
    person_id: UUID | None,
    unit_id: UUID | None,
    due_on: date | None,
) -> Receiver:
    if (person_id is None) == (unit_id is None):
        raise Invalid("Chuyển giao thì chọn người nhận, hoặc chi bộ.", field="receiver")
    if unit_id not in (None, meeting.unit_id):
        raise Invalid("Chỉ chuyển giao cho chi bộ hoặc đảng viên của chi bộ.", field="receiver")
    if person_id is not None and person_id == task.owner_person_id:
        raise Invalid("Người nhận đang là người chủ trì nhiệm vụ này.", field="receiver")
    if person_id is not None:
        roll = Attendance.objects.filter(
            month=meeting.month, meeting_id=meeting.pk, person_id=person_id
        )
        if not roll.exists():
            raise Absent("Người nhận không có trong danh sách của buổi họp.")
    if due_on is not None and due_on < _day_of(meeting):
        raise Invalid("Hạn mới trước ngày họp; nhiệm vụ chưa được chuyển.", field="due_on")
    return Receiver(person_id, unit_id, due_on or max(task.due_on, _day_of(meeting)))


def _same(
    earlier: TaskOutcome,
    found: OutcomeKind,
    comment: str,
    vote: Vote | None,
    receiver: Receiver | None,
) -> bool:
    if (earlier.kind, earlier.comment) != (found.value, comment):
        return False
    if earlier.vote_id != (vote.pk if vote else None):
        return False
    after = Task.objects.filter(continues_id=earlier.task_id).first()
    if after is None or receiver is None:
        return after is None and receiver is None
    return receiver == Receiver(after.owner_person_id, after.owner_unit_id, after.due_on)


def _take_back_the_rest(task: Task) -> None:
    """The finding is being corrected: what went on from it must not have begun."""
    after = Task.objects.filter(continues=task).first()
    if after is None:
        return
    if after.reports.exists() or after.outcomes.exists() or after.reviews.exists():
        raise Refused("Người nhận đã thực hiện nhiệm vụ được chuyển; kết quả cũ được giữ.")
    Task.objects.filter(pk=after.pk).delete()


def _go_on(task: Task, meeting: Meeting, receiver: Receiver) -> None:
    Task(
        unit_id=task.unit_id,
        meeting=meeting,
        title=task.title,
        measure=task.measure,
        source_sentence=task.source_sentence,
        owner_person_id=receiver.person_id,
        owner_unit_id=receiver.unit_id,
        assigned_on=_day_of(meeting),
        due_on=receiver.due_on,
        continues=task,
    ).save(force_insert=True)


def _must_be_open(
    task: Task, meeting: Meeting, kind: OutcomeKind, earlier: TaskOutcome | None
) -> None:
    if meeting.unit_id != task.unit_id:
        raise Absent("Không tìm thấy nhiệm vụ này trong chi bộ của cuộc họp.")
    on = _day_of(meeting)
    ruled = as_ruled(task)
    others = list(ruled.outcomes)
    if earlier is not None:
        others.remove(task_state.Outcome(OutcomeKind(earlier.kind), earlier.on))
    must_take_outcome(replace(ruled, outcomes=tuple(others)), kind, on)
    if kind is not OutcomeKind.CONTINUES and any(o.on > on for o in others):
        raise Refused("Một cuộc họp sau đã xem xét nhiệm vụ này; kết quả cũ được giữ.")


def _day_of(meeting: Meeting) -> date:
    return meeting.held_on or meeting.planned_on
