"""Reads of tasks: what is open, what a meeting gave, what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability, Reach
from nenep.kernel import clock
from nenep.meetings.models import Meeting, Milestone
from nenep.meetings.queries import previous_meeting
from nenep.people.queries.names import names_of
from nenep.resolutions.models import CoOwner, Resolution, Task, TaskOutcome, TaskReport
from nenep.resolutions.rules import implementation as implementing
from nenep.resolutions.rules import task_state
from nenep.resolutions.rules.assignment import Window, returns
from nenep.resolutions.rules.reviews import (
    FINDING_NAMES,
    VERDICT_NAMES,
    Level,
    Review,
    Verdict,
)
from nenep.resolutions.rules.task_state import OutcomeKind, TaskState, standing
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.plain import Table, whole
from nenep.structure.queries.units import units_on

_CONTINUES = OutcomeKind.CONTINUES.value
REVIEWS = ("calendar.half_year_recap", "calendar.annual_review")
# What asks for an answer first; the closed ones last.
_ORDER = {TaskState.LATE: 0, TaskState.REPORTED: 1, TaskState.OPEN: 2}


@dataclass(frozen=True)
class ReportView:
    """What was told of a task on a day; of a task between two units ``by_other`` tells by whom."""

    id: UUID
    on: date
    text: str
    claims_done: bool
    on_behalf: bool
    by_other: bool = False
    promised_on: date | None = None


@dataclass(frozen=True)
class OutcomeView:
    """What a meeting found of a task."""

    meeting_id: UUID | None
    kind: OutcomeKind
    on: date
    comment: str
    vote_id: UUID | None = None


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
    direction: str = "within"
    unit_name: str = ""
    """Only of a task between two units: the side that gave it or asked for it."""
    co_owner_ids: tuple[UUID, ...] = ()
    co_owner_names: tuple[str, ...] = ()
    handed_to: str = ""
    reviews: tuple[Review, ...] = ()
    year: int | None = None
    """Of a task of a year's assignment."""

    @property
    def owners(self) -> str:
        """Who leads and who helps, in one line for papers: ``A (chủ trì); phối hợp: B, C``."""
        if not self.co_owner_names:
            return self.owner_name
        return f"{self.owner_name} (chủ trì); phối hợp: {', '.join(self.co_owner_names)}"

    @property
    def promised_on(self) -> date | None:
        """The day the other side promised last, if any."""
        return next((r.promised_on for r in reversed(self.reports) if r.promised_on), None)

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
    """The own cell's tasks to its committee, sealed meetings' tasks to who reads papers, tasks
    between two units to both sides, and to everybody the own ones."""
    sealed = Exists(Milestone.objects.filter(meeting=OuterRef("meeting_id"), kind="finalised"))
    seen = within(actor, Capability.VIEW_MEETING) | (
        within(actor, Capability.VIEW_PAPERS) & Q(sealed)
    )
    told = Q(meeting_id__isnull=True) | Q(sealed)
    owner = within(actor, Capability.VIEW_MEETING, "owner_unit_id")
    offices = actor.roots(Capability.DIRECT_CELLS, Reach.UNIT_AND_BELOW)
    seen |= Q(direction="down") & (owner | Q(unit_id__in=offices))
    seen |= Q(direction="up") & told & (owner | Q(owner_unit_id__in=offices))
    if actor.person_id is not None:
        helps = CoOwner.objects.filter(task=OuterRef("pk"), person_id=actor.person_id)
        seen |= Q(owner_person_id=actor.person_id) | Q(Exists(helps))
    return Task.objects.filter(seen)


def open_tasks_on(unit_id: UUID, on: date) -> list[TaskLine]:
    """The unit's tasks given by that day and closed by no meeting until then, most pressing
    first; those of a year's assignment only when they come back. Eight queries at most, whatever
    their number."""
    given = Task.objects.filter(unit_id=unit_id, assigned_on__lte=on)
    return _returning(pressing(lines_of(given.exclude(_closed(until=on)), on)), on)


