"""Where sealed letters arrive, and the shell that works without us."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.room.actions.hear_letter import hear_letter
from nenep.room.renewal import renew
from nenep.room.rules.letters import LARGEST_COMMAND, MOST_BYTES, letter_from
from nenep.room.shell import worker_script

NOWHERE = {"Cache-Control": "no-store"}


# No cookie is asked for and none would help: each command proves itself by what is sealed in it.
@csrf_exempt
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """Hear a letter, from whoever carries it. The texts of the answer are sealed to the device."""
    if int(request.headers.get("Content-Length") or 0) > MOST_BYTES:
        return JsonResponse({"error": "too large"}, status=413, headers=NOWHERE)
    packed = request.headers.get("Content-Type") == "application/gzip"
    try:
        letter = letter_from(request.body, packed=packed)
    except Invalid as wrong:
        return JsonResponse({"error": str(wrong)}, status=400, headers=NOWHERE)
    return JsonResponse(asdict(hear_letter(letter=letter)), headers=NOWHERE)


@csrf_exempt
@require_POST
def renewal(request: HttpRequest) -> HttpResponse:
    """The evening as it stands, sealed to the device that asks under its mandate."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_COMMAND:
        return JsonResponse({"error": "too large"}, status=413, headers=NOWHERE)
    try:
        told = renew(box=request.body)
    except Absent as unknown:
        return JsonResponse({"error": str(unknown)}, status=404, headers=NOWHERE)
    except (Refused, Forbidden) as ended:
        return JsonResponse({"error": str(ended)}, status=403, headers=NOWHERE)
    except (Invalid, ValueError) as wrong:
        return JsonResponse({"error": str(wrong)}, status=400, headers=NOWHERE)
    return JsonResponse({"told": told}, headers=NOWHERE)


@require_GET
def shell(request: HttpRequest) -> HttpResponse:
    """The room without a name in it: the same bytes for everybody, kept by the service worker."""
    return render(request, "room/shell.html", {})


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker with the list of what makes up the shell."""
    return HttpResponse(
        worker_script(), content_type="text/javascript", headers={"Cache-Control": "no-cache"}
    )
