"""The evening in words and shapes: what is open now, what comes after, how the roll stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from nenep.access.rules import Actor
from nenep.kernel import clock
from nenep.meetings.models import Meeting
from nenep.meetings.queries import (
    END_OF_EVENING,
    ItemView,
    MeetingPage,
    OpinionView,
)
from nenep.meetings.queries.likeness import alike_notes
from nenep.meetings.rules.likeness import Alike
from nenep.meetings.rules.running_order import Budget
from nenep.meetings.steps import NextAct, next_act
from nenep.people.rules.standing import Standing
from nenep.resolutions.queries import TaskLine, carried_into
from nenep.room.forms import AddedItemForm, NoteForm, SkipForm
from nenep.room.order import budget_of, strayed_items
from nenep.room.quiet import is_for, not_yet_spoken
from nenep.room.task_forms import FindingOptions, TaskFindingForm, finding_options

TASKS = "tasks"
DISCUSSION = "discussion"
# More settled items than this fold into one line, so that the open item stands near the top.
SHOWN_BEHIND = 2
# A clock that shows more than this was not stopped by anybody: nothing is guessed from it.
LONGEST_ITEM = 180


@dataclass(frozen=True)
class TaskRow:
    """A task of an earlier meeting with the form that says what was found of it."""

    line: TaskLine
    found: str
    form: TaskFindingForm


@dataclass(frozen=True)
class OpenItem:
    """The item being dealt with: its forms and everything said under it."""

    view: ItemView
    number: int
    elapsed: int | None
    note: NoteForm
    skip: SkipForm
    tasks: Sequence[TaskRow]
    holds_tasks: bool
    alike: Alike | None
    """What the note is much like: a question to its author."""
    next_number: int | None

    @property
    def open_tasks(self) -> int:
        """Tasks this meeting has not yet looked at."""
        return sum(not task.found for task in self.tasks)


@dataclass(frozen=True)
class AgendaRow:
    """A line of the agenda. ``later`` items are dealt with after the closing."""

    view: ItemView
    number: int
    open: OpenItem | None
    later: bool
    out_of_order: bool


@dataclass(frozen=True)
class RollCard:
    """The roll in three numbers; ``taken`` when nobody due is unmarked."""

    present: int
    due: int
    excused: int
    unexcused: int
    exempt: int
    taken: bool


@dataclass(frozen=True)
class Clock:
    """The clock of an evening held now; a meeting told from paper has none."""

    started: datetime
    now: datetime
    planned: int


@dataclass(frozen=True)
class EveningPage:
    """Everything ``room/evening.html`` reads."""

    meeting: MeetingPage
    clock: Clock | None
    roll: RollCard
    behind: Sequence[AgendaRow]
    rows: Sequence[AgendaRow]
    loose_tasks: Sequence[TaskRow]
    loose_opinions: Sequence[OpinionView]
    all_settled: bool
    closed: bool
    declared: bool
    budget: Budget
    quiet: Sequence[str]
    asks_quiet: bool
    act: NextAct | None
    adding: AddedItemForm


@dataclass(frozen=True)
class Typed:
    """Forms as they came, to be drawn again with what was typed."""

    item_id: UUID | None = None
    note: NoteForm | None = None
    skip: SkipForm | None = None
    task: tuple[UUID, TaskFindingForm] | None = None


def evening_page(
    actor: Actor, page: MeetingPage, *, asked: UUID | None = None, typed: Typed | None = None
) -> EveningPage:
    """The evening at a glance; ``asked`` opens that item instead of the next unsettled one.

    Seven queries beyond ``page``, whatever the number of members, items, opinions and tasks.
    """
    came, meeting_id = typed or Typed(), page.meeting.pk
    options = finding_options(page)
    tasks = [_task(line, meeting_id, came, options) for line in carried_into(page.meeting)]
    home = tasks_item(page.items)
    current = _current(page, came.item_id or asked)
    closed = page.milestone("closed") is not None
    rows = _rows(page, current, tasks, home, came)
    opening = page.milestone("opened")
    behind = _behind(rows)
    return EveningPage(
        meeting=page,
        clock=_clock(page) if not closed else None,
        roll=roll_card(page),
        behind=behind,
        rows=rows[len(behind) :],
        loose_tasks=tasks if home is None else (),
        loose_opinions=page.other_opinions,
        all_settled=all(row.later or row.view.settled for row in rows),
        closed=closed,
        declared=opening.declared if opening else False,
        budget=budget_of(page),
        quiet=not_yet_spoken(actor, page),
        asks_quiet=is_for(actor, page),
        act=next_act(page.stage, meeting_id, page.meeting.kind) if closed else None,
        adding=AddedItemForm(auto_id="add_%s"),
    )


def roll_card(page: MeetingPage) -> RollCard:
    """The roll of that evening in numbers."""
    counted = page.tally
    return RollCard(
        present=counted.present,
        due=counted.due,
        excused=counted.excused,
        unexcused=counted.unexcused,
        exempt=counted.listed[Standing.EXEMPT],
        taken=counted.unmarked == 0,
    )


def elapsed_minutes(meeting: Meeting, items: Sequence[ItemView], item_id: UUID) -> int | None:
    """Whole minutes since the item before was finished (or the meeting began); None where the
    clock cannot know: an evening told from paper, or one left open."""
    if meeting.held_on != clock.today() or meeting.started_at is None:
        return None
    now = clock.now()
    since = clock.at(meeting.held_on, meeting.started_at.hour, meeting.started_at.minute)
    for item in items:
        if item.row.pk != item_id and item.row.finished_at is not None:
            since = max(since, item.row.finished_at)
    spent = (now - since) // timedelta(minutes=1)
    return spent if 0 <= spent <= LONGEST_ITEM else None


def _current(page: MeetingPage, asked: UUID | None) -> UUID | None:
    """The item asked for, else the first one not settled; none when only the end is left."""
    if any(item.row.pk == asked for item in page.items):
        return asked
    for item in page.items:
        if not item.settled and item.row.code not in END_OF_EVENING:
            return item.row.pk
    return None


def _rows(
    page: MeetingPage,
    current: UUID | None,
    tasks: Sequence[TaskRow],
    home: UUID | None,
    came: Typed,
) -> Sequence[AgendaRow]:
    rows = []
    strayed = strayed_items(page)
    for number, view in enumerate(page.items, start=1):
        opened = None
        if view.row.pk == current:
            opened = _open(page, view, number, tasks if home == current else (), came)
        later = view.row.code in END_OF_EVENING
        rows.append(AgendaRow(view, number, opened, later, number - 1 in strayed))
    return rows


def _behind(rows: Sequence[AgendaRow]) -> Sequence[AgendaRow]:
    """The settled items that lead the agenda, when there are more than a few."""
    count = 0
    while count < len(rows) and rows[count].view.settled and rows[count].open is None:
        count += 1
    return rows[:count] if count > SHOWN_BEHIND else ()


def _open(
    page: MeetingPage, view: ItemView, number: int, tasks: Sequence[TaskRow], came: Typed
) -> OpenItem:
    row = view.row
    following = [
        place
        for place, other in enumerate(page.items, start=1)
        if place != number and not other.settled and other.row.code not in END_OF_EVENING
    ]
    return OpenItem(
        view=view,
        number=number,
        elapsed=None if view.settled else elapsed_minutes(page.meeting, page.items, row.pk),
        note=came.note
        or NoteForm(
            initial={
                "text": row.note,
                "revision": row.revision,
                "minutes": row.minutes_spent,
            }
        ),
        skip=came.skip or SkipForm(initial={"reason": row.skipped_reason}),
        tasks=tasks,
        holds_tasks=row.code == TASKS,
        alike=alike_notes(page.meeting, page.items, row.pk).get(row.pk),
        next_number=next((n for n in following if n > number), following[0] if following else None),
    )


def _task(line: TaskLine, meeting_id: UUID, came: Typed, options: FindingOptions) -> TaskRow:
    found = line.outcome_at(meeting_id)
    kind = found.kind.value if found else ""
    if came.task is not None and came.task[0] == line.id:
        return TaskRow(line, kind, came.task[1])
    form = TaskFindingForm(
        options,
        initial={
            "kind": kind,
            "comment": found.comment if found else "",
            "vote": str(found.vote_id or "") if found else "",
        },
        auto_id=f"task_{line.id}_%s",
    )
    return TaskRow(line, kind, form)


def tasks_item(items: Sequence[ItemView]) -> UUID | None:
    """The item that looks at the last month's tasks; where the agenda has none, the discussion."""
    for code in (TASKS, DISCUSSION):
        for item in items:
            if item.row.code == code:
                return item.row.pk
    return None


def _clock(page: MeetingPage) -> Clock | None:
    meeting = page.meeting
    if meeting.held_on != clock.today() or meeting.started_at is None:
        return None
    started = clock.at(meeting.held_on, meeting.started_at.hour, meeting.started_at.minute)
    planned = sum(item.row.minutes_planned for item in page.items)
    return Clock(started, clock.now(), max(planned, 1))
