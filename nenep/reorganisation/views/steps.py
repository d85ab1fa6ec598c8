"""Steps of a draft: added by a small form for each kind, taken out again."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import accepted, pressed
from nenep.kernel.errors import Absent
from nenep.reorganisation.actions.change_plan import add_steps, remove_step
from nenep.reorganisation.forms.steps import FORMS, OF_ONE_UNIT
from nenep.reorganisation.models import Plan
from nenep.reorganisation.pages.steps import offer_for, sources_for
from nenep.reorganisation.policies import plan_for
from nenep.reorganisation.rules.steps import STEP_NAMES
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")


@require_http_methods(DRAWN)
def reorganisation_steps(request: ActorRequest, plan_id: UUID, kind: str) -> HttpResponse:
    """The form of one kind of step; of some kinds the unit comes first (``?unit=``)."""
    plan = plan_for(request.actor, plan_id)
    offer = offer_for(plan, request.GET.get("unit", ""))
    if _made(kind) and kind in OF_ONE_UNIT and not offer.source:
        return _which_unit(request, plan, kind)
    form = FORMS[kind](offer, request.POST or None)

    def run() -> object:
        return add_steps(actor=request.actor, plan_id=plan_id, acts=form.acts())

    if request.method == "POST" and accepted(request, plan.unit_id, form, run):
        return _to(plan_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    whose = dict(offer.standing).get(offer.source, "")
    context = {"form": form, "plan": plan, "name": _(STEP_NAMES[kind]), "whose": whose}
    return reply(request, "reorganisation/step.html", context, status=status)


@require_POST
def reorganisation_step_removal(request: ActorRequest, plan_id: UUID, number: int) -> HttpResponse:
    """Take out a step of a draft."""
    plan = plan_for(request.actor, plan_id)
    told = request.POST.get("revision", "")
    revision = int(told) if told.isascii() and told.isdigit() and len(told) < 9 else -1

    def run() -> object:
        return remove_step(actor=request.actor, plan_id=plan_id, number=number, revision=revision)

    pressed(request, plan.unit_id, run)
    return _to(plan_id)


def _which_unit(request: ActorRequest, plan: Plan, kind: str) -> HttpResponse:
    posted = request.method == "POST"
    context = {"plan": plan, "name": _(STEP_NAMES[kind]), "sources": sources_for(plan)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if posted else HTTPStatus.OK
    return reply(request, "reorganisation/source.html", context, status=status)


def _made(kind: str) -> bool:
    """A kind of step that there is.

    Raises:
        Absent: there is no such kind.
    """
    if kind not in FORMS:
        raise Absent("Không có loại bước này.")
    return True


def _to(plan_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("reorganisation", args=[plan_id]))
