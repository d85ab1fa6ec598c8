"""Accounts of a committee's people: opened, closed, recovered by two."""

from collections.abc import Callable, Mapping
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.accounts.actions.close_account import close_account
from nenep.accounts.actions.open_account import Slip, open_account, renew_code
from nenep.accounts.actions.recovery import approve_recovery, ask_recovery
from nenep.accounts.forms.office import ApprovalForm, OpeningForm, PageForm
from nenep.accounts.pages.office import PersonAccount, accounts_page, person_account
from nenep.kernel.errors import Forbidden, Invalid, Refused
from nenep.ui.errors import sentence
from nenep.ui.reply import reply


@require_GET
def accounts(request: ActorRequest) -> HttpResponse:
    """The accounts of the committee one works for."""
    unit_id = request.actor.first_unit(Capability.MANAGE_ACCOUNTS)
    if unit_id is None:
        raise Forbidden("Đồng chí không có chức trách quản lý tài khoản.")
    return HttpResponseRedirect(reverse("unit-accounts", args=[unit_id]))


@require_GET
def unit_accounts(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Who of the people at and below the unit has an account, and what waits for a second yes."""
    form = PageForm(request.GET)
    number = form.cleaned_data["page"] if form.is_valid() else 1
    page = accounts_page(request.actor, unit_id, number)
    return reply(request, "accounts/accounts.html", {"page": page})


@require_http_methods(["GET", "POST"])
def account(request: ActorRequest, person_id: UUID) -> HttpResponse:
    """One person's account: what it is, and the one thing to do about it."""
    page = person_account(request.actor, person_id)
    form = OpeningForm(request.POST or None, initial={"login": page.proposal})
    act = ACTS.get(request.POST.get("act", ""))
    status = HTTPStatus.OK
    if request.method == "POST" and act is not None and form.is_valid():
        try:
            return act(request, page, form)
        except (Invalid, Refused) as refusal:
            form.add_error("login" if isinstance(refusal, Invalid) else None, sentence(refusal))
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    context = {"page": page, "form": form}
    return reply(request, "accounts/person.html", context, status=status)


@require_POST
def recovery_approval(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The second officer's yes; the slip with the new code is shown once."""
    accounts_page(request.actor, unit_id, 1)
    form = ApprovalForm(request.POST)
    try:
        if form.is_valid():
            asked = form.cleaned_data["recovery"]
            slip = approve_recovery(actor=request.actor, recovery_id=asked)
            return _slip(request, slip, reverse("unit-accounts", args=[unit_id]))
    except Refused as refusal:
        messages.error(request, sentence(refusal))
    return HttpResponseRedirect(reverse("unit-accounts", args=[unit_id]))


def _open(request: ActorRequest, page: PersonAccount, form: OpeningForm) -> HttpResponse:
    login = form.cleaned_data["login"]
    slip = open_account(actor=request.actor, person_id=page.person.pk, login=login)
    return _slip(request, slip, _back(page), page.person.full_name)


def _code(request: ActorRequest, page: PersonAccount, form: OpeningForm) -> HttpResponse:
    slip = renew_code(actor=request.actor, person_id=page.person.pk)
    return _slip(request, slip, _back(page), page.person.full_name)


def _close(request: ActorRequest, page: PersonAccount, form: OpeningForm) -> HttpResponse:
    close_account(actor=request.actor, person_id=page.person.pk)
    messages.success(request, _("Đã đóng tài khoản; mọi thiết bị đã được đăng xuất."))
    return HttpResponseRedirect(_back(page))


def _recover(request: ActorRequest, page: PersonAccount, form: OpeningForm) -> HttpResponse:
    ask_recovery(actor=request.actor, person_id=page.person.pk)
    messages.success(request, _("Đã đề nghị. Người thứ hai của văn phòng duyệt trong một ngày."))
    return HttpResponseRedirect(reverse("accounts"))


ACTS: Mapping[str, Callable[[ActorRequest, PersonAccount, OpeningForm], HttpResponse]] = {
    "open": _open,
    "code": _code,
    "close": _close,
    "recover": _recover,
}


def _back(page: PersonAccount) -> str:
    return reverse("person-account", args=[page.person.pk])


def _slip(request: ActorRequest, slip: Slip, back: str, name: str = "") -> HttpResponse:
    address = request.build_absolute_uri(reverse("activation"))
    context = {"slip": slip, "address": address, "back": back, "name": name}
    return reply(request, "accounts/activation_slip.html", context)
