"""The demo's door: a button per office, no password. It exists under the demo's flag only.

It passes the second step by on purpose: a visitor of the demo has no telephone enrolled with the
invented provincial office. No installation with real people has this door."""

from http import HTTPStatus

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from nenep.demo.rules import demo_offices
from nenep.identity.actions.open_session import open_session
from nenep.identity.visitors import device_of


@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """Open this device's session as the office whose ``login`` was pressed."""
    wanted = request.POST.get("login", "")
    office = next((office for office in demo_offices() if office.login == wanted), None)
    if not settings.DEMO or office is None:
        raise Http404
    open_session(request.session, office.account_id, device=device_of(request))
    return HttpResponseRedirect(reverse("home"), status=HTTPStatus.SEE_OTHER)
