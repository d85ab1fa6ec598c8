"""The tasks of a cell on a day with the one implementation rate: page, paper, roll-up, command."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.meetings.models import Meeting
from nenep.meetings.rules.kinds import REGULAR_KINDS
from nenep.resolutions.models import Task
from nenep.resolutions.queries.tasks import TaskLine, implementation_for, lines_of, pressing
from nenep.resolutions.rules.implementation import Implementation
from nenep.resolutions.rules.task_state import TaskState


@dataclass(frozen=True)
class RateHeard:
    """The implementation rate as the regular meeting of that day heard it; every place shows this
    one. Without any meeting yet there is none."""

    meeting_id: UUID
    meeting_on: date
    rate: Implementation

    @property
    def text(self) -> str:
        return self.rate.evidence


@dataclass(frozen=True)
class CellTasks:
    """The cell's own tasks on a day, by what became of them."""

    on: date
    heard: RateHeard | None
    tasks: tuple[TaskLine, ...]

    def of(self, *states: TaskState) -> tuple[TaskLine, ...]:
        """Those in one of the states."""
        return tuple(line for line in self.tasks if line.state in states)


def rate_heard_by(unit_id: UUID, on: date) -> RateHeard | None:
    """The rate of the last regular meeting held by that day. Five queries at most."""
    meeting = (
        Meeting.objects.filter(unit_id=unit_id, kind__in=REGULAR_KINDS, held_on__lte=on)
        .order_by("-held_on")
        .first()
    )
    if meeting is None or meeting.held_on is None:
        return None
    return RateHeard(meeting.pk, meeting.held_on, implementation_for(meeting))


def cell_tasks_on(unit_id: UUID, on: date) -> CellTasks:
    """Every task of the cell's own as it stood that day. Constant queries."""
    own = Task.objects.filter(unit_id=unit_id, direction="within", assigned_on__lte=on)
    return CellTasks(on, rate_heard_by(unit_id, on), tuple(pressing(lines_of(own, on))))
