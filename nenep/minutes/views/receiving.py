"""Papers received by the superior's office: confirmed, or sent back for what is missing."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.meetings.policies import meeting_for
from nenep.minutes.actions.confirm import confirm, send_back, supply
from nenep.minutes.forms import DayForm, SendingBackForm, SupplyForm
from nenep.minutes.receiving import waiting_for
from nenep.minutes.views.record import answered
from nenep.ui.reply import reply


@require_GET
def papers_received(request: ActorRequest) -> HttpResponse:
    """What cells sent and nobody confirmed yet, the oldest first."""
    return reply(request, "minutes/received.html", {"waiting": waiting_for(request.actor)})


@require_POST
def papers_confirmation(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The papers are complete."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.CONFIRM_PAPERS)
    form = DayForm(request.POST)

    def receive() -> object:
        return confirm(actor=request.actor, meeting_id=meeting_id, on=form.cleaned_data["on"])

    return answered(request, meeting, form, receive, said=_("Đã xác nhận nhận đủ văn bản."))


@require_POST
def papers_return(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Something is missing; the cell is told what."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.CONFIRM_PAPERS)
    form = SendingBackForm(request.POST)

    def tell() -> object:
        said = form.cleaned_data
        return send_back(
            actor=request.actor,
            meeting_id=meeting_id,
            missing=said["missing"],
            remark=said["remark"],
        )

    return answered(request, meeting, form, tell, said=_("Đã trả lại; chi bộ thấy ngay nội dung."))


@require_POST
def papers_supply(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The cell supplied what was missing."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.FINALISE_PAPERS)
    form = SupplyForm(request.POST)

    def answer() -> object:
        said = form.cleaned_data
        return supply(
            actor=request.actor, meeting_id=meeting_id, answer=said["answer"], on=said["on"]
        )

    return answered(request, meeting, form, answer, said=_("Đã ghi phần bổ sung."))
