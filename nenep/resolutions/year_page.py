"""A year's assignment on the screen: who has which task, who has none, how the year went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from nenep.access.policies import found
from nenep.access.queries import may
from nenep.access.rules import Actor, Capability, Reach
from nenep.kernel.errors import Absent
from nenep.kernel.ratios import percent_text
from nenep.meetings.models import Meeting, Vote
from nenep.meetings.models import Milestone as MilestoneRow
from nenep.meetings.policies import own_cell_to_prepare
from nenep.people.queries.visible import visible_to as people_visible_to
from nenep.people.rules.standing import STANDING_NAMES, Standing
from nenep.resolutions.models import PlannedTask
from nenep.resolutions.queries.tasks import TaskLine, review_windows, visible_to
from nenep.resolutions.queries.years import Year, year_on
from nenep.resolutions.rules.assignment import ORIGIN_NAMES, Origin
from nenep.resolutions.rules.reviews import Level, Review
from nenep.structure.queries.units import unit_on
from nenep.structure.rules.units import UnitView


@dataclass(frozen=True)
class Half:
    """What the three levels said by a review: the newest word of each, in words."""

    name: str
    said: Sequence[str]


@dataclass(frozen=True)
class YearTask:
    """One adopted task with its reviews at mid-year and at the year's end."""

    line: TaskLine
    halves: Sequence[Half]


@dataclass(frozen=True)
class Planned:
    """A task the committee means to propose."""

    title: str
    measure: str
    origin: str
    replaces: str


@dataclass(frozen=True)
class MemberYear:
    """A member with the tasks of the year. ``stands_out``: in the base, and without any."""

    person_id: UUID
    name: str
    standing: str
    counted: bool
    stands_out: bool
    tasks: Sequence[YearTask]
    planned: Sequence[Planned]


@dataclass(frozen=True)
class Adoption:
    """A meeting under way with the votes that could adopt the plan."""

    meeting_id: UUID
    held_on: date
    votes: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class YearPage:
    """Everything ``resolutions/year.html`` reads. ``leads``: plans and puts to the vote."""

    unit: UnitView
    year: Year
    members: Sequence[MemberYear]
    percent: str
    leads: bool
    may_plan: bool
    planned: int
    adoption: Adoption | None
    earlier: int
    later: int | None

    @property
    def missing(self) -> int:
        return len(self.year.coverage.missing) if self.year.coverage else 0

    @property
    def unplanned(self) -> int:
        """Members of the base for whom nothing is adopted or planned."""
        return sum(member.stands_out and not member.planned for member in self.members)

    @property
    def to_plan(self) -> bool:
        """Is drawing up the list the next thing to do?"""
        return self.may_plan and bool(self.unplanned)


def year_page(actor: Actor, unit: UnitView, year: int, today: date) -> YearPage:
    """The year of a cell; who reads from above sees what is sealed. Twenty queries at most."""
    leads = unit.id in actor.roots(Capability.PREPARE_MEETING, Reach.OWN_UNIT)
    known = year_on(unit.id, year, today, visible_to(actor))
    planned = _planned(unit.id, year) if leads else {}
    share = known.coverage
    counted = {*share.having, *share.missing} if share else set()
    missing = set(share.missing) if share else set()
    turn, inside = _turn(known.on), may(actor, Capability.VIEW_MEETING, unit.id)
    members = [
        MemberYear(
            person_id=line.person_id,
            name=line.full_name,
            standing=_(STANDING_NAMES[Standing(line.reckoning.standing)]),
            counted=line.person_id in counted,
            stands_out=line.person_id in missing,
            tasks=[_task(task, turn, inside) for task in known.tasks.get(line.person_id, ())],
            planned=planned.get(line.person_id, ()),
        )
        for line in known.roll
    ]
    may_plan = leads and (year == today.year or (today.month == 12 and year == today.year + 1))
    lines = sum(len(member.planned) for member in members)
    running = leads and lines and may(actor, Capability.RUN_MEETING, unit.id)
    return YearPage(
        unit=unit,
        year=known,
        members=sorted(members, key=lambda m: not m.stands_out),
        percent=percent_text(len(share.having), share.base) if share else "—",
        leads=leads,
        may_plan=may_plan,
        planned=lines,
        adoption=_adoption(unit.id) if running else None,
        earlier=year - 1,
        later=year + 1 if year < today.year + (today.month == 12) else None,
    )


