"""One-time links: the door for who holds a slip, and the secretary's page.

The QR code carries the link's code in the path, so that it works without JavaScript; typing it on
``/link/`` leaves it in no address at all. A path may be logged by a proxy (our own server writes no
access log), fetched by the preview of a messenger, kept in a history. None of that helps anybody:
a GET reads nothing, counts nothing and tells nothing, not even whether the code exists; only the
form's POST uses it, with a fact from the register, within five tries, for the first device.
"""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.accounts.actions.enter_by_link import Entered, enter_by_link
from nenep.accounts.actions.hand_out_link import HandedOut, hand_out_link, revoke_link
from nenep.accounts.forms.links import WITHOUT_MEETING, HandOutForm, LinkForm, RevocationForm
from nenep.accounts.pages.links import LinksPage, links_page, slip_page
from nenep.identity.actions.open_session import open_session
from nenep.identity.fields import refuse
from nenep.identity.visitors import counted, device_of, source_of
from nenep.journal.once_only import pressed
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden, Refused
from nenep.ui.errors import sentence
from nenep.ui.reply import reply

DEVICE_COOKIE = "nenep_link"


@require_http_methods(["GET", "POST"])
def link(request: HttpRequest) -> HttpResponse:
    """Code and fact; the POST opens a limited session on this device."""
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        device = request.COOKIES.get(DEVICE_COOKIE, "")
        entered = enter_by_link(**form.cleaned_data, device=device, source=source_of(request))
        if entered.account_id is not None:
            return _let_in(request, entered.account_id, entered)
        wrong = _("Mã, năm sinh hoặc tên chưa khớp, hoặc mã đã dùng trên máy khác hay hết hạn.")
        refuse(form, entered.wait, wrong)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return counted(reply(request, "accounts/link.html", {"form": form}, status=status))


@csrf_exempt
def link_code(request: HttpRequest, code: str) -> HttpResponse:
    """The same form with the code in it; nothing is looked up, whatever the method. A refusal
    would be logged with its address, and the address is the code."""
    form = LinkForm()
    form.hide_code(code)
    return reply(request, "accounts/link.html", {"form": form})


def _let_in(request: HttpRequest, account_id: UUID, entered: Entered) -> HttpResponse:
    open_session(
        request.session,
        account_id,
        device=device_of(request),
        limited=True,
        seconds=entered.seconds,
    )
    answer = HttpResponseRedirect(reverse("home"))
    answer.set_cookie(
        DEVICE_COOKIE,
        entered.device,
        max_age=entered.seconds,
        path=reverse("link"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@require_GET
def own_links(request: ActorRequest) -> HttpResponse:
    """The links of the own cell."""
    unit_id = request.actor.first_unit(Capability.HAND_OUT_LINKS)
    if unit_id is None:
        raise Forbidden("Phiếu vào một lần do Bí thư, Phó Bí thư chi bộ phát.")
    return HttpResponseRedirect(reverse("unit-links", args=[unit_id]))


@require_http_methods(["GET", "POST"])
def unit_links(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Who has which link, and a new one for somebody: its slip is shown once, to be printed."""
    page = links_page(request.actor, unit_id)
    form = HandOutForm(page.people, page.meetings, request.POST or None)
    slip = _handed_out(request, page, form) if request.method == "POST" else None
    if slip is not None:
        typed = request.build_absolute_uri(reverse("link"))
        scanned = request.build_absolute_uri(reverse("link-code", args=[slip.code]))
        told = slip_page(page.unit, slip, typed_at=typed, scanned_at=scanned)
        return reply(request, "accounts/slip.html", {"page": told})
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(request, "accounts/links.html", {"page": page, "form": form}, status=status)


def _handed_out(request: ActorRequest, page: LinksPage, form: HandOutForm) -> HandedOut | None:
    if not form.is_valid():
        return None
    meeting = form.cleaned_data["meeting"]
    try:
        return hand_out_link(
            actor=request.actor,
            unit_id=page.unit.id,
            person_id=UUID(form.cleaned_data["person"]),
            on=clock.today(),
            meeting_id=None if meeting == WITHOUT_MEETING else UUID(meeting),
        )
    except Refused as refusal:
        form.add_error(None, sentence(refusal))
        return None


@require_POST
def link_revocation(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Take a link back."""
    page, form = links_page(request.actor, unit_id), RevocationForm(request.POST)
    if form.is_valid():
        link_id = form.cleaned_data["link"]

        def run() -> None:
            revoke_link(actor=request.actor, unit_id=page.unit.id, link_id=link_id)

        pressed(request, unit_id, run, said=_("Đã thu hồi; ai đang vào bằng mã này đã ra ngoài."))
    return HttpResponseRedirect(reverse("unit-links", args=[unit_id]))
