"""What a device remembers without an account."""

from django.http import HttpRequest

TEXT_SIZE_COOKIE = "nenep_text"
LARGE = "large"


def prefers_large_type(request: HttpRequest) -> bool:
    """True when this device asked for large letters."""
    return request.COOKIES.get(TEXT_SIZE_COOKIE) == LARGE
