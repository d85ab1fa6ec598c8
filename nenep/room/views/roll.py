"""The roll-call: everybody on one page, present unless said otherwise."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import acted_once
from nenep.kernel.errors import Invalid
from nenep.meetings.actions.take_roll import take_roll
from nenep.meetings.queries import MeetingPage
from nenep.room.forms import GuestForm, RollForm
from nenep.room.queries import room_page
from nenep.room.rolls import roll_page
from nenep.room.ways import back_to
from nenep.ui.errors import sentence
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def roll(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Take or correct the roll."""
    page = room_page(request.actor, meeting_id)
    if page.milestone("opened") is None:
        return back_to("evening", meeting_id)
    if request.method != "POST":
        return _drawn(request, page)
    try:
        marks = RollForm(page.roll, request.POST.dict()).marks()
        acted_once(
            request,
            page.meeting.unit_id,
            lambda: take_roll(actor=request.actor, meeting_id=meeting_id, marks=marks),
        )
    except Invalid as refusal:
        return _drawn(request, page, refusal)
    messages.success(request, _("Đã ghi điểm danh."))
    return back_to("evening", meeting_id)


def _drawn(
    request: ActorRequest, page: MeetingPage, refusal: Invalid | None = None
) -> HttpResponse:
    typed = request.POST.dict() if refusal else None
    context = {
        "page": roll_page(page, typed),
        "guest_form": GuestForm(auto_id="guest_%s"),
        "refusal": sentence(refusal) if refusal else "",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refusal else HTTPStatus.OK
    return reply(request, "room/roll.html", context, status=status)
