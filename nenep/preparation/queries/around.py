"""What stands around a meeting in preparation: who prepares it, what it is about, what was left to
be told upward."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from nenep.access.rules import Actor
from nenep.meetings.models import Meeting, Vote
from nenep.meetings.policies import visible_to
from nenep.meetings.rules.kinds import CELL_MEETINGS, TOPICAL_KINDS


@dataclass(frozen=True)
class Around:
    """``committee``: the meetings of the cell's committee that get this one ready. ``unreported``:
    failed votes whose result has not yet been told to the superior committee."""

    committee: Sequence[Meeting]
    unreported: Sequence[Vote]
    topical: bool
    of_the_cell: bool


def around(actor: Actor, meeting: Meeting) -> Around:
    """Two queries."""
    unreported = Vote.objects.filter(
        Q(must_report=True) | Q(must_refer=True),
        unit_id=meeting.unit_id,
        reported_on=None,
        meeting__month__lte=meeting.month,
    )
    return Around(
        committee=list(visible_to(actor).filter(prepares=meeting).order_by("planned_on")),
        unreported=list(unreported.select_related("meeting").order_by("id")[:20]),
        topical=meeting.kind in TOPICAL_KINDS,
        of_the_cell=meeting.kind in CELL_MEETINGS,
    )
