"""Leave from a meeting: asked by a member, answered by the secretary, taken back."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel import clock
from nenep.meetings.policies import meeting_for
from nenep.people.queries.rosters import roster_on
from nenep.preparation.actions.answer_leave import answer_leave
from nenep.preparation.actions.ask_leave import ask_leave
from nenep.preparation.actions.withdraw_leave import withdraw_leave
from nenep.preparation.forms import LeaveForm, LeaveOnBehalfForm
from nenep.preparation.notices import notice_page
from nenep.preparation.pages import Typed, preparation_page
from nenep.preparation.policies import leave_for
from nenep.ui.reply import reply


@require_POST
def leave_request(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The actor's own absence."""
    unit_id = meeting_for(request.actor, meeting_id, to=Capability.ASK_LEAVE).unit_id
    form, today = LeaveForm(request.POST, auto_id="leave_%s"), clock.today()

    def ask() -> object:
        return ask_leave(actor=request.actor, meeting_id=meeting_id, on=today, **form.cleaned_data)

    if accepted(request, unit_id, form, ask, said=_("Đã báo vắng; chi bộ sẽ trả lời ở đây.")):
        return _to("meeting", meeting_id)
    page = notice_page(request.actor, meeting_id, today=today, leave=form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return reply(request, "preparation/meeting.html", {"page": page}, status=status)


@require_POST
def leave_on_behalf(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Somebody told the secretary, by phone or at the door."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.ANSWER_LEAVE)
    roster = roster_on(meeting.unit_id, meeting.planned_on)
    form, today = LeaveOnBehalfForm(roster, request.POST, auto_id="behalf_%s"), clock.today()

    def ask() -> object:
        return ask_leave(actor=request.actor, meeting_id=meeting_id, on=today, **form.cleaned_data)

    if accepted(request, meeting.unit_id, form, ask, said=_("Đã ghi báo vắng.")):
        return _to("preparation", meeting_id)
    page = preparation_page(request.actor, meeting_id, today=today, typed=Typed(leave=form))
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return reply(request, "preparation/preparation.html", {"page": page}, status=status)


@require_POST
def leave_answer(request: ActorRequest, meeting_id: UUID, request_id: UUID) -> HttpResponse:
    """Granted, or refused."""
    meeting, row = leave_for(request.actor, meeting_id, request_id, to=Capability.ANSWER_LEAVE)
    granted = request.POST.get("answer") == "granted"

    def answer() -> object:
        return answer_leave(
            actor=request.actor,
            meeting_id=meeting_id,
            request_id=row.pk,
            granted=granted,
            on=clock.today(),
        )

    said = _("Đã đồng ý cho vắng.") if granted else _("Đã ghi không đồng ý.")
    pressed(request, meeting.unit_id, answer, said=said)
    return _to("preparation", meeting_id)


@require_POST
def leave_withdrawal(request: ActorRequest, meeting_id: UUID, request_id: UUID) -> HttpResponse:
    """The member comes after all."""
    meeting, row = leave_for(request.actor, meeting_id, request_id, to=Capability.ASK_LEAVE)

    def withdraw() -> object:
        return withdraw_leave(
            actor=request.actor, meeting_id=meeting_id, request_id=row.pk, on=clock.today()
        )

    pressed(request, meeting.unit_id, withdraw, said=_("Đã rút báo vắng."))
    own = row.person_id == request.actor.person_id
    return _to("meeting" if own else "preparation", meeting_id)


def _to(name: str, meeting_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(name, args=[meeting_id])}#leave")
