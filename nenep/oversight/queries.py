"""Reads of what was opened from above: by whom, of whom, still or no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from nenep.access.queries import may, within
from nenep.access.rules import Actor, Capability
from nenep.documents.models import Paper
from nenep.journal.models import Entry
from nenep.kernel import clock
from nenep.kernel.errors import Absent
from nenep.meetings.models import AgendaItem, Guest, Meeting, Opinion, Vote
from nenep.oversight.models import Emergency, PaperOpening
from nenep.people.models import Person
from nenep.resolutions.models import Task

SHOWN = 100
"""Rows on one page of the read log or of a history, the latest first."""
PARTS = (AgendaItem, Opinion, Vote, Guest, Task)
"""What belongs to a meeting and has a history of its own."""


@dataclass(frozen=True)
class PaperToOpen:
    """A sealed paper by its head only: nothing of its text."""

    id: UUID
    type_code: str
    title: str
    number: str
    sealed_on: date


def papers_to_open(unit_id: UUID) -> Sequence[PaperToOpen]:
    """The latest sixty papers of a unit, for whoever may open them; empty for others. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, type_code, coalesce(title, type_code), number_text, finalised_on"
            " from oversight_papers(%s)",
            [unit_id],
        )
        return [PaperToOpen(*row) for row in cursor.fetchall()]


def opened_today(actor: Actor) -> QuerySet[PaperOpening]:
    """What this actor opened today. No query by itself."""
    today = PaperOpening.objects.filter(opened_on=clock.today()).order_by("-opened_at")
    return today.filter(account_id=actor.account_id) if actor.account_id else today.none()


def openings_of(unit_id: UUID) -> Sequence[PaperOpening]:
    """The read log of a unit's papers, the latest first. One query."""
    rows = PaperOpening.objects.filter(unit_id=unit_id).select_related("paper")
    return list(rows.order_by("-opened_at", "-id")[:SHOWN])


def emergencies_of(actor: Actor) -> QuerySet[Emergency]:
    """Requests the actor knows: those of units whose journal they read or above which they hold an
    office that reaches in. No query by itself."""
    known = within(actor, Capability.VIEW_JOURNAL) | within(actor, Capability.REACH_IN_EMERGENCY)
    return Emergency.objects.filter(known).order_by("-asked_at", "-id")


def emergencies_in(actor: Actor, unit_id: UUID) -> QuerySet[Emergency]:
    """The requests of one unit, the latest first. No query by itself."""
    return emergencies_of(actor).filter(unit_id=unit_id)


def history_of(actor: Actor, object_id: UUID) -> Sequence[Entry]:
    """What was done to a thing, the latest first, for whoever reads the journal of its unit: of a
    meeting with its parts, of a unit everything in its chain. Three queries.

    Raises:
        Absent: nothing that this actor may read.
    """
    parts = PARTS[0].objects.filter(meeting_id=object_id).values_list("pk", flat=True)
    parts = parts.union(
        *(part.objects.filter(meeting_id=object_id).values_list("pk", flat=True) for part in PARTS),
        Paper.objects.filter(subject_id=object_id).values_list("pk", flat=True),
    )
    told = Entry.objects.filter(within(actor, Capability.VIEW_JOURNAL))
    of_it = Q(object_id__in=[object_id, *parts]) | Q(unit_id=object_id)
    rows = list(told.filter(of_it).order_by("-at", "-seq")[:SHOWN])
    if not rows and not _reads_of(actor, object_id):
        raise Absent("Không tìm thấy lịch sử này, hoặc đồng chí không được xem.")
    return rows


def _reads_of(actor: Actor, object_id: UUID) -> bool:
    """Is it a unit or a thing of which the actor reads the journal, though nothing is written
    there yet?"""
    read = Capability.VIEW_JOURNAL
    if may(actor, read, object_id):
        return True
    if Person.objects.filter(within(actor, read, "kept_by_id"), pk=object_id).exists():
        return True
    reads = within(actor, read)
    return any(kind.objects.filter(reads, pk=object_id).exists() for kind in (Meeting, Task, Paper))


def moment() -> datetime:
    """Now by the database's clock, which also decides what is open. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select oversight_moment()")
        (now,) = cursor.fetchone()
    return cast(datetime, now)


def waiting(now: datetime) -> Q:
    """Asked within a day, not approved, not ended."""
    since = now - timedelta(days=1)
    return Q(approved_by__isnull=True, ended_at__isnull=True, asked_at__gt=since)


def in_force(now: datetime) -> Q:
    """Approved and still open."""
    return Q(approved_by__isnull=False, ended_at__isnull=True, until__gt=now)
