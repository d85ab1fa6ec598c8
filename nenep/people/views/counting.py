"""Who is counted: the denominators of a cell, the members of a committee's units, on a day."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.people.counting_page import counting_page
from nenep.people.forms.counting import DayForm
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply


@require_GET
def denominators(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The unit on a day; today where none is told or the one told cannot be read."""
    today = clock.today()
    form = DayForm({"on": request.GET.get("on") or f"{today:%d/%m/%Y}"})
    on = form.cleaned_data["on"] if form.is_valid() else today
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_MEMBERS, on=on)
    shown = form if form.errors else DayForm(initial={"on": on})
    context = {"page": counting_page(unit), "form": shown}
    return reply(request, "people/counting.html", context, status=422 if form.errors else 200)
