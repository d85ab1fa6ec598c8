"""What comes back to the next meeting by itself: everything no meeting has closed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.resolutions.rules.task_state import (
    OutcomeKind,
    Task,
    TaskStanding,
    TaskState,
    standing,
)

# What asks for an answer first: overdue, then waiting to be looked at, then under way.
_ORDER = {TaskState.LATE: 0, TaskState.REPORTED: 1, TaskState.OPEN: 2}


@dataclass(frozen=True)
class Carried:
    """A task that returns; ``times`` is how many meetings have already let it continue."""

    id: UUID
    due_on: date
    standing: TaskStanding
    times: int


def carry(tasks: Iterable[Task], *, on: date) -> tuple[Carried, ...]:
    """Open tasks as the meeting of that day finds them, most pressing first. Tasks given on that
    very day are of that meeting, not carried into it."""
    returning = [
        Carried(task.id, task.due_on, now, _times(task, on))
        for task in tasks
        if task.assigned_on < on and not (now := standing(task, on)).closed
    ]
    return tuple(sorted(returning, key=_pressing))


def _pressing(carried: Carried) -> tuple[int, date, int]:
    return _ORDER[carried.standing.state], carried.due_on, carried.id.int


def _times(task: Task, on: date) -> int:
    return sum(o.kind is OutcomeKind.CONTINUES and o.on < on for o in task.outcomes)
