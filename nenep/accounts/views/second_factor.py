"""The own second factor."""

from collections.abc import Callable
from http import HTTPStatus
from typing import TypeVar

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.accounts.actions.second_factor import (
    enrol_own_factor,
    remove_own_factor,
    renew_own_codes,
)
from nenep.accounts.forms.own import ProofForm
from nenep.accounts.pages.own import key_page, own_page
from nenep.identity.visitors import counted, source_of
from nenep.kernel.errors import Invalid, Refused
from nenep.ui.errors import sentence
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")
T = TypeVar("T")


@require_http_methods(DRAWN)
def enrol(request: ActorRequest) -> HttpResponse:
    """Give the own account a second factor."""
    form = ProofForm(request.POST or None)
    if own_page(request.actor, request.session.session_key).account.factor_since:
        return HttpResponseRedirect(reverse("own-account"))

    def run() -> list[str]:
        return enrol_own_factor(
            actor=request.actor,
            source=source_of(request),
            session=request.session,
            **form.cleaned_data,
        )

    told = _done(form, run)
    if told is not None:
        return reply(request, "accounts/codes.html", {"codes": told})
    context = {"form": form, "key": key_page(request.actor, request.session)}
    return _drawn(request, "accounts/factor.html", form, context)


@require_http_methods(DRAWN)
def codes(request: ActorRequest) -> HttpResponse:
    """New recovery codes."""
    own_page(request.actor, request.session.session_key)
    form = ProofForm(request.POST or None)

    def run() -> list[str]:
        return renew_own_codes(actor=request.actor, source=source_of(request), **form.cleaned_data)

    told = _done(form, run)
    if told is not None:
        return reply(request, "accounts/codes.html", {"codes": told})
    return _drawn(request, "accounts/proof.html", form, {"form": form, "renews": True})


@require_http_methods(DRAWN)
def removal(request: ActorRequest) -> HttpResponse:
    """Take the second factor off."""
    own_page(request.actor, request.session.session_key)
    form = ProofForm(request.POST or None)

    def run() -> bool:
        remove_own_factor(actor=request.actor, source=source_of(request), **form.cleaned_data)
        return True

    if _done(form, run):
        messages.success(request, _("Đã gỡ mã xác thực."))
        return HttpResponseRedirect(reverse("own-account"))
    return _drawn(request, "accounts/proof.html", form, {"form": form, "renews": False})


def _done(form: ProofForm, run: Callable[[], T]) -> T | None:
    """What ``run`` told; None when the form is not (soundly) filled in, the reason on it."""
    if not form.is_valid():
        return None
    try:
        return run()
    except (Invalid, Refused) as refusal:
        field = refusal.field if isinstance(refusal, Invalid) else ""
        form.add_error(field or None, sentence(refusal))
        return None


def _drawn(
    request: ActorRequest, template: str, form: ProofForm, context: dict[str, object]
) -> HttpResponse:
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return counted(reply(request, template, context, status=status))
