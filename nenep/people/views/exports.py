"""Taking a list of people out as a spreadsheet."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.people.actions.export_members import export_members
from nenep.people.forms.lists import FindForm
from nenep.people.member_sheet import SPREADSHEET, member_sheet
from nenep.structure.policies import unit_for
from nenep.structure.queries.units import children_on


@require_POST
def members_export(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The list as it was narrowed on the page. By POST: it is journaled, and may hold a name."""
    actor, today = request.actor, clock.today()
    unit = unit_for(actor, unit_id, to=Capability.VIEW_MEMBERS, on=today)
    form = FindForm(children_on(unit_id, today), request.POST)
    wanted, chosen = form.wanted(), form.unit_id()
    lines, mark = export_members(
        actor=actor, unit_id=unit_id, within_id=chosen, wanted=wanted, on=today
    )
    narrowed = wanted.narrowed or chosen is not None
    content = member_sheet(lines, unit=unit.name, mark=mark, narrowed=narrowed)
    response = HttpResponse(content, content_type=SPREADSHEET)
    response["Content-Disposition"] = (
        f'attachment; filename="dang-vien-{unit.code}-{today:%Y%m%d}.xlsx"'
    )
    response["Cache-Control"] = "no-store"
    return response
