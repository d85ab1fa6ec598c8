"""Who is at the door, as far as a request tells: the neighbourhood and the kind of device."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from nenep.identity.queries.door import bucket
from nenep.identity.rules.devices import device_name
from nenep.identity.rules.trials import neighbourhood

COUNTED = "nenep_counted"


def source_of(request: HttpRequest) -> str:
    """The bucket of the network the request comes from. Behind our own proxy (NENEP_HTTPS=1) it is
    the last address of X-Forwarded-For, the only one the proxy itself wrote."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.HTTPS:
        address = request.headers.get("X-Forwarded-For", address).rpartition(",")[2]
    return bucket("source", neighbourhood(address))


def device_of(request: HttpRequest) -> str:
    """What the device will be called on its holder's page."""
    return device_name(request.headers.get("User-Agent", ""))


def counted(response: HttpResponse) -> HttpResponse:
    """A refusal whose count must stay, though refused requests otherwise leave nothing behind."""
    setattr(response, COUNTED, True)
    return response
