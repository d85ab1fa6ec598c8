"""Reads of meetings: what one may see, the roll, the whole evening on one page."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from nenep.access.policies import found
from nenep.access.queries import within
from nenep.access.rules import Actor, Capability, Reach
from nenep.kernel import clock
from nenep.meetings.models import (
    AgendaItem,
    Guest,
    Meeting,
    Milestone,
    Opinion,
    Series,
    Vote,
)
from nenep.meetings.rules import stages
from nenep.meetings.rules.kinds import CELL_MEETINGS, REGULAR_KINDS, Kind, is_sealed
from nenep.meetings.rules.roll import Mark, RollEntry, Tally, tally
from nenep.meetings.rules.stages import Stage
from nenep.people.models import GroupPlace
from nenep.people.queries.names import names_of
from nenep.people.queries.offices import may_here
from nenep.people.rules.standing import STANDING_NAMES, CountsAs, Standing, Votes
from nenep.rulebook.rules.agendas import ItemKind
from nenep.structure.queries.units import superiors_on, unit_on
from nenep.structure.rules.units import UnitView

# The last items, in their settled order. They are dealt with after the meeting is closed, so
# closing does not wait for them.
END_OF_EVENING = (ItemKind.SCORING.value, ItemKind.READ_BACK.value, ItemKind.CLOSING.value)


@dataclass(frozen=True)
class MilestoneView:
    """A milestone: its own day, and whether it was told from paper afterwards."""

    kind: stages.Milestone
    on: date
    at: time | None
    declared: bool


@dataclass(frozen=True)
class GuestView:
    """Somebody present who is not of the unit."""

    id: UUID
    name: str
    title: str
    superior: bool


@dataclass(frozen=True)
class RollRow:
    """One person on the roll of one meeting. ``name`` is empty where the reader keeps no records of
    a unit that ever had the person on its rolls (a plain member reading the others)."""

    person_id: UUID
    name: str
    standing: Standing
    due: bool
    votes: Votes
    mark: Mark | None
    reason: str
    late: bool
    left_early: bool
    arrived_at: time | None = None
    left_at: time | None = None

    @property
    def entry(self) -> RollEntry:
        """As the rules count it; the standing is the one of that evening, never today's."""
        official = self.standing is Standing.OFFICIAL or self.votes is Votes.IF_PRESENT
        counts = CountsAs(
            self.person_id,
            self.standing,
            due=self.due,
            votes=self.votes,
            official=official,
            reason=STANDING_NAMES[self.standing],
        )
        return RollEntry(counts, self.mark)


@dataclass(frozen=True)
class OpinionView:
    """An opinion with the speaker's name, for the minutes: also of one who has moved on since."""

    row: Opinion
    speaker: str


@dataclass(frozen=True)
class ItemView:
    """An agenda item with what was said and voted under it."""

    row: AgendaItem
    opinions: tuple[OpinionView, ...]
    votes: tuple[Vote, ...]

    @property
    def settled(self) -> bool:
        """Finished, or skipped with a reason."""
        return self.row.finished_at is not None or bool(self.row.skipped_reason)


