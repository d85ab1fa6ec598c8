"""The superior's page of its cells."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden
from nenep.support.pages import present
from nenep.support.queries import cells_page
from nenep.ui.reply import reply


@require_GET
def cells(request: ActorRequest) -> HttpResponse:
    """This month of the first unit whose figures the actor may see."""
    held = [o.unit_id for o in request.actor.offices if o.unit_id]
    if not held or not request.actor.holds(Capability.VIEW_FIGURES):
        raise Forbidden("Trang này dành cho cấp ủy cấp trên của chi bộ.")
    month = clock.today().replace(day=1)
    return HttpResponseRedirect(reverse("cells-month", args=[held[0], f"{month:%Y-%m}"]))


@require_GET
def cells_month(request: ActorRequest, unit_id: UUID, month: str) -> HttpResponse:
    """The cells of a committee in a month, as cards or (``?view=table``) as the printed table."""
    first = _month(month)
    page = cells_page(request.actor, unit_id, first, today=clock.today())
    as_table = request.GET.get("view") == "table"
    template = "support/cells_table.html" if as_table else "support/cells.html"
    return reply(request, template, {"page": present(page, today=clock.today())})


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise Absent("Không có tháng %(text)s.", text=text) from None
