"""Votes: who counts and how many are needed, before anybody raises a hand; then the totals."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel.errors import Absent
from nenep.meetings.actions.hold_vote import hold_vote, remove_vote
from nenep.meetings.models import Vote
from nenep.meetings.policies import meeting_for
from nenep.meetings.queries import MeetingPage
from nenep.room.ballots import all_votes, votes_page
from nenep.room.forms import VoteForm
from nenep.room.queries import measure, room_page
from nenep.room.ways import asked_id, back_to, form_status
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def votes(request: ActorRequest, meeting_id: UUID, vote_id: UUID | None = None) -> HttpResponse:
    """Hold a vote, or correct the count of the one of the address."""
    page = room_page(request.actor, meeting_id)
    if page.milestone("opened") is None:
        return back_to("evening", meeting_id)
    known = _known(page, vote_id)
    form = VoteForm(page.items, request.POST or None, initial=_initial(request, known))

    def count() -> object:
        said = form.totals()
        return hold_vote(actor=request.actor, meeting_id=meeting_id, vote_id=vote_id, **said)

    if request.method == "POST" and accepted(
        request, page.meeting.unit_id, form, count, said=_("Đã ghi kết quả biểu quyết.")
    ):
        return back_to("votes", meeting_id)
    context = {"page": votes_page(page, measure(page)), "form": form, "known": known}
    return reply(request, "room/votes.html", context, status=form_status(form))


@require_POST
def vote_removal(request: ActorRequest, meeting_id: UUID, vote_id: UUID) -> HttpResponse:
    """Take back a vote entered by mistake."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.RUN_MEETING)

    def remove() -> None:
        remove_vote(actor=request.actor, vote_id=vote_id)

    pressed(request, meeting.unit_id, remove, said=_("Đã bỏ lần biểu quyết."))
    return back_to("votes", meeting_id)


def _known(page: MeetingPage, vote_id: UUID | None) -> Vote | None:
    if vote_id is None:
        return None
    found = next((vote for vote in all_votes(page) if vote.pk == vote_id), None)
    if found is None:
        raise Absent("Không tìm thấy lần biểu quyết này trong cuộc họp.")
    return found


def _initial(request: ActorRequest, known: Vote | None) -> dict[str, object]:
    if known is None:
        return {"item": asked_id(request, "item") or "", "method": "hand"}
    names = ("question", "matter", "method", "votes_for", "votes_against", "abstentions")
    return {name: getattr(known, name) for name in names} | {"item": known.item_id or ""}