def carried_into(meeting: Meeting) -> list[TaskLine]:
    """What the meeting finds open when it begins: given before its day and not yet closed. Their
    state includes what this very meeting found, so that a judged task stays on its list."""
    on = _day_of(meeting)
    before = date.fromordinal(on.toordinal() - 1)
    given = Task.objects.filter(unit_id=meeting.unit_id, assigned_on__lt=on)
    lines = pressing(lines_of(given.exclude(_closed(until=before)), on))
    return _returning(lines, on, meeting.pk)


def tasks_of_meeting(meeting_id: UUID, on: date | None = None) -> list[TaskLine]:
    """The tasks that meeting gave, in the order in which they were given, as they stand ``on``
    (today when not told). Eight queries at most."""
    return lines_of(Task.objects.filter(meeting_id=meeting_id).order_by("id"), on or clock.today())


def tasks_of_person(actor: Actor, on: date | None = None) -> list[TaskLine]:
    """The tasks the actor leads or helps with in any cell, open ones first; none for an actor who
    is no person."""
    if actor.person_id is None:
        return []
    helps = CoOwner.objects.filter(task=OuterRef("pk"), person_id=actor.person_id)
    own = Task.objects.filter(Q(owner_person_id=actor.person_id) | Q(Exists(helps)))
    return pressing(lines_of(own, on or clock.today()))


def shares(person_id: UUID, task: Task) -> bool:
    """Does the person lead the task or help with it? One query for a helper."""
    return task.owner_person_id == person_id or task.co_owners.filter(person_id=person_id).exists()


def implementation_for(meeting: Meeting) -> implementing.Implementation:
    """The implementation rate that meeting hears: the tasks due since the regular meeting before
    it, and the older ones still open; the cell's own work, not what it asks of its superior or is
    given by it. Four queries."""
    on = _day_of(meeting)
    earlier = previous_meeting(meeting)
    previous = earlier.held_on if earlier is not None else None
    own = Task.objects.filter(unit_id=meeting.unit_id, direction="within")
    tasks = own.filter(assigned_on__lte=on, due_on__lte=on)
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


def _returning(lines: list[TaskLine], on: date, meeting_id: UUID | None = None) -> list[TaskLine]:
    """Without the tasks of a year that do not come back on that day; one that ``meeting_id`` has
    looked at stays on its list."""
    if all(line.year is None for line in lines):
        return lines
    reviews = review_windows(on)
    return [
        line
        for line in lines
        if line.year is None
        or returns(line.state, on, reviews)
        or (meeting_id is not None and line.outcome_at(meeting_id) is not None)
    ]


def review_windows(on: date) -> tuple[Window, ...]:
    """The days of the half-year and the yearly review in the year of ``on``; none where no rule is
    known. One query."""
    book, last = rules_in_force(), date(on.year, 12, 31)
    found = [book.find(name, on=last) for name in REVIEWS]
    return tuple(_window(ruling.table, on.year) for ruling in found if ruling is not None)


def _window(table: Table, year: int) -> Window:
    since = date(year, whole(table, "from_month"), whole(table, "from_day"))
    return Window(since, date(year, whole(table, "to_month"), whole(table, "to_day")))


def _day_of(meeting: Meeting) -> date:
    return meeting.held_on or meeting.planned_on


def lines_of(tasks: QuerySet[Task], on: date) -> list[TaskLine]:
    """Those tasks in their order as they stood at the end of that day. Eight queries at most."""
    rows = list(
        tasks.select_related("owner_person", "continued_by__owner_person").prefetch_related(
            "reports", "outcomes", "reviews", "co_owners__person"
        )
    )
    names = _names(rows, on)
    return [_line(row, on, names) for row in rows]


