"""Lists of people: a cell's roll of today, a committee's members by name.

A name searched for is somebody's: it travels in the body of a POST and never stands in an address,
where logs, histories and neighbours' eyes would keep it. Filters name nobody and stay in the query.
"""

from collections.abc import Mapping
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.people.pages.lists import list_page, roll_page
from nenep.structure.policies import unit_for
from nenep.structure.rules.units import Kind
from nenep.ui.reply import reply

LONGEST = 80


@require_GET
def members(request: ActorRequest) -> HttpResponse:
    """The members of the first unit the actor answers for."""
    unit_id = request.actor.first_unit(Capability.VIEW_MEMBERS)
    if unit_id is None:
        raise Forbidden(_("Trang này dành cho cấp ủy quản lý đảng viên."))
    return HttpResponseRedirect(reverse("unit-members", args=[unit_id]))


@require_http_methods(["GET", "POST"])
def unit_members(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """A cell shows its roll of today with standings; a committee a searchable list by name.

    Nothing is written: the POST only keeps the name out of the address.
    """
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_MEMBERS, on=today)
    if unit.kind == Kind.GROUP:  # its members are the cell's; its own page names them
        return HttpResponseRedirect(reverse("unit", args=[unit_id]))
    said = _said(request)
    if unit.is_cell:
        roll = roll_page(unit, today, part=said.get("part", "")[:LONGEST])
        return reply(request, "people/roster.html", {"page": roll})
    page = list_page(request.actor, unit, today, said)
    status = 422 if page.form.errors else 200
    return reply(request, "people/list.html", {"page": page}, status=status)


def _said(request: ActorRequest) -> Mapping[str, str]:
    """What was asked, but a name only from the body."""
    asked = request.POST if request.method == "POST" else request.GET
    named = request.method == "POST"
    return {key: str(asked[key]) for key in asked if key != "part" or named}
