"""Tasks between a committee and its cells; the register of what a unit decided."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.policies import must_hold
from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.meetings.policies import own_cell
from nenep.resolutions.actions.charge_cell import ask_superior, charge_cell
from nenep.resolutions.forms import ChargeForm, RequestForm
from nenep.resolutions.queries.registry import register_of
from nenep.structure.policies import unit_for
from nenep.structure.queries.units import cells_below_on, superiors_on, unit_on
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")


@require_http_methods(DRAWN)
def task_charge(request: ActorRequest) -> HttpResponse:
    """A committee gives one of its cells a task."""
    actor, today = request.actor, clock.today()
    unit_id = actor.first_unit(Capability.DIRECT_CELLS)
    if unit_id is None:
        raise Forbidden("Trang này dành cho văn phòng cấp ủy có chi bộ trực thuộc.")
    form = ChargeForm(cells_below_on(unit_id, today), request.POST or None)

    def run() -> object:
        return charge_cell(actor=actor, unit_id=unit_id, on=today, **form.cleaned_data)

    if request.method == "POST" and accepted(request, unit_id, form, run, said=_("Đã giao việc.")):
        return HttpResponseRedirect(reverse("tasks"))
    context = {"form": form, "unit": unit_on(unit_id, today), "down": True}
    return reply(request, "resolutions/between.html", context, status=_status(form))


@require_http_methods(DRAWN)
def task_request(request: ActorRequest) -> HttpResponse:
    """A cell asks its superior for something by a day."""
    actor, today = request.actor, clock.today()
    unit_id = own_cell(actor)
    must_hold(actor, Capability.FINALISE_PAPERS, unit_id)
    form = RequestForm(request.POST or None)

    def run() -> object:
        return ask_superior(actor=actor, unit_id=unit_id, on=today, **form.cleaned_data)

    if request.method == "POST" and accepted(
        request, unit_id, form, run, said=_("Đã gửi đề nghị lên cấp trên.")
    ):
        return HttpResponseRedirect(reverse("tasks"))
    above = superiors_on(unit_id, today)
    context = {
        "form": form,
        "unit": unit_on(unit_id, today),
        "superior": above[0] if above else None,
    }
    return reply(request, "resolutions/between.html", context, status=_status(form))


@require_GET
def unit_resolutions(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The register of resolutions and conclusions of a year, with their numbers."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_PAPERS, on=today)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else today.year
    register = register_of(request.actor, unit_id, year, today)
    context = {"register": register, "unit": unit, "today": today}
    return reply(request, "resolutions/register.html", context)


def _status(form: RequestForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
