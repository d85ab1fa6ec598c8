"""Signing in and out."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.identity.actions.open_session import open_session
from nenep.identity.forms import SignInForm
from nenep.identity.queries import account_signing_in
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The door. A wrong pair is answered in one sentence that does not say which half is wrong."""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        account_id = account_signing_in(form.cleaned_data["login"], form.cleaned_data["password"])
        if account_id is not None:
            open_session(request.session, account_id)
            return HttpResponseRedirect(next_page(request))
        form.add_error(None, _("Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy nhập lại."))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "next": request.GET.get("next", "")}
    return reply(request, "identity/sign_in.html", context, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Close this device's session."""
    request.session.flush()
    return HttpResponseRedirect("/sign-in/")


def next_page(request: HttpRequest) -> str:
    """Where the person wanted to go, if that is on this site."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    here = {request.get_host()}
    return wanted if url_has_allowed_host_and_scheme(wanted, here) else "/"
