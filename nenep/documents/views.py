"""Brought files are handed out, never shown: a download of a fixed type in a closed box. Whether a
printed seal is genuine is told to anybody who holds its code."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.access.rules import Actor
from nenep.documents.policies import upload_to_read
from nenep.documents.queries import content_of, genuine, sealed_with
from nenep.documents.rules.uploads import KIND_OF
from nenep.documents.rules.verification import read_code, same_seal, shown_code
from nenep.ui.downloads import download
from nenep.ui.reply import reply


@require_GET
def upload(request: ActorRequest, upload_id: UUID) -> HttpResponse:
    """The file itself."""
    found = upload_to_read(request.actor, upload_id)
    kind = KIND_OF[found.content_type]
    return download(content_of(found), content_type=kind.content_type, name=found.name)


@require_GET
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Is the seal with this code genuine? Number and day, nothing else; who may read the paper is
    led to it and can compare a whole hash."""
    typed = code or request.GET.get("code", "")
    wanted = read_code(typed)
    found = genuine(wanted) if wanted else None
    actor: Actor | None = getattr(request, "actor", None)
    paper = sealed_with(actor, wanted) if found and actor is not None else None
    hashed = request.GET.get("sha256", "")
    context = {
        "typed": typed,
        "code": shown_code(wanted),
        "found": found,
        "paper": paper,
        "hashed": hashed,
        "same": same_seal(hashed, paper.sha256) if paper and hashed else None,
    }
    missing = bool(typed) and found is None
    status = HTTPStatus.NOT_FOUND if missing else HTTPStatus.OK
    answer = reply(request, "documents/verify.html", context, status=status)
    answer["X-Robots-Tag"] = "noindex"
    answer["Referrer-Policy"] = "no-referrer"
    return answer
