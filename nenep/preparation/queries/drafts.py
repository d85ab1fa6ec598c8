"""What the agenda of a cell's month would be: of the meetings planned, or of the one to plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent
from nenep.meetings.models import Meeting
from nenep.meetings.queries import rule_path, series_on, unanswered_opinions
from nenep.meetings.rules.agenda_draft import Draft, Entry, draft_agenda
from nenep.meetings.rules.day_rule import MeetingDay, meeting_day
from nenep.meetings.rules.kinds import CELL_MEETINGS, REGULAR_KINDS
from nenep.people.queries.expiring import ExpiringMatter, expiring_of
from nenep.preparation.queries.obligations import duties_on
from nenep.preparation.rules.obligations import Obligation
from nenep.resolutions.queries import TaskLine, open_tasks_on
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.agendas import MeetingKind
from nenep.rulebook.rules.engine import NoRuleKnown, Rulebook
from nenep.structure.rules.units import UnitView

# What is open and what runs out comes before the meetings of the month, and before the committee
# that prepares them.
LOOKING_AHEAD = (MeetingKind.REGULAR, MeetingKind.COMBINED, MeetingKind.CELL_COMMITTEE)
_KINDS = {kind.value: kind for kind in MeetingKind}


@dataclass(frozen=True)
class Carried:
    """What comes into an agenda by itself on a day."""

    tasks: tuple[Entry, ...] = ()
    opinions: tuple[Entry, ...] = ()
    matters: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class EveningDraft:
    """One evening. ``day`` is the rule's day (None where a kind has none); ``planned_on`` the day
    already fixed. Without a known content ``draft`` is None and ``unknown`` says so."""

    kind: str
    topic: str
    planned_on: date | None
    day: MeetingDay | None
    draft: Draft | None
    unknown: str = ""


@dataclass(frozen=True)
class MonthDraft:
    """The evenings of a cell's month; ``cell_type`` is the one they were drafted for."""

    unit: UnitView
    cell_type: str
    month: date
    evenings: tuple[EveningDraft, ...]


def month_draft(
    actor: Actor,
    unit: UnitView,
    month: date,
    *,
    kind: str = "",
    cell_type: str = "",
    topic: str = "",
) -> MonthDraft:
    """Draft the month of ``unit``: every meeting planned in it (of ``kind`` only, when given),
    else a regular one (or one of ``kind``). ``cell_type`` asks what another type would meet about.
    """
    first = month.replace(day=1)
    wanted = cell_type or unit.cell_type
    planned = _planned(unit.id, first, kind)
    meetings: Sequence[Meeting | None] = planned or [None]
    return MonthDraft(
        unit,
        wanted,
        first,
        tuple(_evening(actor, unit, first, wanted, kind, topic, one) for one in meetings),
    )


def carried_on(actor: Actor, unit_id: UUID, on: date, kind: str = "regular") -> Carried:
    """Open tasks, opinions waiting and matters running out, as a meeting of that day finds them;
    an evening given to a topic or to something urgent takes none. Nine queries at most."""
    if kind not in LOOKING_AHEAD:
        return Carried()
    return Carried(
        tasks=task_entries(open_tasks_on(unit_id, on)),
        opinions=tuple(
            Entry("opinion", said.row.pk, said.row.text)
            for said in unanswered_opinions(unit_id, on)
        ),
        matters=matters_on(actor, unit_id, on),
    )


def task_entries(lines: Sequence[TaskLine]) -> tuple[Entry, ...]:
    """One entry a task; the tasks of a year's assignment are one entry together, or their number
    alone would take the evening."""
    alone = [Entry("task", line.id, line.title) for line in lines if line.year is None]
    yearly = [line for line in lines if line.year is not None]
    if yearly:
        title = f"Nhiệm vụ phân công năm {yearly[0].year}: xem xét {len(yearly)} nhiệm vụ"
        alone.append(Entry("task", None, title))
    return tuple(alone)


def matters_on(actor: Actor, unit_id: UUID, on: date) -> tuple[Entry, ...]:
    """What runs out among the members, each with its provision, and the duties of the year that
    fall due. Eleven queries."""
    expiring = tuple(_matter(one) for one in expiring_of(actor, unit_id, on))
    return (*expiring, *(_duty(one, on) for one in duties_on(unit_id, on)))


def _duty(one: Obligation, on: date) -> Entry:
    until = f", đến hết ngày {one.until:%d/%m/%Y}" if one.until else ""
    if one.until is not None and one.until < on:
        until = f", quá hạn từ ngày {one.until:%d/%m/%Y}"
    return Entry("duty", None, f"{one.title}{until}", one.citation.place if one.citation else "")


def _matter(one: ExpiringMatter) -> Entry:
    return Entry("matter", one.person_id, f"{one.person_name}: {one.text}", one.provision)


def _planned(unit_id: UUID, first: date, kind: str) -> list[Meeting]:
    """A regular and a combined evening are one meeting of the month: asking for either finds it
    only under its own kind."""
    found = Meeting.objects.filter(unit_id=unit_id, month=first).select_related("series")
    wanted = (kind,) if kind else CELL_MEETINGS
    return [meeting for meeting in found.order_by("planned_on") if meeting.kind in wanted]


def _evening(
    actor: Actor,
    unit: UnitView,
    first: date,
    cell_type: str,
    kind: str,
    topic: str,
    meeting: Meeting | None,
) -> EveningDraft:
    asked = meeting.kind if meeting else kind or MeetingKind.REGULAR.value
    named = topic or (meeting.topic if meeting else "")
    book, path = rules_in_force(), _path(unit.id, first)
    day = _day(book, unit.id, first, cell_type, path) if asked in REGULAR_KINDS else None
    planned_on = meeting.planned_on if meeting else None
    on = planned_on or (day.day if day and day.day else first)
    carried = carried_on(actor, unit.id, on, asked)
    series = meeting.series if meeting else series_on(unit.id, "regular", on)
    try:
        draft = draft_agenda(
            book,
            _kind(asked, on),
            on=on,
            cell_type=cell_type,
            unit_path=path,
            topic=named,
            tasks=carried.tasks,
            opinions=carried.opinions,
            matters=carried.matters,
            planned_minutes=series.planned_minutes if series else None,
        )
    except NoRuleKnown as unknown:
        return EveningDraft(asked, named, planned_on, day, None, str(unknown))
    return EveningDraft(asked, named, planned_on, day, draft)


def _kind(asked: str, on: date) -> MeetingKind:
    if asked not in _KINDS:
        raise NoRuleKnown(
            "Chưa biết quy định nào về nội dung cuộc họp loại này ngày %(on)s. "
            "Đồng chí tự lập chương trình hoặc bổ sung vào bộ quy định.",
            on=f"{on:%d/%m/%Y}",
        )
    return _KINDS[asked]


def _day(
    book: Rulebook, unit_id: UUID, first: date, cell_type: str, path: tuple[UUID, ...]
) -> MeetingDay:
    series = series_on(unit_id, "regular", first.replace(day=28))
    return meeting_day(
        book,
        first,
        cell_type=cell_type,
        unit_path=path,
        usual_day=series.usual_day if series else None,
    )


def _path(unit_id: UUID, on: date) -> tuple[UUID, ...]:
    """The tree of that day; a cell that did not yet exist had the nation's rules only."""
    try:
        return rule_path(unit_id, on)
    except Absent:
        return (unit_id,)
