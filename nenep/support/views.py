"""The superior's pages: of its cells, and of the villages they lead."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden
from nenep.people.queries.villages import village_lines
from nenep.structure.policies import unit_for
from nenep.support.followed import followed_page, present_followed
from nenep.support.forms import RegisterDayForm
from nenep.support.pages import present
from nenep.support.queries import cells_page
from nenep.support.register_page import register_page
from nenep.support.village_sheet import SPREADSHEET, file_name, village_sheet
from nenep.ui.reply import reply

FIRST_YEAR = 1930


@require_GET
def cells(request: ActorRequest) -> HttpResponse:
    """This month of the first unit whose figures the actor may see."""
    unit_id = request.actor.first_unit(Capability.VIEW_CELLS)
    if unit_id is None:
        raise Forbidden("Trang này dành cho cấp ủy cấp trên của chi bộ.")
    month = clock.today().replace(day=1)
    return HttpResponseRedirect(reverse("cells-month", args=[unit_id, f"{month:%Y-%m}"]))


@require_GET
def cells_month(request: ActorRequest, unit_id: UUID, month: str) -> HttpResponse:
    """The cells of a committee in a month, as cards or (``?view=table``) as the printed table."""
    today = clock.today()
    page = cells_page(request.actor, unit_id, _month(month, today), today=today)
    as_table = request.GET.get("view") == "table"
    template = "support/cells_table.html" if as_table else "support/cells.html"
    return reply(request, template, {"page": present(page, today=today)})


@require_GET
def followed_cells(request: ActorRequest) -> HttpResponse:
    """The cells one was assigned to follow: the meetings announced, then what needs help."""
    if not request.actor.holds(Capability.FOLLOW_CELLS):
        raise Forbidden("Trang này dành cho cấp ủy viên được phân công theo dõi chi bộ.")
    today = clock.today()
    page = present_followed(followed_page(request.actor, today=today), today=today)
    return reply(request, "support/followed.html", {"page": page})


@require_GET
def villages(request: ActorRequest) -> HttpResponse:
    """The villages of the first unit whose figures the actor may see."""
    unit_id = request.actor.first_unit(Capability.VIEW_CELLS)
    if unit_id is None:
        raise Forbidden("Trang này dành cho cấp ủy cấp trên của chi bộ.")
    return HttpResponseRedirect(reverse("unit-villages", args=[unit_id]))


@require_GET
def unit_villages(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The register of a commune or a cell on a day (``?on=``), and the sums of what lies below."""
    actor, today = request.actor, clock.today()
    unit = unit_for(actor, unit_id, to=Capability.VIEW_FIGURES, on=today)
    form = RegisterDayForm(request.GET or None, initial={"on": today})
    page = register_page(actor, unit, form.day(today), today=today, form=form)
    return reply(request, "support/villages.html", {"page": page})


@require_GET
def villages_export(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The register of a day as a spreadsheet."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_FIGURES, on=today)
    on = RegisterDayForm(request.GET or None).day(today)
    sheet = village_sheet(unit, village_lines(request.actor, unit_id, on))
    answer = HttpResponse(sheet, SPREADSHEET)
    answer["Content-Disposition"] = f'attachment; filename="{file_name(unit, on)}"'
    answer["Cache-Control"] = "no-store"
    return answer


def _month(text: str, today: date) -> date:
    """A month that has begun, since there is a Party; others have no page."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        month = date.max
    if month.year < FIRST_YEAR or month > today:
        raise Absent("Không có số liệu của tháng này.")
    return month
