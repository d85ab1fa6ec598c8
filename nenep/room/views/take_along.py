"""Taking a meeting along: the page that says what is kept, the mandate, the bundle."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import pressed
from nenep.kernel.errors import Invalid
from nenep.room.actions.take_along import revoke_mandate, take_along
from nenep.room.bundles import bundle_of, taken_at
from nenep.room.luggage import luggage_page
from nenep.room.papers import paper_to_take
from nenep.room.queries import room_page
from nenep.room.rules.commands import moment_said
from nenep.room.sealing import door
from nenep.room.ways import back_to
from nenep.ui.reply import reply

NOWHERE = {"Cache-Control": "private, no-store"}


@require_http_methods(["GET", "POST"])
def luggage(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """What would be stored and where it is stored by now; a POST issues the mandate."""
    page = room_page(request.actor, meeting_id)
    if request.method == "POST":
        return _issued(request, meeting_id)
    shown = luggage_page(request.actor, page)
    return reply(request, "room/take_along.html", {"page": shown, "secure": settings.HTTPS})


@require_GET
def bundle(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The evening as data. Never stored by the browser or on the way: the device itself encrypts
    what it keeps."""
    packed = bundle_of(room_page(request.actor, meeting_id), reader=request.actor)
    headers = NOWHERE | {"ETag": packed.etag, "X-Taken-At": taken_at()}
    if request.headers.get("If-None-Match") == packed.etag:
        return HttpResponse(status=HTTPStatus.NOT_MODIFIED, headers=headers)
    return HttpResponse(packed.body, content_type="application/json", headers=headers)


@require_GET
def bundle_paper(request: ActorRequest, meeting_id: UUID, key: str) -> HttpResponse:
    """One paper of the evening, for the device to encrypt and keep; never shown from here."""
    taken = paper_to_take(request.actor, room_page(request.actor, meeting_id), key)
    headers = NOWHERE | {"Content-Disposition": "attachment", "X-Content-Type-Options": "nosniff"}
    return HttpResponse(taken.body, content_type=taken.content_type, headers=headers)


@require_POST
def mandate_revocation(request: ActorRequest, meeting_id: UUID, mandate_id: UUID) -> HttpResponse:
    """A lost device, or one that is no longer to speak for this meeting."""
    page = room_page(request.actor, meeting_id)

    def revoke() -> object:
        return revoke_mandate(actor=request.actor, mandate_id=mandate_id)

    said = _("Đã thu hồi. Nội dung máy ấy gửi sau này được để riêng, không ghi vào biên bản.")
    pressed(request, page.meeting.unit_id, revoke, said=said)
    return back_to("take-along", meeting_id)


def _issued(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    device_id, device_clock = _device(request)
    issued = take_along(
        actor=request.actor,
        meeting_id=meeting_id,
        device_id=device_id,
        device_clock=device_clock,
    )
    return JsonResponse(
        {
            "mandate": str(issued.id),
            "secret": issued.secret,
            "until": issued.until.isoformat(),
            "now": taken_at(),
            "door": door().public,
            "bundle": reverse("bundle", args=[meeting_id]),
        },
        headers=NOWHERE,
    )


def _device(request: ActorRequest) -> tuple[UUID, datetime]:
    try:
        device = UUID(request.POST.get("device", ""))
        return device, moment_said(request.POST.get("clock", ""))
    except ValueError as wrong:
        raise Invalid("Máy này chưa tự giới thiệu được; hãy tải lại trang.") from wrong
