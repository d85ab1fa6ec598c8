"""The conclusion page: what was decided, what was given, what is missing before closing."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from nenep.kernel import clock
from nenep.meetings.queries import END_OF_EVENING, ItemView, MeetingPage
from nenep.resolutions.queries import TaskLine, carried_into, resolution_of, tasks_of_meeting
from nenep.room.ballots import VoteLine, all_votes, vote_line
from nenep.room.forms import ClosureForm, ConclusionForm
from nenep.room.pages import RollCard, roll_card
from nenep.ui.formats import vn_month


@dataclass(frozen=True)
class ConclusionPage:
    """Everything ``room/conclusion.html`` reads. ``unsettled`` items and an unfinished roll keep
    the meeting open; tasks nobody looked at come back next month by themselves."""

    meeting: MeetingPage
    card: RollCard
    given: Sequence[TaskLine]
    votes: Sequence[VoteLine]
    unsettled: Sequence[ItemView]
    unseen: int
    closed: bool

    @property
    def may_close(self) -> bool:
        """Nothing that closing waits for is missing."""
        return self.card.taken and not self.unsettled

    @property
    def closes_next(self) -> bool:
        """Is closing the next thing to do, rather than writing the conclusion?"""
        return self.may_close and bool(self.meeting.meeting.conclusion) and not self.closed


def conclusion_page(page: MeetingPage) -> ConclusionPage:
    """Eight queries beyond ``page`` at most."""
    meeting = page.meeting
    before = carried_into(meeting)
    return ConclusionPage(
        meeting=page,
        card=roll_card(page),
        given=tasks_of_meeting(meeting.pk),
        votes=[vote_line(vote) for vote in all_votes(page)],
        unsettled=[
            item for item in page.items if not item.settled and item.row.code not in END_OF_EVENING
        ],
        unseen=sum(task.outcome_at(meeting.pk) is None for task in before),
        closed=page.milestone("closed") is not None,
    )


def conclusion_form(page: MeetingPage, data: QueryDict | None) -> ConclusionForm:
    """The form with what is known so far; only votes that passed can adopt a paper."""
    meeting, paper = page.meeting, resolution_of(page.meeting.pk)
    passed = [vote for vote in all_votes(page) if vote.passed]
    usual = _("về nhiệm vụ %(month)s") % {"month": vn_month(meeting.month)}
    return ConclusionForm(
        [(str(vote.pk), vote.question) for vote in passed],
        data,
        initial={
            "text": meeting.conclusion,
            "revision": meeting.conclusion_revision,
            "kind": paper.kind if paper else "",
            "subject": paper.subject if paper else usual,
            "vote": paper.vote_id if paper else "",
        },
    )


def closure_form(page: MeetingPage) -> ClosureForm:
    """Now, for an evening held now; to be told, for one told from paper."""
    meeting = page.meeting
    now = clock.now().astimezone(clock.VIETNAM)
    live = meeting.held_on == now.date()
    initial = meeting.ended_at or (now.time().replace(second=0, microsecond=0) if live else None)
    return ClosureForm(initial={"at": initial}, auto_id="closure_%s")
