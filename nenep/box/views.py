"""The box for its members, and its opening in the evening.

A slip's form carries no command id, leaves no receipt and no message: each would be written under
the account of whoever sent it.
"""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.policies import must_hold
from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.box.actions.open_box import open_box
from nenep.box.actions.put_in import put_in
from nenep.box.forms import SlipForm
from nenep.box.queries import left_in, meeting_to_come, slips_of
from nenep.journal.once_only import pressed
from nenep.kernel.errors import Invalid, Refused
from nenep.meetings.policies import meeting_for, own_cell
from nenep.ui.errors import sentence
from nenep.ui.forms import add_errors
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def box(request: ActorRequest) -> HttpResponse:
    """What the box is, a slip for the meeting to come, and what came out of it before."""
    unit_id = own_cell(request.actor)
    must_hold(request.actor, Capability.RAISE_OPINION, unit_id)
    meeting = meeting_to_come(unit_id)
    form = SlipForm(request.POST or None)
    if request.method == "POST" and _went_in(request, form, meeting.pk if meeting else None):
        return HttpResponseRedirect(f"{reverse('box')}?in=1")
    context = {
        "form": form,
        "meeting": meeting,
        "left": left_in(meeting.pk) if meeting else None,
        "slips": slips_of(unit_id),
        "went_in": "in" in request.GET,
    }
    refused = request.method == "POST"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return reply(request, "box/box.html", context, status=status)


@require_POST
def box_opening(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Open the box before the cell; its slips stand among the opinions."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.RUN_MEETING)
    found: list[int] = []

    def run() -> None:
        found.append(open_box(actor=request.actor, meeting_id=meeting_id))

    if pressed(request, meeting.unit_id, run):
        _tell(request, found[0] if found else 0)
    return HttpResponseRedirect(reverse("opinions", args=[meeting_id]))


def _went_in(request: ActorRequest, form: SlipForm, meeting_id: UUID | None) -> bool:
    if not form.is_valid():
        return False
    try:
        if meeting_id is None:
            raise Refused("Chưa có buổi họp nào được thông báo; hộp ý kiến chưa mở.")
        put_in(actor=request.actor, meeting_id=meeting_id, text=form.cleaned_data["text"])
    except (Invalid, Refused) as refusal:
        add_errors(form, [("text", sentence(refusal))])
        return False
    return True


def _tell(request: ActorRequest, count: int) -> None:
    said = _("Hộp không có ý kiến nào.")
    if count:
        said = _("Đã mở hộp: %(n)s ý kiến, không ai biết của ai.") % {"n": count}
    messages.success(request, said)
