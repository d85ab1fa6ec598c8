"""What may be opened without signing in, and what each URL demands.

Every URL name stands in exactly one of the two tables; a test fails on one that stands in none.
"""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

PUBLIC_VIEWS = frozenset(
    {"sign-in", "second-step", "enrolment", "activation", "demo-sign-in", "healthz", "text-size"}
    | {"link", "link-code"}
    # The shell names nobody; a letter is sealed and proves its own mandate.
    | {"room", "room-worker", "room-letters", "room-renewal"}
    # Whether a printed seal is genuine; no name, no cell, no text.
    | {"verify"}
    # The secret in the address is the key; it reaches the days of its holder's own meetings only.
    | {"calendar-feed"}
)


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """Send a stranger to the door; a page fragment gets the whole page through htmx."""
    target = request.get_full_path() if request.method == "GET" else "/"
    address = f"{reverse('sign-in')}?{urlencode({'next': target})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
