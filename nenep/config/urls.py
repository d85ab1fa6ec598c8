"""All addresses. A test sees to it that each stands in the access matrix or ``PUBLIC_VIEWS``."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from nenep.config.health import healthz

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", healthz, name="healthz"),
    path("", include("nenep.ui.urls")),
    path("", include("nenep.identity.urls")),
    path("", include("nenep.desk.urls")),
    path("", include("nenep.rulebook.urls")),
    path("", include("nenep.people.urls")),
    path("", include("nenep.documents.urls")),
    path("", include("nenep.imports.urls")),
    path("", include("nenep.privacy.urls")),
    path("", include("nenep.accounts.urls")),
    path("", include("nenep.meetings.urls")),
    path("", include("nenep.petitions.urls")),
    path("", include("nenep.box.urls")),
    path("", include("nenep.resolutions.urls")),
    path("", include("nenep.preparation.urls")),
    path("", include("nenep.reorganisation.urls")),
    path("", include("nenep.oversight.urls")),
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
