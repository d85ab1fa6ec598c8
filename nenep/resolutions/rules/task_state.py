"""The state of a task, derived from its dated rows: reports of its owner, outcomes of meetings.

Only a meeting's outcome closes a task; an owner's report never does. So nothing disappears by
being forgotten, and nothing is done because somebody says so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.kernel.errors import Refused


class OutcomeKind(StrEnum):
    """What a meeting finds of a task. ``continues`` leaves it open; the others close it."""

    DONE = "done"
    DROPPED = "dropped"
    HANDED_ON = "handed_on"
    CONTINUES = "continues"


class TaskState(StrEnum):
    """``late`` is open past its day; ``reported`` waits for a meeting to look at it."""

    OPEN = "open"
    REPORTED = "reported"
    LATE = "late"
    DONE = "done"
    DROPPED = "dropped"
    HANDED_ON = "handed_on"


STATE_NAMES: Mapping[TaskState, str] = {
    TaskState.OPEN: "Đang thực hiện",
    TaskState.REPORTED: "Đã báo cáo, chờ chi bộ xem xét",
    TaskState.LATE: "Quá hạn",
    TaskState.DONE: "Hoàn thành",
    TaskState.DROPPED: "Thôi thực hiện",
    TaskState.HANDED_ON: "Đã chuyển giao",
}
_CLOSED = {
    OutcomeKind.DONE: TaskState.DONE,
    OutcomeKind.DROPPED: TaskState.DROPPED,
    OutcomeKind.HANDED_ON: TaskState.HANDED_ON,
}


@dataclass(frozen=True)
class Report:
    """What the owner told on a day; ``claims_done`` says the result is reached."""

    on: date
    claims_done: bool


@dataclass(frozen=True)
class Outcome:
    """What the meeting of a day found."""

    kind: OutcomeKind
    on: date


@dataclass(frozen=True)
class Task:
    """A task as the rules need it."""

    id: UUID
    assigned_on: date
    due_on: date
    reports: tuple[Report, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True)
class TaskStanding:
    """Where a task stood at the end of a day. ``overdue_days`` counts only while it is open, and
    ends with the report that waits for a meeting; ``finished_on`` is the day of the result (its
    report), not of the meeting that saw it."""

    state: TaskState
    overdue_days: int
    closed_on: date | None
    finished_on: date | None
    done_late: bool

    @property
    def closed(self) -> bool:
        return self.closed_on is not None


def standing(task: Task, on: date) -> TaskStanding:
    """The state at the end of that day; rows dated later are not looked at."""
    closing = closing_outcome(task, on)
    if closing is not None:
        done = closing.kind is OutcomeKind.DONE
        finished = _finished_on(task, closing.on) if done else None
        return TaskStanding(
            state=_CLOSED[closing.kind],
            overdue_days=0,
            closed_on=closing.on,
            finished_on=finished,
            done_late=done and _done_late(task, closing.on),
        )
    waiting = _claims_no_meeting_saw(task, on)
    overdue = max(0, (min(waiting, default=on) - task.due_on).days)
    state = TaskState.LATE if overdue else TaskState.OPEN
    if waiting:
        state = TaskState.REPORTED
    return TaskStanding(state, overdue, None, None, False)


def closing_outcome(task: Task, on: date) -> Outcome | None:
    """The outcome that closed the task by that day, if any (the first, should there be several)."""
    closing = [o for o in task.outcomes if o.on <= on and o.kind is not OutcomeKind.CONTINUES]
    return min(closing, key=lambda outcome: outcome.on, default=None)


def must_take_outcome(task: Task, kind: OutcomeKind, on: date) -> None:
    """Refuse an outcome on a closed task, or one dated before the task was given."""
    closing = closing_outcome(task, date.max)
    if closing is not None:
        raise Refused(
            "Nhiệm vụ này đã khép lại ngày %(on)s (%(state)s); nội dung cũ được giữ.",
            on=f"{closing.on:%d/%m/%Y}",
            state=STATE_NAMES[_CLOSED[closing.kind]].lower(),
        )
    if on < task.assigned_on:
        raise Refused("Ngày xem xét không thể trước ngày giao nhiệm vụ.")


def _finished_on(task: Task, closed_on: date) -> date:
    claimed = _claims(task.reports, closed_on)
    return min(claimed, default=closed_on)


def _done_late(task: Task, closed_on: date) -> bool:
    """Late by its report. Without one (a cell on paper) the meeting that first looked after the
    day gives the benefit of the doubt; it is late once an earlier such meeting saw it open."""
    claimed = _claims(task.reports, closed_on)
    if claimed:
        return min(claimed) > task.due_on
    return any(
        outcome.kind is OutcomeKind.CONTINUES and task.due_on <= outcome.on < closed_on
        for outcome in task.outcomes
    )


def _claims(reports: Iterable[Report], until: date) -> list[date]:
    return [report.on for report in reports if report.claims_done and report.on <= until]


def _claims_no_meeting_saw(task: Task, on: date) -> list[date]:
    """The owner reported it done after the last meeting that let it continue."""
    seen = max((o.on for o in task.outcomes if o.on <= on), default=date.min)
    return [claimed for claimed in _claims(task.reports, on) if claimed > seen]
