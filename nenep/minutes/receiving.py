"""What cells sent and their superior has not confirmed yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Forbidden
from nenep.meetings.models import Meeting, Milestone
from nenep.minutes.models import SentBack
from nenep.minutes.rules.receiving import named
from nenep.structure.queries.history import names_of

PAGE = 50


@dataclass(frozen=True)
class Return:
    """What was sent back, and what the cell answered."""

    on: date
    missing: str
    remark: str
    answered_on: date | None
    answer: str


@dataclass(frozen=True)
class Waiting:
    """The papers of one meeting that wait to be confirmed."""

    meeting: Meeting
    cell: str
    reported_on: date
    sent_back: bool


def waiting_for(actor: Actor) -> list[Waiting]:
    """The oldest reports first, at most :data:`PAGE`. Two queries.

    Raises:
        Forbidden: the actor confirms no papers anywhere.
    """
    if not actor.holds(Capability.CONFIRM_PAPERS):
        raise Forbidden("Trang này dành cho văn phòng cấp ủy nhận văn bản của các chi bộ.")
    of = Milestone.objects.filter(meeting=OuterRef("pk"))
    rows = (
        Meeting.objects.filter(
            within(actor, Capability.CONFIRM_PAPERS), ~Exists(of.filter(kind="confirmed"))
        )
        .annotate(
            reported=Subquery(of.filter(kind="reported").values("on")[:1]),
            returned=Exists(
                SentBack.objects.filter(meeting=OuterRef("pk"), answered_on__isnull=True)
            ),
        )
        .filter(reported__isnull=False)
        .order_by("reported", "id")[:PAGE]
    )
    found = list(rows)
    names = names_of({row.unit_id for row in found})
    return [Waiting(row, names.get(row.unit_id, ""), row.reported, row.returned) for row in found]


def returns_of(meeting_id: UUID) -> Sequence[Return]:
    """What was sent back of one meeting, oldest first. One query."""
    return [
        Return(row.on, named(row.missing), row.remark, row.answered_on, row.answer)
        for row in SentBack.objects.filter(meeting_id=meeting_id)
    ]
