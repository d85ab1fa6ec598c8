"""Applying a plan and undoing it: each asks once more, on its own page."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import pressed
from nenep.kernel import clock
from nenep.reorganisation.actions.apply_plan import apply_plan
from nenep.reorganisation.actions.undo_plan import StillNeeded, undo_plan
from nenep.reorganisation.pages.plans import plan_page
from nenep.reorganisation.policies import plan_for
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")


@require_http_methods(DRAWN)
def reorganisation_application(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """What will happen, once more; then it happens, or the plan's page names what came between."""
    today = clock.today()
    plan = plan_for(request.actor, plan_id)

    def run() -> object:
        return apply_plan(actor=request.actor, plan_id=plan_id, on=today)

    if request.method == "POST":
        pressed(request, plan.unit_id, run, said=_("Đã áp dụng phương án."))
        return _to(plan_id)
    page = plan_page(request.actor, plan, today)
    if not page.ready or not plan.steps:
        return _to(plan_id)
    return reply(request, "reorganisation/application.html", {"page": page})


@require_http_methods(DRAWN)
def reorganisation_undoing(request: ActorRequest, plan_id: UUID) -> HttpResponse:
    """Undo an applied plan, or say what rests on it."""
    today = clock.today()
    plan = plan_for(request.actor, plan_id)
    reasons: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            undo_plan(actor=request.actor, plan_id=plan_id, on=today)
            return _to(plan_id)
        except StillNeeded as refusal:
            reasons = refusal.reasons
    page = plan_page(request.actor, plan, today)
    if not page.applied:
        return _to(plan_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if reasons else HTTPStatus.OK
    context = {"page": page, "reasons": reasons}
    return reply(request, "reorganisation/undoing.html", context, status=status)


def _to(plan_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("reorganisation", args=[plan_id]))
