"""The one preference that needs no account: the size of the letters."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from nenep.ui.preferences import LARGE, TEXT_SIZE_COOKIE

A_YEAR = 60 * 60 * 24 * 365


@require_POST
def text_size(request: HttpRequest) -> HttpResponse:
    """Remember the size on this device and go back to the page it was asked from."""
    response = HttpResponseRedirect(_back(request))
    if request.POST.get("size") == LARGE:
        response.set_cookie(
            TEXT_SIZE_COOKIE,
            LARGE,
            max_age=A_YEAR,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    else:
        response.delete_cookie(TEXT_SIZE_COOKIE, samesite="Lax")
    return response


def _back(request: HttpRequest) -> str:
    """Only a path of this very site: a foreign referrer leads home."""
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, allowed_hosts={request.get_host()}):
        parts = urlsplit(came_from)
        return parts.path + (f"?{parts.query}" if parts.query else "")
    return "/"
