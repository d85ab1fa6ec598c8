"""Errors become pages here and nowhere else; the transaction is rolled back by the scope."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from nenep.kernel.errors import NenepError
from nenep.ui import errors


class ErrorPages:
    """Turns our own errors into pages that say what happened, what was kept and what to do."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only what is said to a person; a fault of the program goes on to ``broken``."""
        return errors.answer(request, error) if isinstance(error, NenepError) else None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return errors.page(request, 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return errors.page(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return errors.page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    return errors.broken(request)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that is too old, or from another site."""
    return errors.page(request, 403)
