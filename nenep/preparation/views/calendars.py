"""The calendar: of a cell for its members, of the cells of a committee for its office."""

from datetime import date
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import pressed
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.preparation.actions.fulfil import fulfil
from nenep.preparation.calendars import calendar_page, cells_calendar_page, own_unit
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply

FIRST_YEAR, LAST_YEAR = 1990, 2100


@require_GET
def calendar(request: ActorRequest) -> HttpResponse:
    """The own cell's, or that of the committee one works for."""
    unit_id = own_unit(request.actor)
    if unit_id is None:
        raise Forbidden(_("Trang này dành cho đảng viên và cấp ủy."))
    return HttpResponseRedirect(reverse("unit-calendar", args=[unit_id]))


@require_GET
def unit_calendar(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """A month with what is due; ``?month=2026-11`` another one."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_CALENDAR, on=today)
    month, valid = _month(request.GET.get("month", ""), today)
    status = HTTPStatus.OK if valid else HTTPStatus.UNPROCESSABLE_ENTITY
    if unit.is_cell:
        page = calendar_page(request.actor, unit, month, today=today)
        return reply(request, "preparation/calendar.html", {"page": page}, status=status)
    cells = cells_calendar_page(unit, month, today=today)
    return reply(request, "preparation/cells_calendar.html", {"page": cells}, status=status)


@require_POST
def duty_fulfilment(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The cell says that a duty of the year is done today."""
    today = clock.today()
    unit_for(request.actor, unit_id, to=Capability.PREPARE_MEETING, on=today)
    year = request.POST.get("year", "")

    def tell() -> object:
        return fulfil(
            actor=request.actor,
            unit_id=unit_id,
            code=request.POST.get("code", ""),
            year=int(year) if year.isdecimal() and len(year) == 4 else today.year,
            on=today,
        )

    pressed(request, unit_id, tell, said=_("Đã ghi là làm xong."))
    return HttpResponseRedirect(f"{reverse('unit-calendar', args=[unit_id])}#year")


def _month(said: str, today: date) -> tuple[date, bool]:
    """The month asked for; this one, and False, where it cannot be read."""
    if not said:
        return today.replace(day=1), True
    try:
        month = date.fromisoformat(f"{said}-01")
    except ValueError:
        return today.replace(day=1), False
    known = FIRST_YEAR <= month.year <= LAST_YEAR
    return (month if known else today.replace(day=1)), known
