"""Signing in and out, and the first password."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.identity.actions.enrol_factor import enrol_factor
from nenep.identity.actions.open_session import open_session
from nenep.identity.actions.second_step import factor_of, take_second_step
from nenep.identity.actions.set_password import activate
from nenep.identity.actions.try_password import Tried, try_password
from nenep.identity.fields import refuse
from nenep.identity.forms import ActivationForm, EnrolmentForm, SecondStepForm, SignInForm
from nenep.identity.keys import key_to_show
from nenep.identity.pending import NEXT, held, hold
from nenep.identity.visitors import counted, device_of, source_of
from nenep.kernel.errors import Invalid
from nenep.ui.errors import sentence
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. A wrong pair is answered in one sentence that does not say which half is wrong."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = try_password(**form.cleaned_data, source=source_of(request))
        if tried.account_id is not None:
            return _arrived(request, tried.account_id)
        refuse(form, tried.wait, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại."))
    context = {"form": form, "next": request.GET.get("next", "")}
    return drawn(request, "identity/sign_in.html", form, context)


def _arrived(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """The password was right: in, or on to the second step, or first to its enrolment. The demo's
    own door passes this by, see :mod:`nenep.demo.views`."""
    factor, onward = factor_of(account_id), next_page(request)
    if factor.sealed is None and not factor.required:
        open_session(request.session, account_id, device=device_of(request))
        return HttpResponseRedirect(onward)
    hold(request.session, account_id, onward=onward)
    return HttpResponseRedirect(reverse("second-step" if factor.sealed else "enrolment"))


@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Half in: the code from the telephone opens the rest."""
    account_id, form = held(request.session), SecondStepForm(request.POST or None)
    if account_id is None:
        return HttpResponseRedirect(reverse("sign-in"))
    if request.method == "POST" and form.is_valid():
        stepped = take_second_step(account_id=account_id, typed=form.cleaned_data["code"])
        if stepped.right:
            onward = request.session[NEXT]
            open_session(request.session, account_id, device=device_of(request))
            return HttpResponseRedirect(onward)
        refuse(form, stepped.wait, _("Mã chưa đúng, đã dùng hoặc đã qua. Hãy nhập mã đang hiện."))
    return drawn(request, "identity/second_step.html", form, {"form": form})


@require_http_methods(["GET", "POST"])
def enrolment(request: HttpRequest) -> HttpResponse:
    """Half in, and the office asks for a second factor: nothing else opens before there is one."""
    account_id, form = held(request.session), EnrolmentForm(request.POST or None)
    if account_id is None or factor_of(account_id).sealed is not None:
        return HttpResponseRedirect(reverse("sign-in"))
    if request.method == "POST" and form.is_valid():
        codes = enrol_factor(
            session=request.session, account_id=account_id, typed=form.cleaned_data["code"]
        )
        if codes is not None:
            onward = request.session[NEXT]
            open_session(request.session, account_id, device=device_of(request))
            context: dict[str, object] = {"codes": codes, "onward": onward}
            return reply(request, "identity/recovery_codes.html", context)
        form.add_error(
            "code", _("Mã chưa đúng. Kiểm tra giờ của điện thoại rồi nhập mã đang hiện.")
        )
    context = {"form": form, "key": key_to_show(request.session, account_id)}
    return drawn(request, "identity/enrolment.html", form, context)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close this device's session."""
    request.session.flush()
    return HttpResponseRedirect(reverse("sign-in"))


@require_http_methods(["GET", "POST"])
def activation(request: HttpRequest) -> HttpResponse:
    """The first password, or a new one after recovery, with the code from the slip."""
    form = ActivationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = _activated(request, form)
        if tried is not None and tried.account_id is not None:
            messages.success(request, _("Đã đặt mật khẩu. Mời đồng chí đăng nhập."))
            return HttpResponseRedirect(reverse("sign-in"))
        if tried is not None:
            wrong = _("Tên đăng nhập hoặc mã chưa đúng, hoặc mã đã dùng hay hết hạn.")
            refuse(form, tried.wait, wrong)
    return drawn(request, "identity/activation.html", form, {"form": form})


def _activated(request: HttpRequest, form: ActivationForm) -> Tried | None:
    """None when the password itself will not do; the reason stands on the form."""
    said = form.cleaned_data
    try:
        return activate(
            login=said["login"],
            code=said["code"],
            password=said["new"],
            source=source_of(request),
        )
    except Invalid as invalid:
        form.add_error(invalid.field, sentence(invalid))
        return None


def drawn(
    request: HttpRequest, template: str, form: Form, context: dict[str, object]
) -> HttpResponse:
    """The page of a form at the door; a refusal keeps what it counted."""
    refused = form.is_bound and not form.is_valid()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if refused else HTTPStatus.OK
    return counted(reply(request, template, context, status=status))


def next_page(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    here = {request.get_host()}
    return wanted if url_has_allowed_host_and_scheme(wanted, here) else "/"