@dataclass(frozen=True)
class MeetingPage:
    """One evening, whole. A reader of the agenda only (``whole`` false) gets the items' titles
    without notes, opinions, votes, roll and guests. Tasks come from ``resolutions``."""

    meeting: Meeting
    unit: UnitView
    stage: Stage
    milestones: tuple[MilestoneView, ...]
    items: tuple[ItemView, ...]
    other_opinions: tuple[OpinionView, ...]
    other_votes: tuple[Vote, ...]
    roll: tuple[RollRow, ...]
    tally: Tally
    guests: tuple[GuestView, ...]
    chair_name: str
    secretary_name: str
    presenter_name: str
    whole: bool

    def milestone(self, kind: str) -> MilestoneView | None:
        """The milestone of that kind, or None."""
        return next((m for m in self.milestones if m.kind == kind), None)

    @property
    def sealed(self) -> bool:
        """Are the papers finalised, so that only a correction can change anything?"""
        return is_sealed(self.meeting.kind, frozenset(m.kind for m in self.milestones))

    @property
    def minutes_lasted(self) -> int | None:
        """From the start to the end; None while either is unknown."""
        return minutes_between(self.meeting.started_at, self.meeting.ended_at)


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list."""

    meeting: Meeting
    stage: Stage
    milestones: tuple[MilestoneView, ...]


def visible_to(actor: Actor) -> QuerySet[Meeting]:
    """The own cell's meetings (to its members: from the notice on), and sealed ones below. What
    the cell's committee discusses among itself is for its members; a group's meetings are seen by
    the members placed in it and by the committee of its cell."""
    told = Exists(Milestone.objects.filter(meeting=OuterRef("pk")).exclude(kind="agreed"))
    sealed = Exists(Milestone.objects.filter(meeting=OuterRef("pk"), kind="finalised"))
    of_all = ~Q(kind=Kind.CELL_COMMITTEE.value)
    return Meeting.objects.filter(
        within(actor, Capability.VIEW_MEETING)
        | (within(actor, Capability.VIEW_AGENDA) & of_all & Q(told))
        | (within(actor, Capability.VIEW_PAPERS) & of_all & Q(sealed))
        | _of_groups(actor, told)
    )


def _of_groups(actor: Actor, told: Exists) -> Q:
    led = actor.roots(Capability.VIEW_MEETING, Reach.OWN_UNIT)
    seen = Q(unit__today__parent_id__in=led) if led else Q(pk__in=())
    if actor.person_id is not None:
        placed = GroupPlace.objects.filter(
            person_id=actor.person_id, during__contains=clock.today()
        )
        seen |= Q(told) & Q(unit_id__in=placed.values("group_id"))
    return Q(kind=Kind.PARTY_GROUP.value) & seen


def meeting_page(actor: Actor, meeting_id: UUID) -> MeetingPage:
    """Everything of one meeting in six queries, whatever its size; one more where somebody named
    was not on the roll (a chair or speaker who has left, to a reader of the agenda only).

    Raises:
        Absent: no such meeting, or not for this reader.
    """
    meeting = found(_with_guests(_with_milestones(visible_to(actor))), meeting_id)
    milestones = _milestones(meeting)
    kinds = {m.kind for m in milestones}
    unit = unit_on(meeting.unit_id, meeting.held_on or meeting.planned_on)
    sealed = is_sealed(meeting.kind, frozenset(kinds))
    whole = sealed or may_here(actor, Capability.VIEW_MEETING, unit)
    items = list(AgendaItem.objects.filter(meeting=meeting))
    said = list(Opinion.objects.filter(meeting=meeting).order_by("id")) if whole else []
    votes = tuple(Vote.objects.filter(meeting=meeting).order_by("id")) if whole else ()
    roll = roll_of(meeting) if whole else ()
    names = _names(meeting, roll, said)
    opinions = [OpinionView(row, names.get(row.person_id, "")) for row in said]
    if not whole:
        _keep_titles_only(meeting, items)
    return MeetingPage(
        meeting=meeting,
        unit=unit,
        stage=stages.stage(kinds),
        milestones=milestones,
        items=tuple(
            ItemView(
                item,
                tuple(o for o in opinions if o.row.item_id == item.pk),
                tuple(v for v in votes if v.item_id == item.pk),
            )
            for item in items
        ),
        other_opinions=tuple(o for o in opinions if o.row.item_id is None),
        other_votes=tuple(v for v in votes if v.item_id is None),
        roll=roll,
        tally=tally(row.entry for row in roll),
        guests=_guests(meeting) if whole else (),
        chair_name=names.get(meeting.chair_id, ""),
        secretary_name=names.get(meeting.secretary_id, ""),
        presenter_name=names.get(meeting.presenter_id, ""),
        whole=whole,
    )


_ROLL = """
select a.person_id, coalesce(p.full_name, ''), a.standing, a.due, a.votes, a.mark, a.reason,
  a.late, a.left_early, a.arrived_at, a.left_at
from meetings_attendance a left join people_names(array(
  select person_id from meetings_attendance where month = %(month)s and meeting_id = %(meeting)s)
) p on p.id = a.person_id
where a.month = %(month)s and a.meeting_id = %(meeting)s
order by p.name_key collate "C", a.person_id
"""


def roll_of(meeting: Meeting) -> tuple[RollRow, ...]:
    """The roll in the order of given names. One query; the month prunes the partitions.

    A member since transferred keeps the name; the join is outer all the same, so that a name out
    of reach hides no row.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ROLL, {"month": meeting.month, "meeting": meeting.pk})
        rows = cursor.fetchall()
    return tuple(
        RollRow(
            person_id=person_id,
            name=name,
            standing=Standing(standing),
            due=due,
            votes=Votes(votes),
            mark=Mark(mark) if mark else None,
            reason=there[0],
            late=there[1],
            left_early=there[2],
            arrived_at=there[3],
            left_at=there[4],
        )
        for person_id, name, standing, due, votes, mark, *there in rows
    )


def meetings_of(
    actor: Actor, unit_id: UUID, *, kinds: Collection[str] = (), limit: int = 36
) -> list[MeetingLine]:
    """The unit's meetings the actor may see, the latest month first. One query."""
    rows = _with_milestones(visible_to(actor).filter(unit_id=unit_id))
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return [_line(meeting) for meeting in rows.order_by("-month", "-planned_on")[:limit]]


