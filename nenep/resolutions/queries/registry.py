"""The register of a unit's resolutions and conclusions, with the numbers of the sealed papers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, Min, OuterRef, Q

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.documents.models import Paper
from nenep.meetings.models import Meeting, Milestone
from nenep.resolutions.models import Resolution, Task
from nenep.resolutions.queries.tasks import TaskLine, lines_of
from nenep.resolutions.rules.task_state import TaskState

CODES = {"resolution": "NQ", "conclusion": "KL"}


@dataclass(frozen=True)
class RegisterLine:
    """One decision; ``number`` is empty until its paper is sealed."""

    row: Resolution
    held_on: date
    number: str
    paper_id: UUID | None
    tasks: tuple[TaskLine, ...]

    @property
    def done(self) -> int:
        return sum(line.state is TaskState.DONE for line in self.tasks)

    @property
    def open(self) -> int:
        return sum(not line.closed for line in self.tasks)

    @property
    def late(self) -> int:
        return sum(line.state is TaskState.LATE for line in self.tasks)


@dataclass(frozen=True)
class Register:
    """A year of decisions, the latest first; ``first_year`` is the earliest there is."""

    year: int
    first_year: int
    lines: Sequence[RegisterLine]


def register_of(actor: Actor, unit_id: UUID, year: int, on: date) -> Register:
    """What the unit decided in meetings of that year, as far as the reader may see it: the own
    committee everything, others what is sealed. Constant queries."""
    sealed = Exists(Milestone.objects.filter(meeting=OuterRef("pk"), kind="finalised"))
    readable = Meeting.objects.filter(
        within(actor, Capability.VIEW_MEETING) | (within(actor, Capability.VIEW_PAPERS) & Q(sealed))
    )
    seen = Resolution.objects.filter(unit_id=unit_id, meeting__in=readable)
    first = seen.aggregate(first=Min("meeting__held_on"))["first"]
    rows = list(
        seen.filter(meeting__held_on__year=year)
        .select_related("meeting", "vote")
        .order_by("-meeting__held_on", "-id")
    )
    meeting_ids = [row.meeting_id for row in rows]
    papers = Paper.objects.filter(
        subject_kind="meeting",
        subject_id__in=meeting_ids,
        type_code__in=CODES.values(),
        finalised_on__isnull=False,
        superseded_by__isnull=True,
    )
    by_meeting = {(paper.subject_id, paper.type_code): paper for paper in papers}
    tasks = lines_of(Task.objects.filter(meeting_id__in=meeting_ids).order_by("id"), on)
    lines = []
    for row in rows:
        paper = by_meeting.get((row.meeting_id, CODES[row.kind]))
        lines.append(
            RegisterLine(
                row=row,
                held_on=row.meeting.held_on or row.meeting.planned_on,
                number=paper.number_text if paper else "",
                paper_id=paper.pk if paper else None,
                tasks=tuple(t for t in tasks if t.meeting_id == row.meeting_id),
            )
        )
    return Register(year, first.year if first else year, lines)
