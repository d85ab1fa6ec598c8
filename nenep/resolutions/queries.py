"""Reads of tasks: what is open, what a meeting gave, what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.kernel import clock
from nenep.meetings.models import Meeting, Milestone
from nenep.meetings.queries import previous_meeting
from nenep.people.queries.names import names_of
from nenep.resolutions.models import Resolution, Task, TaskOutcome, TaskReport
from nenep.resolutions.rules import implementation as implementing
from nenep.resolutions.rules import task_state
from nenep.resolutions.rules.task_state import OutcomeKind, TaskState, standing
from nenep.structure.queries.units import units_on

_CONTINUES = OutcomeKind.CONTINUES.value
# What asks for an answer first; the closed ones last.
_ORDER = {TaskState.LATE: 0, TaskState.REPORTED: 1, TaskState.OPEN: 2}


@dataclass(frozen=True)
class ReportView:
    """What was told of a task on a day."""

    on: date
    text: str
    claims_done: bool
    on_behalf: bool


@dataclass(frozen=True)
class OutcomeView:
    """What a meeting found of a task."""

    meeting_id: UUID | None
    kind: OutcomeKind
    on: date
    comment: str


@dataclass(frozen=True)
class TaskLine:
    """A task as it stood at the end of a day. ``times`` is how many meetings have let it
    continue by then; ``owner_name`` is empty where the reader may not be told who it is."""

    id: UUID
    unit_id: UUID
    meeting_id: UUID | None
    title: str
    measure: str
    source_sentence: str
    owner_person_id: UUID | None
    owner_unit_id: UUID | None
    owner_name: str
    assigned_on: date
    due_on: date
    state: TaskState
    days_late: int
    closed_on: date | None
    finished_on: date | None
    done_late: bool
    times: int
    reports: tuple[ReportView, ...]
    outcomes: tuple[OutcomeView, ...]

    @property
    def last_report(self) -> ReportView | None:
        """The newest report, or None."""
        return self.reports[-1] if self.reports else None

    @property
    def closed(self) -> bool:
        return self.closed_on is not None

    def outcome_at(self, meeting_id: UUID) -> OutcomeView | None:
        """What that meeting found of it, if it looked."""
        return next((o for o in self.outcomes if o.meeting_id == meeting_id), None)


def visible_to(actor: Actor) -> QuerySet[Task]:
    """The own cell's tasks to its committee, sealed meetings' tasks to who reads papers, and to
    everybody the own ones."""
    sealed = Exists(Milestone.objects.filter(meeting=OuterRef("meeting_id"), kind="finalised"))
    seen = within(actor, Capability.VIEW_MEETING) | (
        within(actor, Capability.VIEW_PAPERS) & Q(sealed)
    )
    if actor.person_id is not None:
        seen |= Q(owner_person_id=actor.person_id)
    return Task.objects.filter(seen)


def open_tasks_on(unit_id: UUID, on: date) -> list[TaskLine]:
    """The unit's tasks given by that day and closed by no meeting until then, most pressing
    first. Four queries at most, five where an owner has moved on since."""
    given = Task.objects.filter(unit_id=unit_id, assigned_on__lte=on)
    return _pressing(_lines(given.exclude(_closed(until=on)), on))


def carried_into(meeting: Meeting) -> list[TaskLine]:
    """What the meeting finds open when it begins: given before its day and not yet closed. Their
    state includes what this very meeting found, so that a judged task stays on its list."""
    on = _day_of(meeting)
    before = date.fromordinal(on.toordinal() - 1)
    given = Task.objects.filter(unit_id=meeting.unit_id, assigned_on__lt=on)
    return _pressing(_lines(given.exclude(_closed(until=before)), on))


def tasks_of_meeting(meeting_id: UUID, on: date | None = None) -> list[TaskLine]:
    """The tasks that meeting gave, in the order in which they were given, as they stand ``on``
    (today when not told). Five queries at most."""
    return _lines(Task.objects.filter(meeting_id=meeting_id).order_by("id"), on or clock.today())


def tasks_of_person(actor: Actor, on: date | None = None) -> list[TaskLine]:
    """The actor's own tasks in any cell, open ones first; none for an actor who is no person."""
    if actor.person_id is None:
        return []
    own = visible_to(actor).filter(owner_person_id=actor.person_id)
    return _pressing(_lines(own, on or clock.today()))