@dataclass(frozen=True)
class MemberPlan:
    """One member with what is planned and what is under way."""

    unit: UnitView
    year: int
    person_id: UUID
    name: str
    planned: Sequence[PlannedTask]
    current: Sequence[TaskLine]


def member_of_year(actor: Actor, person_id: UUID, year: int, today: date) -> MemberPlan:
    """A member of the cell whose meetings the actor prepares.

    Raises:
        Absent: nobody in reach, or not on the roll of that cell. Forbidden: no cell to prepare.
    """
    found(people_visible_to(actor), person_id)
    unit = unit_on(own_cell_to_prepare(actor), today)
    known = year_on(unit.id, year, today)
    line = next((one for one in known.roll if one.person_id == person_id), None)
    if line is None:
        raise Absent("Người này không có trong danh sách của chi bộ hôm nay.")
    planned = PlannedTask.objects.filter(unit_id=unit.id, year=year, person_id=person_id)
    current = [task for task in known.tasks.get(person_id, ()) if not task.closed]
    return MemberPlan(unit, year, person_id, line.full_name, list(planned.order_by("id")), current)


def _planned(unit_id: UUID, year: int) -> dict[UUID, list[Planned]]:
    found: dict[UUID, list[Planned]] = {}
    rows = PlannedTask.objects.filter(unit_id=unit_id, year=year).select_related("replaces")
    for row in rows.order_by("id"):
        found.setdefault(row.person_id, []).append(
            Planned(
                title=row.title,
                measure=row.measure,
                origin=str(ORIGIN_NAMES[Origin(row.origin)]),
                replaces=row.replaces.title if row.replaces else "",
            )
        )
    return found


def _turn(on: date) -> date:
    """From this day on a review is the year's end, before it the mid-year's."""
    windows = review_windows(on)
    return windows[-1].since if len(windows) > 1 else date(on.year, 11, 1)


def _task(line: TaskLine, turn: date, inside: bool) -> YearTask:
    """Whoever only reads the papers is told what the cell found, not what was said before."""
    told = [r for r in line.reviews if inside or r.level is Level.CELL]
    halves = (
        Half(_("Giữa năm"), _said([r for r in told if r.on < turn])),
        Half(_("Cuối năm"), _said([r for r in told if r.on >= turn])),
    )
    return YearTask(line, [half for half in halves if half.said])


def _said(reviews: Sequence[Review]) -> list[str]:
    """The newest word of each level; levels that agree are told together."""
    newest = {review.level: review.verdict for review in reviews}
    names = {Level.MEMBER: _("đảng viên"), Level.COMMITTEE: _("chi ủy"), Level.CELL: _("chi bộ")}
    said: dict[str, list[str]] = {}
    for level in Level:
        if level in newest:
            said.setdefault(newest[level], []).append(names[level])
    return [f"{_(verdict).lower()} ({', '.join(who)})" for verdict, who in said.items()]


def _adoption(unit_id: UUID) -> Adoption | None:
    """The latest opened meeting of the cell whose papers are not sealed. Three queries."""
    sealed = MilestoneRow.objects.filter(kind="finalised").values("meeting_id")
    opened = Meeting.objects.filter(unit_id=unit_id, held_on__isnull=False).exclude(pk__in=sealed)
    cells = opened.exclude(kind__in=("cell_committee", "party_group"))
    meeting = cells.order_by("-held_on").first()
    if meeting is None or meeting.held_on is None:
        return None
    votes = Vote.objects.filter(meeting=meeting, passed=True).order_by("id")
    return Adoption(meeting.pk, meeting.held_on, [(str(v.pk), v.question) for v in votes])
