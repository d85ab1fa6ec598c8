"""One request, one transaction, one reach.

The database derives the actor and the reach from the session key (``access_enter_session``) and
signs it for this transaction only; the pool can never leak it to the next request.
"""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from nenep.access.scope import enter_session
from nenep.config.doors import PUBLIC_VIEWS, ask_to_sign_in
from nenep.identity.visitors import COUNTED
from nenep.oversight.actions.emergency import note_reading


class Scope:
    """Wraps every view: enter, run, commit; whatever fails leaves nothing half-written."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.startswith("/static/") or request.path_info == "/healthz":
            request.actor = None  # type: ignore[attr-defined]
            return self.get_response(request)
        with transaction.atomic():
            request.actor = enter_session(request.session.session_key)  # type: ignore[attr-defined]
            response = self.get_response(request)
            _note_emergency(request, response)
            # The door counts its refusals: those few answers keep what they wrote.
            refused = response.status_code >= HTTPStatus.BAD_REQUEST
            if refused and not getattr(response, COUNTED, False):
                transaction.set_rollback(True)
        return response

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[object, ...],
        kwargs: dict[str, object],
    ) -> HttpResponse | None:
        """Deny by default: a view is public only if it stands in the short list."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if request.actor is None and name not in PUBLIC_VIEWS:  # type: ignore[attr-defined]
            return ask_to_sign_in(request)
        return None


def _note_emergency(request: HttpRequest, response: HttpResponse) -> None:
    """A page read by somebody to whom an emergency lends a unit is told to that unit's journal."""
    actor, match = request.actor, request.resolver_match  # type: ignore[attr-defined]
    if actor is None or match is None or response.status_code >= HTTPStatus.BAD_REQUEST:
        return
    named = next((value for value in match.kwargs.values() if isinstance(value, UUID)), None)
    note_reading(actor=actor, page=match.view_name, object_id=named)
