"""Feeds of a calendar: one's own addresses, and what an address shows to whoever asks by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Sum

from nenep.access.rules import Actor
from nenep.meetings.models import AgendaItem, Meeting, Milestone
from nenep.meetings.rules.kinds import CELL_MEETINGS
from nenep.preparation.models import CalendarFeed
from nenep.rulebook.queries import unit_names

LONGEST_TOKEN = 64
MOST_EVENTS = 120
AROUND = timedelta(days=400)


@dataclass(frozen=True)
class FeedMeeting:
    """A meeting as a feed tells it; ``minutes`` 0 where nobody planned its length."""

    id: UUID
    unit_name: str
    kind: str
    on: date
    at: time
    place: str
    minutes: int


@dataclass(frozen=True)
class FeedLine:
    """One of the actor's own addresses; the address itself is shown once, when it is made."""

    id: UUID
    unit_name: str
    made_on: date


def own_feeds(actor: Actor) -> Sequence[FeedLine]:
    """Those not revoked, the newest first. Two queries at most."""
    if actor.person_id is None:
        return ()
    rows = CalendarFeed.objects.filter(person_id=actor.person_id, revoked_on__isnull=True)
    known = list(rows.order_by("-made_on", "id"))
    names = unit_names({row.unit_id for row in known if row.unit_id})
    return [FeedLine(row.pk, _named(row, names), row.made_on) for row in known]


def meetings_by(token: str, today: date) -> Sequence[FeedMeeting] | None:
    """What the address shows: meetings its holder's own cells have announced, a year around today.
    None where the address is unknown or revoked. Three queries; the reach is of those cells' only.
    """
    if not token or len(token) > LONGEST_TOKEN:
        return None
    with connection.cursor() as cursor:
        cursor.execute("select calendar_enter(%s)", [token])
        row = cursor.fetchone()
    units = list(row[0]) if row and row[0] else []
    if not units:
        return None
    told = Exists(Milestone.objects.filter(meeting=OuterRef("pk")).exclude(kind="agreed"))
    planned = (
        AgendaItem.objects.filter(meeting=OuterRef("pk"))
        .order_by()
        .values("meeting")
        .annotate(sum=Sum("minutes_planned"))
        .values("sum")
    )
    found = (
        Meeting.objects.filter(told, unit_id__in=units, kind__in=CELL_MEETINGS)
        .filter(planned_on__range=(today - AROUND, today + AROUND))
        .annotate(length=planned[:1])
        .order_by("-planned_on")[:MOST_EVENTS]
    )
    names = unit_names(units)
    return [_meeting(meeting, names.get(meeting.unit_id, "")) for meeting in found]


def _named(row: CalendarFeed, names: dict[UUID, str]) -> str:
    return names.get(row.unit_id, "") if row.unit_id else ""


def _meeting(meeting: Meeting, unit_name: str) -> FeedMeeting:
    return FeedMeeting(
        id=meeting.pk,
        unit_name=unit_name,
        kind=meeting.kind,
        on=meeting.held_on or meeting.planned_on,
        at=meeting.started_at or meeting.planned_at,
        place=meeting.place,
        minutes=int(getattr(meeting, "length", 0) or 0),
    )
