"""The evening itself: opened first, then one item after the other."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.meetings.actions.guests import add_guest
from nenep.meetings.actions.open_meeting import open_meeting
from nenep.meetings.models import Meeting
from nenep.meetings.queries import MeetingPage
from nenep.room.forms import OpeningForm
from nenep.room.pages import evening_page
from nenep.room.queries import bench, room_page
from nenep.room.ways import asked_id, back_to, form_status
from nenep.ui.reply import reply


@require_GET
def evening(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The room: the open item with its forms; before the opening, the form that opens it."""
    page = room_page(request.actor, meeting_id)
    if page.milestone("opened") is None:
        return _opening_drawn(request, page, _opening_form(page.meeting))
    if page.sealed:
        return back_to("meeting", meeting_id)
    shown = evening_page(request.actor, page, asked=asked_id(request, "item"))
    return reply(request, "room/evening.html", {"page": shown})


@require_http_methods(["GET", "POST"])
def opening(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The chair opens the meeting, now or told from paper; afterwards the same form corrects it."""
    page = room_page(request.actor, meeting_id)
    if request.method != "POST":
        return _opening_drawn(request, page, _opening_form(page.meeting))
    form = _opening_form(page.meeting, request)

    def open_it() -> None:
        _open(request, page, form)

    if accepted(request, page.meeting.unit_id, form, open_it, said=_("Cuộc họp đã mở.")):
        return back_to("roll" if page.meeting.held_on is None else "evening", meeting_id)
    return _opening_drawn(request, page, form)


def _open(request: ActorRequest, page: MeetingPage, form: OpeningForm) -> None:
    said = form.cleaned_data
    open_meeting(
        actor=request.actor,
        meeting_id=page.meeting.pk,
        on=said["on"],
        at=said["at"],
        chair_id=UUID(said["chair"]),
        secretary_id=UUID(said["secretary"]),
        declared=said["declared"],
    )
    for name, title, superior in form.guest_list():
        add_guest(
            actor=request.actor,
            meeting_id=page.meeting.pk,
            name=name,
            title=title,
            superior=superior,
        )


def _opening_form(meeting: Meeting, request: ActorRequest | None = None) -> OpeningForm:
    today = clock.today()
    on: date = meeting.held_on or min(meeting.planned_on, today)
    leading = bench(meeting, on)
    initial = {
        "on": on,
        "at": meeting.started_at or meeting.planned_at,
        "chair": leading.chair_id,
        "secretary": leading.secretary_id,
        "declared": on < today,
    }
    data = request.POST if request is not None else None
    return OpeningForm(leading.chairs, leading.writers, data, initial=initial)


def _opening_drawn(request: ActorRequest, page: MeetingPage, form: OpeningForm) -> HttpResponse:
    missing = [kind for kind in ("agreed", "notified") if page.milestone(kind) is None]
    context = {
        "page": page,
        "form": form,
        "unprepared": bool(missing),
        "nobody": not form.has_people,
    }
    return reply(request, "room/opening.html", context, status=form_status(form))
