"""Where sealed letters arrive, and the shell that works without us."""

from dataclasses import asdict
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from nenep.identity.actions.keep_pace import Pace, count_step, wait_for
from nenep.identity.visitors import counted, source_of
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.room.actions.hear_letter import hear_letter
from nenep.room.renewal import renew
from nenep.room.rules.letters import LARGEST_COMMAND, MOST_BYTES, letter_from
from nenep.room.shell import worker_script

NOWHERE = {"Cache-Control": "no-store"}
_TOO_LARGE = "Gói dữ liệu quá lớn; chưa nhận gì, thiết bị giữ nguyên."
_SLOWER = "Mạng này gửi quá dày; chưa nhận gì, thiết bị giữ nguyên và tự gửi lại sau ít phút."


# No cookie is asked for and none would help: each command proves itself by what is sealed in it.
@csrf_exempt
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    """Hear a letter, from whoever carries it. The texts of the answer are sealed to the device.

    Letters that prove nothing are counted by the network they come from, never those of a mandate.
    """
    if wait := wait_for(_pace(), source_of(request)):
        return _later(wait)
    packed = request.headers.get("Content-Type") == "application/gzip"
    try:
        answer = hear_letter(letter=letter_from(_body(request, MOST_BYTES), packed=packed))
    except Invalid as wrong:
        return _stranger(request, HTTPStatus.BAD_REQUEST, wrong)
    if not answer.proved:
        count_step(_pace(), source_of(request))
    return JsonResponse(asdict(answer), headers=NOWHERE)


@csrf_exempt
@require_POST
def renewal(request: HttpRequest) -> HttpResponse:
    """The evening as it stands, sealed to the device that asks under its mandate."""
    if wait := wait_for(_pace(), source_of(request)):
        return _later(wait)
    try:
        told = renew(box=_body(request, LARGEST_COMMAND))
    except Absent as unknown:
        return _stranger(request, HTTPStatus.NOT_FOUND, unknown)
    except (Refused, Forbidden) as ended:
        return JsonResponse({"error": str(ended)}, status=403, headers=NOWHERE)
    except (Invalid, ValueError) as wrong:
        return _stranger(request, HTTPStatus.BAD_REQUEST, wrong)
    return JsonResponse({"told": told}, headers=NOWHERE)


def _pace() -> Pace:
    return Pace("letters", settings.LETTERS_A_MINUTE)


def _body(request: HttpRequest, most: int) -> bytes:
    said = request.headers.get("Content-Length") or "0"
    if not said.isdecimal() or int(said) > most:
        raise Invalid(_TOO_LARGE)
    return request.body


def _later(wait: int) -> HttpResponse:
    headers = {**NOWHERE, "Retry-After": str(wait)}
    return JsonResponse({"error": _SLOWER}, status=429, headers=headers)


def _stranger(request: HttpRequest, status: HTTPStatus, why: Exception) -> HttpResponse:
    """Refused, and counted: the count stays though the rest is taken back."""
    count_step(_pace(), source_of(request))
    return counted(JsonResponse({"error": str(why)}, status=status, headers=NOWHERE))


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
