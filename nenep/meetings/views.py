"""The list of a cell's meetings, and the habit behind them."""

from http import HTTPStatus

from django.forms import model_to_dict
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.meetings.actions.open_series import open_series
from nenep.meetings.forms import SeriesForm
from nenep.meetings.pages import meetings_list
from nenep.meetings.policies import own_cell, own_cell_to_prepare
from nenep.meetings.queries import series_on
from nenep.structure.queries.units import unit_on
from nenep.ui.reply import reply


@require_GET
def meetings(request: ActorRequest) -> HttpResponse:
    """The months of the own cell: what is next, and what was."""
    page = meetings_list(request.actor, own_cell(request.actor), today=clock.today())
    return reply(request, "meetings/list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def meeting_series(request: ActorRequest) -> HttpResponse:
    """When and where the own cell meets, from a day on."""
    unit_id, today = own_cell_to_prepare(request.actor), clock.today()
    running = series_on(unit_id, "regular", today)
    known = model_to_dict(running) if running else {"planned_minutes": 90}
    form = SeriesForm(request.POST or None, initial=known | {"on": today.replace(day=1)})

    def change() -> object:
        said = form.cleaned_data
        return open_series(actor=request.actor, unit_id=unit_id, kind="regular", **said)

    if request.method == "POST" and accepted(
        request, unit_id, form, change, said=_("Đã ghi lịch sinh hoạt.")
    ):
        return HttpResponseRedirect(reverse("meetings"))
    context = {"form": form, "unit": unit_on(unit_id, today), "running": running}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(request, "meetings/series.html", context, status=status)
