"""The page of a unit, and its history."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.people.pages.unit_history import history_page
from nenep.people.pages.units import present_unit
from nenep.people.queries.unit_page import unit_page
from nenep.structure.queries.history import names_of
from nenep.ui.reply import reply


@require_GET
def own_unit(request: ActorRequest) -> HttpResponse:
    """The unit one works in; the keeper of the whole tree begins at its top."""
    actor = request.actor
    if not actor.holds(Capability.VIEW_UNIT):
        raise Forbidden("Trang này dành cho người đang sinh hoạt hoặc công tác ở một đơn vị.")
    unit_id = actor.first_unit(Capability.VIEW_UNIT)
    address = reverse("unit", args=[unit_id]) if unit_id else reverse("home")
    return HttpResponseRedirect(address)


@require_GET
def unit(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """What the unit is, who leads it, what is missing and what runs out."""
    page = unit_page(request.actor, unit_id, today=clock.today())
    names = names_of([page.successor_id]) if page.successor_id else {}
    shown = present_unit(page, names=names, part=_part(request.GET.get("part", "")))
    return reply(request, "people/unit.html", {"page": shown})


@require_GET
def unit_history(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """What the unit was called and under whom, who led it, how they were elected."""
    page = history_page(request.actor, unit_id, clock.today())
    return reply(request, "people/unit_history.html", {"page": page})


def _part(text: str) -> int:
    """A page after nothing known is the first."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
