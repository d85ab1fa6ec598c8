"""A brought file is handed out, never shown: a download of a fixed type in a closed box."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

# Whatever a browser makes of it nevertheless: no script, no address, no form.
_BOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


def download(content: bytes, *, content_type: str, name: str) -> HttpResponse:
    """The bytes under that name, kept by no shared cache."""
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    response["Content-Security-Policy"] = _BOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
