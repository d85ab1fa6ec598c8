"""The preparation of a meeting in words and shapes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability, Reach
from nenep.meetings.queries import ItemView, MeetingPage, MilestoneView, meeting_page
from nenep.meetings.rules.kinds import rule_of
from nenep.meetings.steps import kind_name, steps_of
from nenep.people.queries.rosters import roster_on
from nenep.preparation.forms import (
    AddItemForm,
    ItemForm,
    LeaveOnBehalfForm,
    MilestoneForm,
    ScheduleForm,
)
from nenep.preparation.queries.around import Around, around
from nenep.preparation.queries.leaves import LeaveLine, leaves_of
from nenep.preparation.queries.sources import Sources, sources
from nenep.preparation.queries.tellings import tellings_of
from nenep.preparation.rules.telling import Count, Told
from nenep.rulebook.rules.documents import Citation
from nenep.ui.shapes import Step

CHECKLIST: Mapping[str, str] = {
    "agreed": gettext_noop("Chi ủy thống nhất nội dung"),
    "notified": gettext_noop("Thông báo cho đảng viên và cấp ủy theo dõi"),
    "papers_out": gettext_noop("Gửi tài liệu"),
}

COUNTED: Mapping[str, Told] = {"notified": Told.NOTICE, "papers_out": Told.PAPERS}


@dataclass(frozen=True)
class ItemRow:
    """An item with the form that changes it; ``basis`` only where it is not the common one."""

    view: ItemView
    basis: str
    form: ItemForm
    wrong: bool


@dataclass(frozen=True)
class Check:
    """A line of the checklist. ``late``: done after its last day, or that day is over."""

    kind: str
    label: str
    done: MilestoneView | None
    form: MilestoneForm
    note: str
    citation: Citation | None
    late: bool
    next: bool
    reached: Count | None
    """Whom it has reached so far; None where a step reaches nobody."""


@dataclass(frozen=True)
class Typed:
    """Forms as they came, to be drawn again with what was typed; None draws a fresh one."""

    schedule: ScheduleForm | None = None
    adding: AddItemForm | None = None
    marking: MilestoneForm | None = None
    editing: tuple[UUID, ItemForm] | None = None
    leave: LeaveOnBehalfForm | None = None

    @property
    def wrong(self) -> bool:
        return any((self.schedule, self.adding, self.marking, self.editing, self.leave))


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
    around: Around
    leaves: Sequence[LeaveLine]
    leaving: LeaveOnBehalfForm | None
    open: bool
    typed: Typed

    @property
    def may_add(self) -> bool:
        """An item may still be added: the members adopt the agenda when they meet."""
        return self.meeting.milestone("closed") is None

    @property
    def unanswered(self) -> int:
        """Requests for leave that wait for an answer."""
        return sum(one.waiting for one in self.leaves)

    @property
    def unreported(self) -> int:
        """Tasks carried into this meeting of which nobody has told anything yet."""
        return sum(not task.closed and task.last_report is None for task in self.sources.tasks)

    @property
    def unreached(self) -> bool:
        """Somebody expected has not been told, or has no papers."""
        return any(check.reached and not check.reached.complete for check in self.checks)

    @property
    def ready(self) -> bool:
        """Nothing of the checklist is left."""
        return bool(self.items) and all(check.done for check in self.checks)


def preparation_page(
    actor: Actor, meeting_id: UUID, *, today: date, typed: Typed | None = None
) -> PreparationPage:
    """The page for who prepares. Thirty-six queries at most.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
    """
    page = meeting_page(actor, meeting_id)
    must_hold(actor, Capability.PREPARE_MEETING, page.meeting.unit_id)
    came = typed or Typed()
    known = sources(actor, page.meeting, page.unit)
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
        checks=_checks(actor, page, known, today, came),
        schedule=came.schedule or _schedule(page),
        adding=came.adding or AddItemForm(auto_id="add_%s"),
        around=around(actor, page.meeting),
        leaves=leaves_of(actor, meeting_id),
        leaving=_leaving(actor, page, came),
        open=page.milestone("opened") is None,
        typed=came,
    )


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


def _leaving(actor: Actor, page: MeetingPage, came: Typed) -> LeaveOnBehalfForm | None:
    """The form for a member who told so; for who may answer, while the roll is not yet taken."""
    meeting = page.meeting
    answers = meeting.unit_id in actor.roots(Capability.ANSWER_LEAVE, Reach.OWN_UNIT)
    if page.milestone("opened") or not answers:
        return None
    if came.leave is not None:
        return came.leave
    roster = roster_on(meeting.unit_id, meeting.planned_on)
    return LeaveOnBehalfForm(roster, auto_id="behalf_%s")


def _schedule(page: MeetingPage) -> ScheduleForm:
    meeting = page.meeting
    return ScheduleForm(
        initial={
            "planned_on": meeting.planned_on,
            "planned_at": meeting.planned_at,
            "place": meeting.place,
        }
    )


def _checks(
    actor: Actor, page: MeetingPage, known: Sources, today: date, came: Typed
) -> list[Check]:
    tellings = tellings_of(actor, page.meeting)
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
        deadline, citation = known.by.get(kind, (None, None))
        late = deadline is not None and (done.on if done else today) > deadline
        checks.append(
            Check(
                kind=kind,
                label=_(label),
                done=done,
                form=form,
                note=_note(deadline),
                citation=citation,
                late=late,
                next=kind == upcoming,
                reached=tellings.counted(COUNTED[kind], deadline) if kind in COUNTED else None,
            )
        )
    return checks


def _note(deadline: date | None) -> str:
    if deadline is None:
        return ""
    return _("Chậm nhất ngày %(day)s.") % {"day": f"{deadline:%d/%m/%Y}"}
