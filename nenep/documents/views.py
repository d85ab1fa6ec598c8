"""Brought files are handed out, never shown: a download of a fixed type in a closed box."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.documents.policies import upload_to_read
from nenep.documents.queries import content_of
from nenep.documents.rules.uploads import KIND_OF

# Whatever a browser makes of it nevertheless: no script, no address, no form.
_BOX = "sandbox; default-src 'none'; frame-ancestors 'none'"


@require_GET
def upload(request: ActorRequest, upload_id: UUID) -> HttpResponse:
    """The file itself."""
    found = upload_to_read(request.actor, upload_id)
    kind = KIND_OF[found.content_type]
    response = HttpResponse(content_of(found), content_type=kind.content_type)
    response["Content-Disposition"] = content_disposition_header(True, found.name) or "attachment"
    response["Content-Security-Policy"] = _BOX
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
