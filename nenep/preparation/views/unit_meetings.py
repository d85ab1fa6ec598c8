"""The meetings of a unit that is no cell: a Party group's, a committee's."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.meetings.actions.plan import plan_meeting
from nenep.preparation.actions.draft_agenda import draft_if_known
from nenep.preparation.forms import SittingForm
from nenep.preparation.sittings import sittings_page
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def unit_meetings(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """What the unit met about, and the next time it meets."""
    today, posted = clock.today(), request.method == "POST"
    to = Capability.PREPARE_MEETING if posted else Capability.VIEW_MEETING
    page = sittings_page(request.actor, unit_for(request.actor, unit_id, to=to, on=today))
    form = SittingForm(request.POST or None)

    def plan() -> None:
        day = form.cleaned_data["planned_on"]
        meeting = plan_meeting(
            actor=request.actor, unit_id=unit_id, month=day, kind=page.kind, **form.cleaned_data
        )
        draft_if_known(request.actor, meeting)

    if posted and accepted(request, unit_id, form, plan, said=_("Đã lập cuộc họp.")):
        return HttpResponseRedirect(reverse("unit-meetings", args=[unit_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"page": page, "form": form}
    return reply(request, "preparation/unit_meetings.html", context, status=status)
