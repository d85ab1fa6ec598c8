"""Calendars for other programs: one's own secret addresses, and the calendar behind one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import pressed
from nenep.kernel import clock
from nenep.kernel.errors import Absent
from nenep.meetings.policies import own_cell
from nenep.preparation.actions.feeds import make_feed, revoke_feed
from nenep.preparation.feeds import calendar_text
from nenep.preparation.queries.feeds import meetings_by, own_feeds
from nenep.ui.reply import reply


@require_GET
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """For a telephone's own calendar, which does not sign in: the secret address is the key."""
    meetings = meetings_by(token, clock.today())
    if meetings is None:
        return HttpResponseNotFound(content_type="text/plain; charset=utf-8")
    answer = HttpResponse(
        calendar_text(meetings, _("Sinh hoạt chi bộ")), content_type="text/calendar; charset=utf-8"
    )
    answer["Cache-Control"] = "private, max-age=3600"
    answer["Referrer-Policy"] = "no-referrer"
    return answer


@require_http_methods(["GET", "POST"])
def calendar_feeds(request: ActorRequest) -> HttpResponse:
    """The own addresses; a new one is shown once, on the answer that makes it."""
    unit_id = own_cell(request.actor)
    made: list[str] = []

    def make() -> None:
        whole = request.POST.get("whole") == "1"
        made.append(make_feed(actor=request.actor, unit_id=unit_id, whole=whole))

    if request.method == "POST":
        pressed(request, unit_id, make)
    address = request.build_absolute_uri(reverse("calendar-feed", args=made)) if made else ""
    context = {"feeds": own_feeds(request.actor), "address": address}
    answer = reply(request, "preparation/feeds.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
def calendar_feed_revocation(request: ActorRequest) -> HttpResponse:
    """An address answers no more."""
    unit_id = own_cell(request.actor)
    try:
        feed_id = UUID(request.POST.get("feed", ""))
        revoke_feed(actor=request.actor, unit_id=unit_id, feed_id=feed_id)
    except (ValueError, Absent):
        messages.error(request, _("Không tìm thấy địa chỉ lịch này."))
    else:
        messages.success(request, _("Đã thu hồi địa chỉ; ai giữ nó cũng không xem được nữa."))
    return HttpResponseRedirect(reverse("calendar-feeds"))
