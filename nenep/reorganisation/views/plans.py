"""Plans: the list with the way in for a file, a new one, the page of one."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.reorganisation.actions.change_plan import change_head, remove_plan
from nenep.reorganisation.actions.draft_plan import draft_plan
from nenep.reorganisation.forms.plans import Head, NewForm, OfCommittee, UploadForm
from nenep.reorganisation.models import Plan
from nenep.reorganisation.pages.plans import committees, lines_shown, plan_page
from nenep.reorganisation.policies import plan_for
from nenep.reorganisation.rules.steps import PlanText
from nenep.reorganisation.template import XLSX_NAME, template_for
from nenep.structure.rules.units import UnitView
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_http_methods(DRAWN)
def reorganisations(request: ActorRequest) -> HttpResponse:
    """The plans of one's committees; a file with a new one is sent here."""
    form = UploadForm(_own_committees(request), request.POST or None, request.FILES or None)

    def run() -> Plan:
        return draft_plan(
            actor=request.actor,
            unit_id=UUID(form.cleaned_data["unit"]),
            text=form.cleaned_data["text"],
            source_name=form.cleaned_data["file"].name,
        )

    if request.method == "POST" and (answer := _drafted(request, form, run)):
        return answer
    context = {"form": form, "lines": lines_shown(request.actor, clock.today())}
    return reply(request, "reorganisation/plans.html", context, status=_status(form))


@require_http_methods(DRAWN)
def reorganisation_new(request: ActorRequest) -> HttpResponse:
    """An empty plan, to be built on screen."""
    form = NewForm(_own_committees(request), request.POST or None)

    def run() -> Plan:
        said = {name: form.cleaned_data[name] for name in Head.base_fields}
        unit_id = UUID(form.cleaned_data["unit"])
        return draft_plan(actor=request.actor, unit_id=unit_id, text=PlanText(**said, steps=()))

    if request.method == "POST" and (answer := _drafted(request, form, run)):
        return answer
    return reply(request, "reorganisation/head.html", {"form": form}, status=_status(form))


@require_GET
def reorganisation_form(request: ActorRequest) -> HttpResponse:
    """The empty spreadsheet."""
    _own_committees(request)
    named = {"Content-Disposition": f'attachment; filename="{XLSX_NAME}"'}
    return HttpResponse(template_for(XLSX_NAME), content_type=SHEET, headers=named)


@require_GET
def reorganisation(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """What the plan comes to, what stands in its way, and its steps."""
    page = plan_page(request.actor, plan_for(request.actor, plan_id), clock.today())
    return reply(request, "reorganisation/plan.html", {"page": page})


@require_http_methods(DRAWN)
def reorganisation_head(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Name, decision and days of a draft."""
    plan = plan_for(request.actor, plan_id)
    initial = {name: getattr(plan, name) for name in Head.base_fields}
    form = Head(request.POST or None, initial=initial)

    def run() -> object:
        return change_head(actor=request.actor, plan_id=plan_id, **form.cleaned_data)

    if request.method == "POST" and accepted(request, plan.unit_id, form, run):
        return _to(plan_id)
    context = {"form": form, "plan": plan}
    return reply(request, "reorganisation/head.html", context, status=_status(form))


@require_POST
def reorganisation_removal(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    plan: Plan = plan_for(request.actor, plan_id)

    def run() -> object:
        return remove_plan(actor=request.actor, plan_id=plan_id)

    gone = pressed(request, plan.unit_id, run, said=_("Đã bỏ phương án."))
    return HttpResponseRedirect(reverse("reorganisations")) if gone else _to(plan_id)


def _own_committees(request: ActorRequest) -> list[UnitView]:
    """The committees whose branches one rearranges.

    Raises:
        Forbidden: there is none.
    """
    units = list(committees(request.actor, clock.today()))
    if not units or not request.actor.holds(Capability.REORGANISE):
        raise Forbidden("Trang này dành cho cấp ủy và văn phòng sắp xếp các đơn vị trực thuộc.")
    return units


def _drafted(
    request: ActorRequest, form: OfCommittee, run: Callable[[], Plan]
) -> HttpResponse | None:
    """To the new plan; after a second press of the same form to the list, where it stands."""
    made: list[Plan] = []
    unit_id = _own_committees(request)[0].id

    def once() -> None:
        made.append(run())

    if not accepted(request, unit_id, form, once, said=_("Đã soạn phương án.")):
        return None
    return _to(made[0].pk) if made else HttpResponseRedirect(reverse("reorganisations"))


def _status(form: Form) -> int:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK


def _to(plan_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("reorganisation", args=[plan_id]))
