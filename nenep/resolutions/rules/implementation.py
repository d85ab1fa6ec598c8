"""The implementation rate, defined once and shown everywhere.

For a meeting: of the tasks whose day fell after the previous meeting and by this one, and of
those overdue from before that were still open, how many are done. Tasks dropped by vote or
handed on leave the base (the receiver's task counts with its own day); an overdue task stays in
it, meeting after meeting, until it is closed. A task done ahead of its day counts in the period
of its day.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from nenep.kernel.ratios import percent, percent_text
from nenep.resolutions.rules.task_state import (
    OutcomeKind,
    Task,
    TaskState,
    closing_outcome,
    standing,
)

LEFT_THE_BASE = frozenset({OutcomeKind.DROPPED, OutcomeKind.HANDED_ON})


@dataclass(frozen=True)
class Implementation:
    """Ids by what became of them. ``done`` and ``late`` make up the base; ``done_late`` is the part
    of ``done`` that came after its day; ``left`` was dropped or handed on in the period."""

    done: tuple[UUID, ...]
    late: tuple[UUID, ...]
    done_late: tuple[UUID, ...]
    left: tuple[UUID, ...]

    @property
    def due(self) -> int:
        return len(self.done) + len(self.late)

    @property
    def rate(self) -> Fraction | None:
        """Exact; ``None`` when nothing was due (which is neither 0 % nor 100 %)."""
        return Fraction(len(self.done), self.due) if self.due else None

    @property
    def percent(self) -> Decimal | None:
        """Rounded half up to one decimal, for showing."""
        return percent(len(self.done), self.due)

    @property
    def evidence(self) -> str:
        """``7/9 nhiệm vụ đến hạn đã hoàn thành = 77,8%``."""
        if not self.due:
            return "Không có nhiệm vụ đến hạn trong kỳ."
        share = percent_text(len(self.done), self.due)
        return f"{len(self.done)}/{self.due} nhiệm vụ đến hạn đã hoàn thành = {share}"


def implementation(
    tasks: Iterable[Task], *, previous: date | None, meeting: date
) -> Implementation:
    """The rate of the period ``(previous, meeting]``; ``previous`` is ``None`` at a first meeting.

    Outcomes found at this meeting itself count, so the figure is that of its end.
    """
    done: list[UUID] = []
    late: list[UUID] = []
    done_late: list[UUID] = []
    left: list[UUID] = []
    for task in tasks:
        if not _belongs(task, previous, meeting):
            continue
        closing = closing_outcome(task, meeting)
        if closing is not None and closing.kind in LEFT_THE_BASE:
            left.append(task.id)
            continue
        now = standing(task, meeting)
        (done if now.state is TaskState.DONE else late).append(task.id)
        if now.done_late:
            done_late.append(task.id)
    return Implementation(tuple(done), tuple(late), tuple(done_late), tuple(left))


def _belongs(task: Task, previous: date | None, meeting: date) -> bool:
    if task.due_on > meeting or task.assigned_on > meeting:
        return False
    if previous is None or task.due_on > previous:
        return True
    closed_before = closing_outcome(task, previous)
    return closed_before is None
