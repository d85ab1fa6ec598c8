"""The own account: password, devices."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.accounts.actions.change_password import change_password
from nenep.accounts.actions.end_devices import end_devices
from nenep.accounts.forms.own import DeviceForm, PasswordForm
from nenep.accounts.pages.own import own_page
from nenep.identity.actions.try_password import Tried
from nenep.identity.fields import refuse
from nenep.identity.visitors import counted, source_of
from nenep.kernel.errors import Invalid
from nenep.ui.errors import sentence
from nenep.ui.reply import reply


@require_GET
def own_account(request: ActorRequest) -> HttpResponse:
    """What opens the own account, and where it is open."""
    page = own_page(request.actor, request.session.session_key)
    return reply(request, "accounts/own.html", {"page": page})


@require_http_methods(["GET", "POST"])
def password(request: ActorRequest) -> HttpResponse:
    """Another password, for who still knows the old one."""
    page = own_page(request.actor, request.session.session_key)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        tried = _changed(request, form)
        if tried is not None and tried.account_id is not None:
            messages.success(request, _("Đã đổi mật khẩu; các thiết bị khác đã được đăng xuất."))
            return HttpResponseRedirect(reverse("own-account"))
        if tried is not None:
            refuse(form, tried.wait, _("Mật khẩu đang dùng chưa đúng; chưa đổi gì."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"page": page, "form": form}
    return counted(reply(request, "accounts/password.html", context, status=status))


def _changed(request: ActorRequest, form: PasswordForm) -> Tried | None:
    try:
        return change_password(
            actor=request.actor,
            old=form.cleaned_data["old"],
            new=form.cleaned_data["new"],
            source=source_of(request),
            session=request.session,
        )
    except Invalid as invalid:
        form.add_error(invalid.field or None, sentence(invalid))
        return None


@require_POST
def devices_end(request: ActorRequest) -> HttpResponse:
    """Sign one own device out, or all the others. A device that is not one's own is not there."""
    form = DeviceForm(request.POST)
    if form.is_valid():
        device_id = form.cleaned_data["device"]
        end_devices(
            actor=request.actor, session_key=request.session.session_key, device_id=device_id
        )
        messages.success(request, _("Đã đăng xuất thiết bị."))
    return HttpResponseRedirect(reverse("own-account"))
