"""Guests of the evening; the list itself stands on the roll-call page."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.meetings.actions.guests import add_guest, remove_guest
from nenep.meetings.policies import meeting_for
from nenep.room.forms import GuestForm
from nenep.room.queries import room_page
from nenep.room.rolls import roll_page
from nenep.room.ways import back_to
from nenep.ui.reply import reply


@require_POST
def guests(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """One guest more."""
    page = room_page(request.actor, meeting_id)
    form = GuestForm(request.POST, auto_id="guest_%s")

    def add() -> object:
        return add_guest(actor=request.actor, meeting_id=meeting_id, **form.cleaned_data)

    if accepted(request, page.meeting.unit_id, form, add, said=_("Đã ghi khách dự.")):
        return back_to("roll", meeting_id)
    context = {"page": roll_page(page), "guest_form": form}
    return reply(request, "room/roll.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


@require_POST
def guest_removal(request: ActorRequest, meeting_id: UUID, guest_id: UUID) -> HttpResponse:
    """Take a guest off the list."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.RUN_MEETING)

    def remove() -> None:
        remove_guest(actor=request.actor, guest_id=guest_id)

    pressed(request, meeting.unit_id, remove, said=_("Đã bỏ khách khỏi danh sách."))
    return back_to("roll", meeting_id)
