"""The calendar of a cell, and of the cells of a committee, in words and shapes."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.kernel import working_days
from nenep.meetings.queries import MeetingLine, meetings_of
from nenep.meetings.rules.kinds import CELL_MEETINGS
from nenep.meetings.rules.stages import STAGE_NAMES
from nenep.meetings.steps import kind_name, page_of
from nenep.people.queries.expiring import ExpiringMatter, expiring_of
from nenep.preparation.queries.calendars import CellMeeting, meetings_below
from nenep.preparation.queries.obligations import obligations_of
from nenep.preparation.rules.obligations import TOLD, Obligation, State
from nenep.structure.rules.units import CELL_KINDS, UnitView
from nenep.ui.formats import vn_month

NEAR = 45
"""Days around the first of the month that its grid may show."""
STATE_WORDS = {
    State.DONE: (gettext_noop("đã làm"), "good"),
    State.DUE: (gettext_noop("đến kỳ"), "warn"),
    State.LATE: (gettext_noop("quá hạn"), "bad"),
    State.AHEAD: (gettext_noop("sắp tới"), ""),
    State.UNTRACKED: (gettext_noop("không theo dõi ở đây"), ""),
    State.NO_RULE: (gettext_noop("chưa biết quy định"), ""),
}


@dataclass(frozen=True)
class Day:
    """A square of the month. ``marks`` are what happens that day, in words."""

    on: date
    inside: bool
    today: bool
    holiday: str
    marks: Sequence[str]


@dataclass(frozen=True)
class MeetingEntry:
    """A meeting of the month."""

    on: date
    at: str
    title: str
    place: str
    word: str
    url: str


@dataclass(frozen=True)
class DutyLine:
    """A duty of the year with its word; ``told``: the cell says itself that it is done."""

    duty: Obligation
    word: str
    tone: str
    told: bool


@dataclass(frozen=True)
class CalendarPage:
    """Everything ``preparation/calendar.html`` reads."""

    unit: UnitView
    month: date
    title: str
    before: str
    after: str
    weeks: Sequence[Sequence[Day]]
    meetings: Sequence[MeetingEntry]
    holidays: Sequence[tuple[date, str]]
    due: Sequence[DutyLine]
    year: Sequence[tuple[str, Sequence[DutyLine]]]
    unknown: Sequence[DutyLine]
    matters: Sequence[ExpiringMatter]
    keeps: bool
    leads: bool
    today: date


def calendar_page(actor: Actor, unit: UnitView, month: date, *, today: date) -> CalendarPage:
    """The month and the year of a cell. Who keeps no records of the cell gets its meetings only.
    Fifteen queries at most."""
    keeps = may(actor, Capability.VIEW_MEMBERS, unit.id)
    known = meetings_of(actor, unit.id, limit=60)
    meetings = [_meeting(line) for line in known if abs((_day(line) - month).days) < NEAR]
    duties = obligations_of(unit.id, month.year, today) if keeps else []
    lines = [_duty(one) for one in duties]
    shown = [one for one in meetings if one.on.replace(day=1) == month]
    return CalendarPage(
        unit=unit,
        month=month,
        title=vn_month(month),
        before=f"{_shifted(month, -1):%Y-%m}",
        after=f"{_shifted(month, 1):%Y-%m}",
        weeks=_weeks(month, today, meetings),
        meetings=sorted(shown, key=lambda one: one.on),
        holidays=_holidays(month),
        due=[line for line in lines if line.duty.open],
        year=_by_month(lines),
        unknown=[line for line in lines if line.duty.state is State.NO_RULE],
        matters=expiring_of(actor, unit.id, today) if keeps else (),
        keeps=keeps,
        leads=may(actor, Capability.PREPARE_MEETING, unit.id),
        today=today,
    )


@dataclass(frozen=True)
class CellLine:
    """A cell of a committee in a month."""

    meeting: CellMeeting
    kind: str
    word: str
    tone: str
    url: str


@dataclass(frozen=True)
class CellsCalendarPage:
    """Everything ``preparation/cells_calendar.html`` reads."""

    unit: UnitView
    month: date
    title: str
    before: str
    after: str
    cells: Sequence[CellLine]


def cells_calendar_page(unit: UnitView, month: date, *, today: date) -> CellsCalendarPage:
    """The meetings of the cells below in a month, by day. One query."""
    rows = meetings_below(unit.id, month, on=unit.on, kinds=CELL_MEETINGS, cells=CELL_KINDS)
    return CellsCalendarPage(
        unit=unit,
        month=month,
        title=vn_month(month),
        before=f"{_shifted(month, -1):%Y-%m}",
        after=f"{_shifted(month, 1):%Y-%m}",
        cells=[_cell(row, month, today) for row in rows],
    )


def _cell(row: CellMeeting, month: date, today: date) -> CellLine:
    over = _shifted(month, 1) <= today
    if row.held_on is not None:
        word, tone = _("đã họp"), "good"
    elif row.planned_on is not None:
        word, tone = _("đã thông báo"), "info"
    else:
        word, tone = (_("không họp"), "bad") if over else (_("chưa thông báo"), "")
    kind = kind_name(row.meeting_kind) if row.meeting_kind else ""
    url = f"{reverse('unit-calendar', args=[row.unit_id])}?month={month:%Y-%m}"
    return CellLine(row, kind, word, tone, url)


def _day(line: MeetingLine) -> date:
    return line.meeting.held_on or line.meeting.planned_on


def _meeting(line: MeetingLine) -> MeetingEntry:
    meeting = line.meeting
    starts = meeting.started_at or meeting.planned_at
    topic = f": {meeting.topic}" if meeting.topic else ""
    return MeetingEntry(
        on=_day(line),
        at=f"{starts:%H:%M}",
        title=f"{kind_name(meeting.kind)}{topic}",
        place=meeting.place,
        word=STAGE_NAMES[line.stage],
        url=page_of("meeting", meeting.pk),
    )


def _duty(one: Obligation) -> DutyLine:
    word, tone = STATE_WORDS[one.state]
    told = one.code in TOLD and one.state is not State.DONE and one.since is not None
    return DutyLine(one, _(word), tone, told)


def _by_month(lines: Sequence[DutyLine]) -> Sequence[tuple[str, Sequence[DutyLine]]]:
    """By the month of the last day; what is not tracked here is left out of the list."""
    found: dict[str, list[DutyLine]] = {}
    for line in lines:
        if line.duty.until is None or line.duty.state is State.UNTRACKED:
            continue
        found.setdefault(vn_month(line.duty.until), []).append(line)
    return list(found.items())


def _weeks(month: date, today: date, meetings: Sequence[MeetingEntry]) -> Sequence[Sequence[Day]]:
    marks: dict[date, list[str]] = {}
    for one in meetings:
        marks.setdefault(one.on, []).append(one.title)
    return [
        [
            Day(
                on=day,
                inside=day.month == month.month,
                today=day == today,
                holiday=working_days.holiday_name(day) or "",
                marks=marks.get(day, ()),
            )
            for day in week
        ]
        for week in calendar.Calendar().monthdatescalendar(month.year, month.month)
    ]


def _holidays(month: date) -> Sequence[tuple[date, str]]:
    count = calendar.monthrange(month.year, month.month)[1]
    days = (month + timedelta(days=n) for n in range(count))
    return [(day, name) for day in days if (name := working_days.holiday_name(day))]


def _shifted(month: date, by: int) -> date:
    number = month.year * 12 + month.month - 1 + by
    return date(number // 12, number % 12 + 1, 1)


def own_unit(actor: Actor) -> UUID | None:
    """Where the calendar without a unit begins."""
    return actor.first_unit(Capability.VIEW_CALENDAR)
