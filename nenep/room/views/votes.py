"""Votes: who counts and how many are needed, before anybody raises a hand; then the totals."""

from http import HTTPStatus
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel.errors import Absent
from nenep.meetings.actions.confirm_vote import confirm_vote, report_vote
from nenep.meetings.actions.hold_vote import hold_vote, remove_vote
from nenep.meetings.models import Recusal, Vote
from nenep.meetings.policies import meeting_for
from nenep.meetings.queries import MeetingPage
from nenep.room.ballot_forms import ConfirmationForm, ReportForm, VoteForm
from nenep.room.ballots import TypedOfVote, all_votes, votes_page
from nenep.room.queries import failed_votes, measure, room_page
from nenep.room.ways import asked_id, back_to, form_status
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def votes(request: ActorRequest, meeting_id: UUID, vote_id: UUID | None = None) -> HttpResponse:
    """Hold a vote, or correct the count of the one of the address."""
    page = room_page(request.actor, meeting_id)
    if page.milestone("opened") is None:
        return back_to("evening", meeting_id)
    known = _known(page, vote_id)
    form = _vote_form(request, page, known)

    def count() -> object:
        said = form.totals()
        return hold_vote(actor=request.actor, meeting_id=meeting_id, vote_id=vote_id, **said)

    if request.method == "POST" and accepted(
        request, page.meeting.unit_id, form, count, said=_("Đã ghi kết quả biểu quyết.")
    ):
        return back_to("votes", meeting_id)
    return _drawn(request, page, form, known=known, status=form_status(form))


@require_POST
def vote_removal(request: ActorRequest, meeting_id: UUID, vote_id: UUID) -> HttpResponse:
    """Take back a vote entered by mistake."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.RUN_MEETING)

    def remove() -> None:
        remove_vote(actor=request.actor, vote_id=vote_id)

    pressed(request, meeting.unit_id, remove, said=_("Đã bỏ lần biểu quyết."))
    return back_to("votes", meeting_id)


@require_POST
def vote_confirmation(request: ActorRequest, meeting_id: UUID, vote_id: UUID) -> HttpResponse:
    """The count of the second teller."""
    page = room_page(request.actor, meeting_id)
    _known(page, vote_id)
    form = ConfirmationForm(page.roll, request.POST, auto_id=f"c{vote_id}_%s")

    def confirm() -> object:
        return confirm_vote(actor=request.actor, vote_id=vote_id, **form.count())

    if accepted(request, page.meeting.unit_id, form, confirm, said=_("Hai kết quả khớp nhau.")):
        return back_to("votes", meeting_id)
    typed = TypedOfVote(vote_id=vote_id, confirming=form)
    return _drawn(request, page, _vote_form(request, page), typed=typed)


@require_POST
def vote_report(request: ActorRequest, meeting_id: UUID, vote_id: UUID) -> HttpResponse:
    """The day on which a failed result was told to the superior committee."""
    page = room_page(request.actor, meeting_id)
    _known(page, vote_id)
    form = ReportForm(request.POST, auto_id=f"r{vote_id}_%s")

    def report() -> object:
        return report_vote(actor=request.actor, vote_id=vote_id, **form.cleaned_data)

    if accepted(request, page.meeting.unit_id, form, report, said=_("Đã ghi việc báo cáo.")):
        return back_to("votes", meeting_id)
    typed = TypedOfVote(vote_id=vote_id, reporting=form)
    return _drawn(request, page, _vote_form(request, page), typed=typed)


def _vote_form(request: ActorRequest, page: MeetingPage, known: Vote | None = None) -> VoteForm:
    own = request.resolver_match is not None and request.resolver_match.view_name in _OWN
    failed = failed_votes(page.meeting, besides=known.pk if known else None)
    return VoteForm(
        page.items,
        request.POST if own and request.method == "POST" else None,
        roll=page.roll,
        failed=failed,
        initial=_initial(request, known),
    )


_OWN = ("votes", "vote")


def _drawn(
    request: ActorRequest,
    page: MeetingPage,
    form: Form,
    *,
    known: Vote | None = None,
    typed: TypedOfVote | None = None,
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY,
) -> HttpResponse:
    shown = votes_page(page, measure(page), typed)
    context = {"page": shown, "form": form, "known": known, "refused": typed is not None}
    return reply(request, "room/votes.html", context, status=status)


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
    stepped_out = list(Recusal.objects.filter(vote=known))
    return {name: getattr(known, name) for name in names} | {
        "invalid": known.invalid,
        "item": known.item_id or "",
        "teller": known.teller_id or "",
        "follows": known.follows_id or "",
        "recused": [one.person_id for one in stepped_out],
        "recused_reason": stepped_out[0].reason if stepped_out else "",
    }
