"""Tasks in words and shapes: the list of an office, one task with all that became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability, Reach
from nenep.kernel.errors import Forbidden
from nenep.meetings.policies import own_cell
from nenep.resolutions.models import Task
from nenep.resolutions.policies import side_of
from nenep.resolutions.queries.between import Between, between_of
from nenep.resolutions.queries.evidence import evidence_of
from nenep.resolutions.queries.rate import RateHeard, rate_heard_by
from nenep.resolutions.queries.tasks import (
    ReportView,
    TaskLine,
    lines_of,
    open_tasks_on,
    shares,
    tasks_of_person,
)
from nenep.resolutions.rules.reviews import Level
from nenep.resolutions.rules.task_state import STATE_NAMES, TaskState
from nenep.structure.queries.units import unit_on
from nenep.ui.formats import percent_of, vn_date
from nenep.ui.shapes import Pair, Tone

TONES = {
    TaskState.OPEN: Tone.NONE,
    TaskState.REPORTED: Tone.INFO,
    TaskState.LATE: Tone.BAD,
    TaskState.DONE: Tone.GOOD,
    TaskState.DROPPED: Tone.NONE,
    TaskState.HANDED_ON: Tone.INFO,
}


@dataclass(frozen=True)
class TasksPage:
    """Everything ``resolutions/tasks.html`` reads. ``own`` lists a member's tasks, ``office`` is
    the page of a committee; otherwise it is the cell's."""

    unit_id: UUID | None
    unit_name: str
    own: bool
    office: bool
    may_ask: bool
    lines: Sequence[TaskLine]
    between: Between | None
    heard: RateHeard | None
    percent: str

    @property
    def late(self) -> int:
        return sum(line.state is TaskState.LATE for line in self.lines)

    @property
    def waiting(self) -> int:
        return sum(line.state is TaskState.REPORTED for line in self.lines)


def tasks_page(actor: Actor, today: date) -> TasksPage:
    """The tasks that are this actor's business: a committee's with its cells, a cell's, or one's
    own. At most some thirty queries, whatever their number."""
    office = actor.first_unit(Capability.DIRECT_CELLS)
    if office is not None:
        name, both = unit_on(office, today).name, between_of(actor, office, today)
        return TasksPage(office, name, False, True, False, _own(actor, today), both, None, "")
    cell = _cell(actor)
    name = unit_on(cell, today).name if cell else ""
    if cell is None or not may(actor, Capability.VIEW_MEETING, cell):
        return TasksPage(cell, name, True, False, False, _own(actor, today), None, None, "")
    heard = rate_heard_by(cell, today)
    rate = percent_of(len(heard.rate.done), heard.rate.due) if heard and heard.rate.due else "—"
    return TasksPage(
        unit_id=cell,
        unit_name=name,
        own=False,
        office=False,
        may_ask=may(actor, Capability.FINALISE_PAPERS, cell),
        lines=[line for line in open_tasks_on(cell, today) if line.direction == "within"],
        between=between_of(actor, cell, today),
        heard=heard,
        percent=rate,
    )


def _cell(actor: Actor) -> UUID | None:
    try:
        return own_cell(actor)
    except Forbidden:
        return None


def _own(actor: Actor, today: date) -> list[TaskLine]:
    return [line for line in tasks_of_person(actor, today) if not line.closed]


@dataclass(frozen=True)
class BroughtFile:
    """A file beside a report; ``goes``: this reader may take it away."""

    id: UUID
    name: str
    size: int
    goes: bool


@dataclass(frozen=True)
class Happening:
    """Something that happened to a task, in words."""

    on: date
    who: str
    text: str
    word: str = ""
    tone: Tone = Tone.NONE
    files: Sequence[BroughtFile] = ()


@dataclass(frozen=True)
class TaskPage:
    """Everything ``resolutions/task.html`` reads. ``speaks`` says who this reader speaks for:
    ``own``, ``behalf``, ``side``, or nobody (empty)."""

    line: TaskLine
    eyebrow: str
    state: str
    tone: Tone
    facts: Sequence[Pair]
    happened: Sequence[Happening]
    whole: bool
    speaks: str
    reviews_as: str
    may_close: bool
    open: bool
    history: str
    """Who did what to it: for whoever reads the journal of the unit that gave it."""


def task_page(actor: Actor, task: Task, today: date) -> TaskPage:
    """One task. Who only reads the sealed papers is told what they tell, not the reports."""
    line = lines_of(Task.objects.filter(pk=task.pk), today)[0]
    speaks = _speaks(actor, task)
    inside = may(actor, Capability.VIEW_MEETING, task.unit_id)
    whole = bool(speaks) or inside
    return TaskPage(
        line=line,
        eyebrow=_eyebrow(line, task, today),
        state=_state(line),
        tone=TONES[line.state],
        facts=_facts(line, inside),
        happened=_happened(line, whole, _files(actor, task, line) if whole else {}),
        whole=whole,
        speaks=speaks,
        reviews_as=_reviews_as(actor, task),
        may_close=task.direction == "down" and speaks == "side" and not _is_other(actor, task),
        open=not line.closed,
        history=_history(actor, task),
    )