def implementation_for(meeting: Meeting) -> implementing.Implementation:
    """The implementation rate that meeting hears: the tasks due since the regular meeting before
    it, and the older ones still open. Four queries."""
    on = _day_of(meeting)
    earlier = previous_meeting(meeting)
    previous = earlier.held_on if earlier is not None else None
    tasks = Task.objects.filter(unit_id=meeting.unit_id, assigned_on__lte=on, due_on__lte=on)
    if previous is not None:
        tasks = tasks.filter(Q(due_on__gt=previous) | ~_closed(until=previous))
    rows = tasks.prefetch_related("reports", "outcomes")
    return implementing.implementation(map(as_ruled, rows), previous=previous, meeting=on)


def resolution_of(meeting_id: UUID) -> Resolution | None:
    """The meeting's resolution or conclusion, with the vote that adopted it."""
    return Resolution.objects.filter(meeting_id=meeting_id).select_related("vote").first()


def as_ruled(task: Task) -> task_state.Task:
    """A row with its prefetched reports and outcomes, as the rules need it."""
    return task_state.Task(
        id=task.pk,
        assigned_on=task.assigned_on,
        due_on=task.due_on,
        reports=tuple(task_state.Report(r.on, r.claims_done) for r in _reports(task)),
        outcomes=tuple(task_state.Outcome(OutcomeKind(o.kind), o.on) for o in _outcomes(task)),
    )


def _closed(*, until: date) -> Exists:
    closing = TaskOutcome.objects.filter(task=OuterRef("pk"), on__lte=until)
    return Exists(closing.exclude(kind=_CONTINUES))


def _day_of(meeting: Meeting) -> date:
    return meeting.held_on or meeting.planned_on


def _lines(tasks: QuerySet[Task], on: date) -> list[TaskLine]:
    rows = list(tasks.select_related("owner_person").prefetch_related("reports", "outcomes"))
    unit_ids = sorted({row.owner_unit_id for row in rows if row.owner_unit_id is not None})
    units = units_on(unit_ids, on) if unit_ids else {}
    moved_on = {row.owner_person_id for row in rows if row.owner_person is None}
    names = {unit_id: view.name for unit_id, view in units.items()}
    names |= names_of({person_id for person_id in moved_on if person_id is not None})
    return [_line(row, on, names) for row in rows]


def _line(task: Task, on: date, names: dict[UUID, str]) -> TaskLine:
    now = standing(as_ruled(task), on)
    owner = task.owner_person.full_name if task.owner_person else ""
    owner = names.get(task.owner_unit_id or task.owner_person_id or task.pk, owner)
    outcomes = [o for o in _outcomes(task) if o.on <= on]
    return TaskLine(
        id=task.pk,
        unit_id=task.unit_id,
        meeting_id=task.meeting_id,
        title=task.title,
        measure=task.measure,
        source_sentence=task.source_sentence,
        owner_person_id=task.owner_person_id,
        owner_unit_id=task.owner_unit_id,
        owner_name=owner,
        assigned_on=task.assigned_on,
        due_on=task.due_on,
        state=now.state,
        days_late=now.overdue_days,
        closed_on=now.closed_on,
        finished_on=now.finished_on,
        done_late=now.done_late,
        times=sum(o.kind == _CONTINUES for o in outcomes),
        reports=tuple(
            ReportView(r.on, r.text, r.claims_done, r.on_behalf)
            for r in _reports(task)
            if r.on <= on
        ),
        outcomes=tuple(
            OutcomeView(o.meeting_id, OutcomeKind(o.kind), o.on, o.comment) for o in outcomes
        ),
    )


def _reports(task: Task) -> Sequence[TaskReport]:
    return sorted(task.reports.all(), key=lambda report: (report.on, report.pk))


def _outcomes(task: Task) -> Sequence[TaskOutcome]:
    return sorted(task.outcomes.all(), key=lambda outcome: (outcome.on, outcome.pk))


def _pressing(lines: Iterable[TaskLine]) -> list[TaskLine]:
    return sorted(lines, key=lambda t: (_ORDER.get(t.state, len(_ORDER)), t.due_on, t.id.int))
