"""Reads of the box: what one may still put in, and what came out of it, for the whole cell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.box.models import Slip
from nenep.meetings.models import Meeting, Milestone
from nenep.petitions.queries import Answered, answers_from_above

SHOWN = 60


@dataclass(frozen=True)
class SlipView:
    """A question out of the box with what was answered, by the cell or from above."""

    opinion_id: UUID
    text: str
    read_on: date
    answered_on: date | None
    answer: str
    above: Answered | None


def left_in(meeting_id: UUID) -> int | None:
    """How many slips the reader may still put in; None while the box takes none. One query."""
    with connection.cursor() as cursor:
        cursor.execute("select box_left(%s)", [meeting_id])
        left: int | None = cursor.fetchone()[0]
    return left


def meeting_to_come(unit_id: UUID) -> Meeting | None:
    """The announced meeting of the cell that has not begun, the nearest first. One query."""
    told = Milestone.objects.filter(kind="notified").values("meeting_id")
    begun = Milestone.objects.filter(kind="opened").values("meeting_id")
    announced = Meeting.objects.filter(unit_id=unit_id, pk__in=told).exclude(pk__in=begun)
    return announced.order_by("planned_on").first()


def slips_of(unit_id: UUID) -> Sequence[SlipView]:
    """What came out of the cell's box, the latest meeting first. Two queries."""
    rows = list(
        Slip.objects.filter(unit_id=unit_id)
        .select_related("opinion")
        .order_by("-opinion__raised_on", "pk")[:SHOWN]
    )
    above = answers_from_above([row.opinion_id for row in rows])
    return [
        SlipView(
            row.opinion_id,
            row.opinion.text,
            row.opinion.raised_on,
            row.opinion.answered_on,
            row.opinion.answer,
            above.get(row.opinion_id),
        )
        for row in rows
    ]


def from_box(meeting_id: UUID) -> frozenset[UUID]:
    """Which of a meeting's opinions came out of the box. One query."""
    return frozenset(
        Slip.objects.filter(opinion__meeting_id=meeting_id).values_list("pk", flat=True)
    )