def meetings_to_come(actor: Actor, unit_ids: Collection[UUID], *, since: date) -> list[MeetingLine]:
    """The cells' meetings the actor may see that are not yet held, the nearest first. One query."""
    rows = _with_milestones(visible_to(actor).filter(unit_id__in=unit_ids, kind__in=CELL_MEETINGS))
    coming = rows.filter(held_on__isnull=True, planned_on__gte=since)
    return [_line(meeting) for meeting in coming.order_by("planned_on", "planned_at", "pk")]


def previous_meeting(meeting: Meeting) -> Meeting | None:
    """The regular meeting held last before this one's month; its tasks open this meeting."""
    return (
        Meeting.objects.filter(
            unit_id=meeting.unit_id,
            kind__in=REGULAR_KINDS,
            month__lt=meeting.month,
            held_on__isnull=False,
        )
        .order_by("-month")
        .first()
    )


def meeting_to_prepare(actor: Actor, unit_id: UUID, month: date) -> Meeting | None:
    """The meeting of the cell in that month which its committee gets ready: the first one not yet
    opened, else the regular one. One query."""
    of_month = visible_to(actor).filter(unit_id=unit_id, month=month, kind__in=CELL_MEETINGS)
    known = sorted(of_month, key=lambda m: (m.held_on is not None, m.planned_on))
    return next(iter(known), None)


def series_on(unit_id: UUID, kind: str, on: date) -> Series | None:
    """The habit in force that day."""
    return Series.objects.filter(unit_id=unit_id, kind=kind, during__contains=on).first()


def unanswered_opinions(unit_id: UUID, before: date) -> list[OpinionView]:
    """Opinions raised before that day that still wait for an answer, oldest first. Two queries."""
    rows = Opinion.objects.filter(
        unit_id=unit_id, needs_answer=True, answered_on__isnull=True, raised_on__lt=before
    )
    waiting = list(rows.order_by("raised_on", "id"))
    names = names_of({row.person_id for row in waiting if row.person_id})
    return [
        OpinionView(row, names.get(row.person_id, "") if row.person_id else "") for row in waiting
    ]


def rule_path(unit_id: UUID, on: date) -> tuple[UUID, ...]:
    """From the root to the unit on the tree of that day: a meeting keeps the rules of its day."""
    return (*(unit.id for unit in reversed(superiors_on(unit_id, on))), unit_id)


def minutes_between(start: time | None, end: time | None) -> int | None:
    """Whole minutes from start to end of one evening; None while either is unknown."""
    if start is None or end is None:
        return None
    return (end.hour - start.hour) * 60 + end.minute - start.minute


def _with_milestones(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    rows = Milestone.objects.filter(meeting=OuterRef("pk")).order_by("on", "entered_at")
    fields = JSONObject(kind="kind", on="on", at="at", declared="declared")
    return meetings.select_related("chair", "secretary", "presenter", "prepares").annotate(
        told=ArraySubquery(rows.values(json=fields))
    )


def _with_guests(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    rows = Guest.objects.filter(meeting=OuterRef("pk")).order_by("-superior", "id")
    fields = JSONObject(id="id", name="name", title="title", superior="superior")
    return meetings.annotate(came=ArraySubquery(rows.values(json=fields)))


def _milestones(meeting: Meeting) -> tuple[MilestoneView, ...]:
    rows: Sequence[dict[str, str | bool | None]] = getattr(meeting, "told", ())
    return tuple(
        MilestoneView(
            kind=stages.Milestone(str(row["kind"])),
            on=date.fromisoformat(str(row["on"])),
            at=time.fromisoformat(str(row["at"])) if row["at"] else None,
            declared=bool(row["declared"]),
        )
        for row in rows
    )


def _guests(meeting: Meeting) -> tuple[GuestView, ...]:
    rows: Sequence[dict[str, str | bool]] = getattr(meeting, "came", ())
    return tuple(
        GuestView(UUID(str(row["id"])), str(row["name"]), str(row["title"]), bool(row["superior"]))
        for row in rows
    )


def _line(meeting: Meeting) -> MeetingLine:
    milestones = _milestones(meeting)
    return MeetingLine(meeting, stages.stage({m.kind for m in milestones}), milestones)


def _names(
    meeting: Meeting, roll: Sequence[RollRow], opinions: Sequence[Opinion]
) -> dict[UUID | None, str]:
    """Of whoever led or spoke. The roll names nearly everybody; the rest are asked for at once."""
    names: dict[UUID | None, str] = {row.person_id: row.name for row in roll}
    named = (meeting.chair, meeting.secretary, meeting.presenter)
    names |= {one.pk: one.full_name for one in named if one}
    leading = (meeting.chair_id, meeting.secretary_id, meeting.presenter_id)
    wanted = {*leading, *(row.person_id for row in opinions)}
    return names | names_of({one for one in wanted if one and one not in names})


def _keep_titles_only(meeting: Meeting, items: Sequence[AgendaItem]) -> None:
    meeting.conclusion = ""
    for item in items:
        item.note = ""
