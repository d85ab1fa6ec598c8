"""``/healthz``: may traffic be sent here? Asked by supervisors, so it needs no scope and tells
nothing about anybody."""

from http import HTTPStatus

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse

# procrastinate's workers report every 10 seconds; three missed reports mean a worker is gone.
WORKER_IS_LATE_AFTER = 30


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the database answers, else 503. A missing worker is told but does not fail it:
    pages go on working while jobs wait."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(
                "select extract(epoch from now() - max(last_heartbeat)) from procrastinate_workers"
            )
            (silence,) = cursor.fetchone() or (None,)
    except DatabaseError:
        answer = {"status": "down", "database": False, "worker": False}
        return JsonResponse(answer, status=HTTPStatus.SERVICE_UNAVAILABLE)
    worker = silence is not None and silence <= WORKER_IS_LATE_AFTER
    return JsonResponse({"status": "ok", "database": True, "worker": worker})
