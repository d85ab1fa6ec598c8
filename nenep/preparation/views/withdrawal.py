"""Taking back a meeting that will not be held."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.meetings.actions.withdraw import withdraw_meeting
from nenep.meetings.policies import meeting_for
from nenep.preparation.forms import WithdrawalForm
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def meeting_withdrawal(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Why it is taken back; then the list of meetings, without it."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.PREPARE_MEETING)
    form = WithdrawalForm(request.POST or None)

    def run() -> object:
        return withdraw_meeting(actor=request.actor, meeting_id=meeting_id, **form.cleaned_data)

    said = _("Đã rút cuộc họp.")
    if request.method == "POST" and accepted(request, meeting.unit_id, form, run, said=said):
        return HttpResponseRedirect(reverse("meetings"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "meeting": meeting}
    return reply(request, "preparation/withdrawal.html", context, status=status)
