"""Planning a meeting: the regular one of a month by one press, any other by a small form."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Actor
from nenep.dashboards.rules import shifted
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.meetings.actions.plan import plan_meeting
from nenep.meetings.models import Meeting
from nenep.meetings.policies import own_cell_to_prepare
from nenep.meetings.queries import meeting_to_prepare, rule_path
from nenep.meetings.rules.kinds import Kind
from nenep.meetings.rules.topics import topics_on
from nenep.preparation.actions.draft_agenda import draft_if_known
from nenep.preparation.forms import PlanForm
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.units import unit_on
from nenep.ui.reply import reply

MONTHS_BACK = 12


@require_http_methods(["GET", "POST"])
def meeting_plans(request: ActorRequest) -> HttpResponse:
    """Plan a meeting of the own cell and draft its agenda."""
    unit_id, today = own_cell_to_prepare(request.actor), clock.today()
    months = _months(today)
    form = PlanForm(
        months,
        request.POST or None,
        topics=topics_on(rules_in_force(), today, rule_path(unit_id, today)),
        initial={"month": f"{months[0]:%Y-%m}"},
    )
    planned: list[Meeting] = []

    def plan() -> None:
        planned.append(_planned(request.actor, unit_id, form))

    if request.method == "POST" and accepted(
        request, unit_id, form, plan, said=_("Đã lập kỳ sinh hoạt và soạn chương trình.")
    ):
        return HttpResponseRedirect(_after(planned))
    context = {"form": form, "unit": unit_on(unit_id, today)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(request, "preparation/plans.html", context, status=status)


def _planned(actor: Actor, unit_id: UUID, form: PlanForm) -> Meeting:
    said = form.cleaned_data
    prepares = None
    if said["kind"] == Kind.CELL_COMMITTEE:
        prepares = meeting_to_prepare(actor, unit_id, said["month"])
    meeting = plan_meeting(
        actor=actor, unit_id=unit_id, prepares_id=prepares.pk if prepares else None, **said
    )
    draft_if_known(actor, meeting)
    return meeting


def _after(planned: list[Meeting]) -> str:
    """The preparation; the list when this very press was acted on before."""
    return reverse("preparation", args=[planned[0].pk]) if planned else reverse("meetings")


def _months(today: date) -> list[date]:
    """Next month first, then this one and the year behind it (a meeting held on paper)."""
    first = today.replace(day=1)
    months = [shifted(first, 1), first]
    while len(months) < MONTHS_BACK:
        months.append(shifted(months[-1], -1))
    return months
