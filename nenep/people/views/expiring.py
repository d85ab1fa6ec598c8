"""What runs out: of the own cell, or of the cells below."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.people.pages.expiring import expiring_page
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply


@require_GET
def expiring(request: ActorRequest) -> HttpResponse:
    """Of the first unit the actor answers for."""
    unit_id = request.actor.first_unit(Capability.VIEW_MEMBERS)
    if unit_id is None:
        raise Forbidden("Trang này dành cho cấp ủy quản lý đảng viên.")
    return HttpResponseRedirect(reverse("unit-expiring", args=[unit_id]))


@require_GET
def unit_expiring(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Of that unit and the cells below it."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_MEMBERS, on=today)
    page = expiring_page(request.actor, unit, today)
    return reply(request, "people/expiring.html", {"page": page})
