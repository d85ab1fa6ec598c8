"""Where one goes after a form of the room, and the page of two texts in conflict."""

from http import HTTPStatus
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from nenep.access.requests import ActorRequest
from nenep.kernel.errors import Conflict
from nenep.meetings.queries import MeetingPage
from nenep.ui.errors import sentence
from nenep.ui.reply import reply


def back_to(name: str, meeting_id: UUID, *, item_id: UUID | None = None) -> HttpResponse:
    """A page of the same evening; ``item_id`` opens that item of the agenda."""
    asked = f"?item={item_id}#now" if item_id else ""
    return HttpResponseRedirect(reverse(name, args=[meeting_id]) + asked)


def form_status(form: Form) -> int:
    """A form that comes back was not accepted."""
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def asked_id(request: ActorRequest, name: str) -> UUID | None:
    """An id out of the address; what is none is nothing."""
    try:
        return UUID(request.GET.get(name, ""))
    except ValueError:
        return None


def two_texts(
    request: ActorRequest,
    page: MeetingPage,
    conflict: Conflict,
    *,
    title: str,
    revision: int,
    fields: dict[str, str],
    keep_url: str,
) -> HttpResponse:
    """Both texts beside each other, to choose one or to join them; nothing is merged silently.

    ``fields`` are the other boxes of the form, sent along unchanged; ``revision`` is the newest.
    """
    context = {
        "page": page,
        "told": sentence(conflict),
        "conflict": conflict,
        "joined": f"{conflict.theirs}\n\n{conflict.mine}".strip(),
        "title": title,
        "revision": revision,
        "fields": fields,
        "keep_url": keep_url,
    }
    return reply(request, "room/conflict.html", context, status=HTTPStatus.CONFLICT)
