"""Where each office begins its day."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.accounts.rules.chains import must_be_signed_in_whole
from nenep.desk.pages import present_home
from nenep.desk.queries import cell_desk, first_cell, structure_desk
from nenep.desk.stored import stored_about
from nenep.desk.stored_files import stored_file
from nenep.kernel import clock
from nenep.privacy.policies import own_record_for
from nenep.privacy.rules.never_stored import never_stored
from nenep.structure.queries.units import superiors_on
from nenep.ui.reply import reply


@require_GET
def home(request: ActorRequest) -> HttpResponse:
    """A cell's people get the month, who follows cells those, a committee all of its cells, the
    administrator the tree."""
    actor, today = request.actor, clock.today()
    cell_id = first_cell(actor)
    if cell_id is not None:
        desk = cell_desk(actor, cell_id, today)
        return reply(request, "desk/home.html", {"desk": present_home(desk, today=today)})
    if actor.holds(Capability.FOLLOW_CELLS) and not actor.holds(Capability.DIRECT_CELLS):
        return HttpResponseRedirect(reverse("followed-cells"))
    if actor.holds(Capability.VIEW_CELLS):
        return HttpResponseRedirect(reverse("cells"))
    return reply(request, "desk/structure.html", {"units": structure_desk(today)})


@require_GET
def own_stored(request: ActorRequest) -> HttpResponse:
    """What is kept about me, why, how long, and who took lists in which I stand."""
    person, today = own_record_for(request.actor), clock.today()
    page = stored_about(request.actor, person, today)
    return reply(request, "desk/stored.html", {"page": page, "never": never_stored()})


@require_GET
def own_stored_file(request: ActorRequest, form: str) -> HttpResponse:
    """The same as a file: JSON for machines, PDF or DOCX to read."""
    must_be_signed_in_whole(request.actor)
    person, today = own_record_for(request.actor), clock.today()
    stored = stored_about(request.actor, person, today)
    above = superiors_on(person.kept_by_id, today)
    content, kind = stored_file(stored, form, superior=above[0].name if above else "")
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="thong-tin-cua-toi.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response
