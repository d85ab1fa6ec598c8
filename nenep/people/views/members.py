"""Lists of people: a cell's roll of today, a committee's members by name."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.people.queries.lists import people_page
from nenep.people.queries.rosters import roster_on
from nenep.people.rules.standing import STANDING_NAMES, Standing
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply


@require_GET
def members(request: ActorRequest) -> HttpResponse:
    """The members of the first unit the actor answers for."""
    unit_id = request.actor.first_unit(Capability.VIEW_MEMBERS)
    if unit_id is None:
        raise Forbidden("Trang này dành cho cấp ủy quản lý đảng viên.")
    return HttpResponseRedirect(reverse("unit-members", args=[unit_id]))


@require_GET
def unit_members(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """A cell shows its roll of today with standings; a committee a searchable list by name."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_MEMBERS, on=today)
    if unit.is_cell:
        roster = roster_on(unit_id, today)
        counted = {name: 0 for name in Standing}
        for line in roster:
            counted[line.counts.standing] += 1
        totals = [(STANDING_NAMES[name], count) for name, count in counted.items() if count]
        return reply(
            request, "people/roster.html", {"unit": unit, "roster": roster, "totals": totals}
        )
    query = request.GET
    page = people_page(
        request.actor, unit_id, today, part=query.get("q", "")[:80], after=_id(query.get("after"))
    )
    context = {"unit": unit, "page": page}
    return reply(request, "people/list.html", context, fragment="people/_lines.html")


def _id(text: str | None) -> UUID | None:
    """A page after nobody known begins at the beginning."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