def _history(actor: Actor, task: Task) -> str:
    reads = may(actor, Capability.VIEW_JOURNAL, task.unit_id)
    return reverse("history", args=[task.pk]) if reads else ""


def _speaks(actor: Actor, task: Task) -> str:
    if task.direction != "within":
        try:
            side_of(actor, task)
        except Forbidden:
            return ""
        return "side"
    if actor.person_id is not None and shares(actor.person_id, task):
        return "own"
    prepares = may(actor, Capability.PREPARE_MEETING, task.unit_id)
    if not prepares:
        return ""
    return "behalf" if task.owner_person_id is not None else "own"


def _is_other(actor: Actor, task: Task) -> bool:
    return side_of(actor, task).other


def _reviews_as(actor: Actor, task: Task) -> str:
    """The member speaks for oneself; the chi ủy of everybody else's work and the unit's own."""
    if task.direction != "within":
        return ""
    if task.owner_person_id is not None and task.owner_person_id == actor.person_id:
        return "member"
    leads = task.unit_id in actor.roots(Capability.PREPARE_MEETING, Reach.OWN_UNIT)
    return "committee" if leads else ""


def _eyebrow(line: TaskLine, task: Task, today: date) -> str:
    if line.direction == "down":
        return _("%(unit)s giao") % {"unit": line.unit_name}
    if line.direction == "up":
        return _("%(unit)s đề nghị cấp trên") % {"unit": line.unit_name}
    return unit_on(task.unit_id, today).name


def _state(line: TaskLine) -> str:
    if line.state is TaskState.LATE:
        return _("trễ %(n)s ngày") % {"n": line.days_late}
    return _(STATE_NAMES[line.state]).lower()


def _facts(line: TaskLine, inside: bool) -> list[Pair]:
    person = _("đ/c %(name)s") % {"name": line.owner_name}
    facts = [Pair(_("Chủ trì"), person if line.owner_person_id else line.owner_name)]
    if line.co_owner_names:
        facts.append(Pair(_("Phối hợp"), ", ".join(line.co_owner_names)))
    facts += [
        Pair(_("Giao ngày"), vn_date(line.assigned_on), _meeting_url(line, inside)),
        Pair(_("Hạn"), vn_date(line.due_on)),
    ]
    if line.promised_on:
        facts.append(Pair(_("Hẹn xong"), vn_date(line.promised_on)))
    if line.measure:
        facts.append(Pair(_("Kết quả phải đạt"), line.measure))
    if line.source_sentence:
        facts.append(Pair(_("Căn cứ"), line.source_sentence))
    if line.handed_to:
        facts.append(Pair(_("Chuyển cho"), line.handed_to))
    return facts


def _meeting_url(line: TaskLine, inside: bool) -> str:
    return reverse("meeting", args=[line.meeting_id]) if line.meeting_id and inside else ""


def _files(actor: Actor, task: Task, line: TaskLine) -> Mapping[UUID, Sequence[BroughtFile]]:
    """By report, what was brought with it. One query."""
    leads = may(actor, Capability.PREPARE_MEETING, task.unit_id)
    brought = evidence_of([report.id for report in line.reports])
    return {
        report_id: [
            BroughtFile(
                id=one.pk,
                name=one.name,
                size=one.size,
                goes=not line.closed and (leads or one.uploaded_by == actor.account_id),
            )
            for one in files
        ]
        for report_id, files in brought.items()
    }


def _happened(
    line: TaskLine, whole: bool, files: Mapping[UUID, Sequence[BroughtFile]]
) -> list[Happening]:
    told = [_report(line, report, files) for report in line.reports] if whole else []
    seen = [
        Happening(review.on, _(review.who), review.comment, _(review.verdict))
        for review in line.reviews
        if whole or review.level is Level.CELL
    ]
    closed = [
        Happening(o.on, line.unit_name, o.comment, _(STATE_NAMES[line.state]), TONES[line.state])
        for o in line.outcomes
        if o.meeting_id is None and line.direction == "down"
    ]
    return sorted([*told, *seen, *closed], key=lambda one: one.on)


def _report(
    line: TaskLine, report: ReportView, files: Mapping[UUID, Sequence[BroughtFile]]
) -> Happening:
    if line.direction == "within":
        who = _("Báo cáo thay") if report.on_behalf else _("Người thực hiện báo cáo")
    else:
        who = line.owner_name if report.by_other else line.unit_name
    word = _("báo xong") if report.claims_done else ""
    if report.promised_on:
        word = _("hẹn %(day)s") % {"day": vn_date(report.promised_on)}
    tone = Tone.GOOD if report.claims_done else Tone.INFO
    brought = files.get(report.id, ())
    return Happening(report.on, who, report.text, word, tone if word else Tone.NONE, brought)
