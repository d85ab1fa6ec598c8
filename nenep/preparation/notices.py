"""The notice of a meeting in words and shapes: what a member needs to come prepared, or not to."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from nenep.access.rules import Actor, Capability, Reach
from nenep.meetings.queries import MeetingPage, meeting_page
from nenep.meetings.queries.criticism import noted_about
from nenep.meetings.steps import kind_name
from nenep.preparation.forms import LeaveForm, QuestionForm
from nenep.preparation.queries.leaves import LeaveLine, own_leave
from nenep.preparation.rules.leave import LeaveState
from nenep.resolutions.queries import TaskLine, tasks_of_person


@dataclass(frozen=True)
class NoticePage:
    """Everything ``preparation/meeting.html`` reads: what a member needs to come prepared."""

    meeting: MeetingPage
    kind: str
    common_basis: str
    tasks: Sequence[TaskLine]
    question: QuestionForm
    leave: LeaveLine | None
    leaving: LeaveForm
    asks: bool
    may_leave: bool
    leads: bool
    notified: bool
    noted: bool
    """Was something about the reader noted in private (self-criticism, criticism)?"""
    history: str = ""
    """Who did what to it: for whoever reads the journal of the cell."""

    @property
    def on_leave(self) -> LeaveLine | None:
        """The request that stands; one taken back is as good as none."""
        gone = self.leave is not None and self.leave.state is LeaveState.WITHDRAWN
        return None if gone else self.leave

    @property
    def total(self) -> int:
        """Planned minutes."""
        return sum(item.row.minutes_planned for item in self.meeting.items)


def notice_page(
    actor: Actor,
    meeting_id: UUID,
    *,
    today: date,
    question: QuestionForm | None = None,
    leave: LeaveForm | None = None,
) -> NoticePage:
    """The meeting as its members and its committee read it. Twelve queries at most."""
    page = meeting_page(actor, meeting_id)
    unit_id = page.meeting.unit_id
    bases = Counter(item.row.basis for item in page.items if item.row.basis)
    own = [task for task in tasks_of_person(actor, today) if task.unit_id == unit_id]
    speaks = unit_id in actor.roots(Capability.RAISE_OPINION, Reach.OWN_UNIT)
    member = speaks and actor.person_id is not None
    return NoticePage(
        meeting=page,
        kind=kind_name(page.meeting.kind),
        common_basis=bases.most_common(1)[0][0] if bases else "",
        tasks=[task for task in own if not task.closed],
        question=question or QuestionForm(),
        leave=own_leave(actor, meeting_id) if member else None,
        leaving=leave or LeaveForm(auto_id="leave_%s"),
        may_leave=member and page.milestone("opened") is None,
        asks=member and page.milestone("closed") is None,
        leads=unit_id in actor.roots(Capability.PREPARE_MEETING, Reach.OWN_UNIT),
        history=reverse("history", args=[meeting_id])
        if unit_id in actor.roots(Capability.VIEW_JOURNAL, Reach.OWN_UNIT)
        else "",
        notified=page.milestone("notified") is not None,
        noted=member and noted_about(actor, meeting_id),
    )
