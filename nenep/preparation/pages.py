"""The preparation of a meeting in words and shapes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.meetings.queries import ItemView, MeetingPage, MilestoneView, meeting_page
from nenep.meetings.rules.kinds import rule_of
from nenep.meetings.steps import kind_name, steps_of
from nenep.preparation.forms import (
    AddItemForm,
    ItemForm,
    MilestoneForm,
    QuestionForm,
    ScheduleForm,
)
from nenep.preparation.queries.sources import Sources, sources
from nenep.resolutions.queries import TaskLine, tasks_of_person
from nenep.ui.shapes import Step

CHECKLIST: Mapping[str, str] = {
    "agreed": gettext_noop("Chi ủy thống nhất nội dung"),
    "notified": gettext_noop("Thông báo cho đảng viên và cấp ủy theo dõi"),
    "papers_out": gettext_noop("Gửi tài liệu"),
}


@dataclass(frozen=True)
class ItemRow:
    """An item with the form that changes it; ``basis`` only where it is not the common one."""

    view: ItemView
    basis: str
    form: ItemForm
    wrong: bool


@dataclass(frozen=True)
class Check:
    """A line of the checklist. ``late`` is true when papers went out after the last day."""

    kind: str
    label: str
    done: MilestoneView | None
    form: MilestoneForm
    note: str
    late: bool
    next: bool


@dataclass(frozen=True)
class Typed:
    """Forms as they came, to be drawn again with what was typed; None draws a fresh one."""

    schedule: ScheduleForm | None = None
    adding: AddItemForm | None = None
    marking: MilestoneForm | None = None
    editing: tuple[UUID, ItemForm] | None = None

    @property
    def wrong(self) -> bool:
        return any((self.schedule, self.adding, self.marking, self.editing))


@dataclass(frozen=True)
class PreparationPage:
    """Everything ``preparation/preparation.html`` reads. ``total`` is in minutes."""

    meeting: MeetingPage
    kind: str
    sources: Sources
    steps: Sequence[Step]
    items: Sequence[ItemRow]
    common_basis: str
    total: int
    short_by: int
    checks: Sequence[Check]
    schedule: ScheduleForm
    adding: AddItemForm
    open: bool
    typed: Typed

    @property
    def may_add(self) -> bool:
        """An item may still be added: the members adopt the agenda when they meet."""
        return self.meeting.milestone("closed") is None

    @property
    def ready(self) -> bool:
        """Nothing of the checklist is left."""
        return bool(self.items) and all(check.done for check in self.checks)


def preparation_page(
    actor: Actor, meeting_id: UUID, *, today: date, typed: Typed | None = None
) -> PreparationPage:
    """The page for who prepares. Fifteen queries at most.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
    """
    page = meeting_page(actor, meeting_id)
    must_hold(actor, Capability.PREPARE_MEETING, page.meeting.unit_id)
    came = typed or Typed()
    known = sources(page.meeting, page.unit)
    bases = Counter(item.row.basis for item in page.items if item.row.basis)
    common = bases.most_common(1)[0][0] if bases else ""
    total = sum(item.row.minutes_planned for item in page.items)
    least = known.least.whole if known.least else 0
    return PreparationPage(
        meeting=page,
        kind=kind_name(page.meeting.kind),
        sources=known,
        steps=steps_of(page.stage, meeting_id, page.meeting.kind),
        items=[_row(item, common, came) for item in page.items],
        common_basis=common,
        total=total,
        short_by=max(0, least - total) if page.items else 0,
        checks=_checks(page, known, today, came),
        schedule=came.schedule or _schedule(page),
        adding=came.adding or AddItemForm(auto_id="add_%s"),
        open=page.milestone("opened") is None,
        typed=came,
    )


@dataclass(frozen=True)
class NoticePage:
    """Everything ``preparation/meeting.html`` reads: what a member needs to come prepared."""

    meeting: MeetingPage
    kind: str
    common_basis: str
    tasks: Sequence[TaskLine]
    question: QuestionForm
    asks: bool
    leads: bool
    notified: bool

    @property
    def total(self) -> int:
        """Planned minutes."""
        return sum(item.row.minutes_planned for item in self.meeting.items)


def notice_page(
    actor: Actor, meeting_id: UUID, *, today: date, question: QuestionForm | None = None
) -> NoticePage:
    """The meeting as its members and its committee read it. Ten queries at most."""
    page = meeting_page(actor, meeting_id)
    unit_id = page.meeting.unit_id
    bases = Counter(item.row.basis for item in page.items if item.row.basis)
    own = [task for task in tasks_of_person(actor, today) if task.unit_id == unit_id]
    member = holds(actor, Capability.RAISE_OPINION, unit_id) and actor.person_id is not None
    return NoticePage(
        meeting=page,
        kind=kind_name(page.meeting.kind),
        common_basis=bases.most_common(1)[0][0] if bases else "",
        tasks=[task for task in own if not task.closed],
        question=question or QuestionForm(),
        asks=member and page.milestone("closed") is None,
        leads=holds(actor, Capability.PREPARE_MEETING, unit_id),
        notified=page.milestone("notified") is not None,
    )


def holds(actor: Actor, capability: Capability, unit_id: UUID) -> bool:
    """In one's own unit, without a query: what a page offers, never what it allows."""
    return any(held.unit_id == unit_id for held in actor.offices) and actor.holds(capability)


def _row(item: ItemView, common: str, came: Typed) -> ItemRow:
    row = item.row
    wrong = came.editing is not None and came.editing[0] == row.pk
    form = (
        came.editing[1]
        if came.editing is not None and wrong
        else ItemForm(
            initial={"title": row.title, "minutes": row.minutes_planned, "revision": row.revision},
            auto_id=f"item_{row.pk}_%s",
        )
    )
    return ItemRow(item, row.basis if row.basis != common else "", form, wrong)


def _schedule(page: MeetingPage) -> ScheduleForm:
    meeting = page.meeting
    return ScheduleForm(
        initial={
            "planned_on": meeting.planned_on,
            "planned_at": meeting.planned_at,
            "place": meeting.place,
        }
    )


def _checks(page: MeetingPage, known: Sources, today: date, came: Typed) -> list[Check]:
    without = rule_of(page.meeting.kind).without
    asked = {kind: label for kind, label in CHECKLIST.items() if kind not in without}
    waiting = [kind for kind in asked if page.milestone(kind) is None]
    upcoming = waiting[0] if waiting and page.items else ""
    checks = []
    for kind, label in asked.items():
        done = page.milestone(kind)
        form = MilestoneForm(
            initial={"kind": kind, "on": min(today, page.meeting.planned_on)},
            auto_id=f"{kind}_%s",
        )
        if came.marking is not None and came.marking.data.get("kind") == kind:
            form = came.marking
        deadline = known.papers_by if kind == "papers_out" else None
        late = done is not None and deadline is not None and done.on > deadline
        checks.append(
            Check(
                kind=kind,
                label=_(label),
                done=done,
                form=form,
                note=_note(deadline),
                late=late,
                next=kind == upcoming,
            )
        )
    return checks


def _note(deadline: date | None) -> str:
    if deadline is None:
        return ""
    return _("Chậm nhất ngày %(day)s.") % {"day": f"{deadline:%d/%m/%Y}"}
