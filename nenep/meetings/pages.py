"""The list of a cell's meetings in words and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.meetings.queries import MeetingLine, meetings_of, series_on
from nenep.meetings.rules.kinds import CELL_MEETINGS, REGULAR_KINDS
from nenep.meetings.rules.stages import STAGE_NAMES, Stage
from nenep.meetings.steps import NextAct, kind_name, next_act, page_of, steps_of
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView
from nenep.ui.shapes import MonthMark, MonthState, Step, Tone

MONTHS_SHOWN = 12
_UNANNOUNCED = frozenset({Stage.PLANNED, Stage.AGREED})
_SENT = frozenset({Stage.REPORTED, Stage.CONFIRMED, Stage.CORRECTED})
_SEALED = _SENT | {Stage.FINALISED}


@dataclass(frozen=True)
class MonthLine:
    """One meeting of the list. ``act`` is empty for who only takes part."""

    line: MeetingLine
    kind: str
    word: str
    tone: Tone
    url: str
    act: NextAct | None


@dataclass(frozen=True)
class MeetingsPage:
    """Everything ``meetings/list.html`` reads. ``to_plan`` is the month the button plans."""

    unit: UnitView
    leads: bool
    current: MonthLine | None
    steps: Sequence[Step]
    others: Sequence[MonthLine]
    strip: Sequence[MonthMark]
    has_habit: bool
    to_plan: date | None


def meetings_list(actor: Actor, unit_id: UUID, *, today: date) -> MeetingsPage:
    """The cell's last two years of meetings. Three queries."""
    leads = may(actor, Capability.PREPARE_MEETING, unit_id)
    known = [
        line for line in meetings_of(actor, unit_id) if leads or line.stage not in _UNANNOUNCED
    ]
    shown = [_month_line(line, leads, today) for line in known]
    current = _current(shown)
    return MeetingsPage(
        unit=unit_on(unit_id, today),
        leads=leads,
        current=current,
        steps=_steps(current.line) if current and leads else (),
        others=[line for line in shown if line is not current],
        strip=_strip(known, today),
        has_habit=not leads or series_on(unit_id, "regular", today) is not None,
        to_plan=month_to_plan(known, today) if leads else None,
    )


def _steps(line: MeetingLine) -> Sequence[Step]:
    return steps_of(line.stage, line.meeting.pk, line.meeting.kind)


def month_to_plan(lines: Sequence[MeetingLine], today: date) -> date | None:
    """The month of the next regular meeting, one month ahead at most; None when it is planned."""
    first = today.replace(day=1)
    regular = [line.meeting.month for line in lines if line.meeting.kind in REGULAR_KINDS]
    latest = max(regular, default=date.min)
    if latest > first:
        return None
    return next_month(first) if latest == first else first


def next_month(first: date) -> date:
    """The first day of the month after."""
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _month_line(line: MeetingLine, leads: bool, today: date) -> MonthLine:
    meeting = line.meeting
    missed = meeting.held_on is None and meeting.month < today.replace(day=1)
    act = next_act(line.stage, meeting.pk, meeting.kind) if leads else None
    return MonthLine(
        line=line,
        kind="" if meeting.kind == "regular" else kind_name(meeting.kind),
        word="Không họp" if missed else STAGE_NAMES[line.stage],
        tone=Tone.BAD if missed else _tone(line.stage),
        url=page_of("minutes" if line.stage in _SEALED else "meeting", meeting.pk),
        act=act,
    )


def _tone(stage: Stage) -> Tone:
    if stage in _SENT:
        return Tone.GOOD
    if stage is Stage.OPENED:
        return Tone.WARN
    return Tone.INFO if stage in _SEALED else Tone.NONE


def _current(lines: Sequence[MonthLine]) -> MonthLine | None:
    """The cell's meeting to work on or to come to: the next one whose papers are not sealed."""
    waiting = [
        one
        for one in lines
        if one.line.meeting.kind in CELL_MEETINGS
        and one.line.stage not in _SEALED
        and one.tone is not Tone.BAD
    ]
    return min(waiting, key=lambda one: one.line.meeting.planned_on, default=None)


def _strip(lines: Sequence[MeetingLine], today: date) -> Sequence[MonthMark]:
    by_month = {line.meeting.month: line for line in lines if line.meeting.kind in REGULAR_KINDS}
    first_known = min(by_month, default=date.max)
    months, month = [], today.replace(day=1)
    for _number in range(MONTHS_SHOWN):
        months.append(month)
        month = date.fromordinal(month.toordinal() - 1).replace(day=1)
    return [
        MonthMark(month, _month_state(by_month.get(month), month, today, first_known))
        for month in reversed(months)
    ]


def _month_state(
    line: MeetingLine | None, month: date, today: date, first_known: date
) -> MonthState:
    if line is not None and line.meeting.held_on is not None:
        return MonthState.HELD
    if month == today.replace(day=1):
        return MonthState.FUTURE
    return MonthState.NONE if month < first_known else MonthState.MISSED