def _names(rows: Sequence[Task], on: date) -> dict[UUID, str]:
    """Of every person and unit the rows name. The rows bring most; the rest are asked at once."""
    people: dict[UUID, str] = {}
    wanted: set[UUID] = set()
    units: set[UUID] = set()
    for row in rows:
        named = [(row.owner_person_id, row.owner_person)]
        named += [(helper.person_id, helper.person) for helper in row.co_owners.all()]
        if after := _continued_by(row):
            named.append((after.owner_person_id, after.owner_person))
            units |= {after.owner_unit_id} - {None}  # type: ignore[arg-type]
        for person_id, person in named:
            if person is not None:
                people[person.pk] = person.full_name
            elif person_id is not None:
                wanted.add(person_id)
        between = [row.unit_id] if row.direction != "within" else []
        helping = [helper.helping_unit_id for helper in row.co_owners.all()]
        units |= {one for one in (row.owner_unit_id, *between, *helping) if one is not None}
    found = units_on(sorted(units), on) if units else {}
    return {
        **{unit_id: view.name for unit_id, view in found.items()},
        **names_of(wanted - set(people)),
        **people,
    }


def _continued_by(task: Task) -> Task | None:
    after: Task | None = getattr(task, "continued_by", None)
    return after


def _line(task: Task, on: date, names: dict[UUID, str]) -> TaskLine:
    now = standing(as_ruled(task), on)
    outcomes = [o for o in _outcomes(task) if o.on <= on]
    helpers = [names.get(h.person_id or h.helping_unit_id or h.pk, "") for h in _helpers(task)]
    after = _continued_by(task)
    return TaskLine(
        id=task.pk,
        unit_id=task.unit_id,
        meeting_id=task.meeting_id,
        title=task.title,
        measure=task.measure,
        source_sentence=task.source_sentence,
        owner_person_id=task.owner_person_id,
        owner_unit_id=task.owner_unit_id,
        owner_name=_owner(task, names),
        assigned_on=task.assigned_on,
        due_on=task.due_on,
        state=now.state,
        days_late=now.overdue_days,
        closed_on=now.closed_on,
        finished_on=now.finished_on,
        done_late=now.done_late,
        times=sum(o.kind == _CONTINUES for o in outcomes),
        reports=tuple(
            ReportView(r.pk, r.on, r.text, r.claims_done, r.on_behalf, r.by_other, r.promised_on)
            for r in _reports(task)
            if r.on <= on
        ),
        outcomes=tuple(
            OutcomeView(o.meeting_id, OutcomeKind(o.kind), o.on, o.comment, o.vote_id)
            for o in outcomes
        ),
        direction=task.direction,
        unit_name=names.get(task.unit_id, ""),
        co_owner_ids=tuple(h.person_id for h in _helpers(task) if h.person_id is not None),
        co_owner_names=tuple(sorted(filter(None, helpers))),
        handed_to=_owner(after, names) if after is not None and now.closed else "",
        reviews=_reviews(task, outcomes, on),
        year=task.year,
    )


def _owner(task: Task, names: dict[UUID, str]) -> str:
    return names.get(task.owner_unit_id or task.owner_person_id or task.pk, "")


def _helpers(task: Task) -> Sequence[CoOwner]:
    return sorted(task.co_owners.all(), key=lambda helper: helper.pk)


def _reviews(task: Task, outcomes: Sequence[TaskOutcome], on: date) -> tuple[Review, ...]:
    """The three levels in the order of their days; on one day the member speaks first."""
    order = list(Level)
    rows = [
        Review(Level(r.level), r.on, VERDICT_NAMES[Verdict(r.verdict)], r.comment, r.on_behalf)
        for r in task.reviews.all()
        if r.on <= on
    ]
    rows += [
        Review(Level.CELL, o.on, FINDING_NAMES[OutcomeKind(o.kind)], o.comment)
        for o in outcomes
        if o.meeting_id is not None
    ]
    return tuple(sorted(rows, key=lambda review: (review.on, order.index(review.level))))


def _reports(task: Task) -> Sequence[TaskReport]:
    return sorted(task.reports.all(), key=lambda report: (report.on, report.pk))


def _outcomes(task: Task) -> Sequence[TaskOutcome]:
    return sorted(task.outcomes.all(), key=lambda outcome: (outcome.on, outcome.pk))


def pressing(lines: Iterable[TaskLine]) -> list[TaskLine]:
    """Late first, then waiting to be looked at, then under way; the closed ones last."""
    return sorted(lines, key=lambda t: (_ORDER.get(t.state, len(_ORDER)), t.due_on, t.id.int))
