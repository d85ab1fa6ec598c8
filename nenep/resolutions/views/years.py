"""A year's assignment: the list, what is planned for a member, the adoption by vote."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.resolutions.actions.adopt_year import adopt_year
from nenep.resolutions.actions.plan_year import plan_for_member, plan_from_what_is_known
from nenep.resolutions.year_forms import AdoptionForm, MemberYearForm
from nenep.resolutions.year_page import member_of_year, year_page
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply


@require_GET
def year(request: ActorRequest, unit_id: UUID, year: int) -> HttpResponse:
    """Who has which task of the year, and who has none."""
    return _drawn(request, unit_id, year, None, HTTPStatus.OK)


@require_POST
def year_draft(request: ActorRequest, unit_id: UUID, year: int) -> HttpResponse:
    """Draw up the list from what is known."""
    unit_for(request.actor, unit_id, to=Capability.PREPARE_MEETING, on=clock.today())

    def run() -> object:
        return plan_from_what_is_known(actor=request.actor, unit_id=unit_id, year=year)

    pressed(request, unit_id, run, said=_("Đã lập dự kiến; đồng chí xem lại từng người."))
    return _back(unit_id, year)


@require_http_methods(["GET", "POST"])
def year_member(request: ActorRequest, person_id: UUID, year: int) -> HttpResponse:
    """The planned tasks of one member of the own cell."""
    member = member_of_year(request.actor, person_id, year, clock.today())
    form = MemberYearForm(member.planned, member.current, request.POST or None)

    def run() -> object:
        return plan_for_member(
            actor=request.actor,
            unit_id=member.unit.id,
            year=year,
            person_id=person_id,
            lines=form.lines(),
        )

    said = _("Đã lưu dự kiến.")
    if request.method == "POST" and accepted(request, member.unit.id, form, run, said=said):
        return _back(member.unit.id, year)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "member": member}
    return reply(request, "resolutions/year_member.html", context, status=status)


@require_POST
def year_adoption(request: ActorRequest, unit_id: UUID, year: int) -> HttpResponse:
    """The cell adopted the plan in the meeting that is open."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.RUN_MEETING, on=today)
    adoption = year_page(request.actor, unit, year, today).adoption
    form = AdoptionForm(adoption.votes if adoption else (), request.POST)

    def run() -> object:
        if adoption is None:
            raise Refused("Chưa có dự kiến, hoặc chưa có buổi sinh hoạt nào đang mở; chưa giao gì.")
        return adopt_year(
            actor=request.actor,
            meeting_id=adoption.meeting_id,
            year=year,
            vote_id=form.cleaned_data["vote"],
        )

    if accepted(request, unit_id, form, run, said=_("Đã giao nhiệm vụ năm cho từng đảng viên.")):
        return _back(unit_id, year)
    return _drawn(request, unit_id, year, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _drawn(
    request: ActorRequest, unit_id: UUID, year: int, form: AdoptionForm | None, status: int
) -> HttpResponse:
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_MEMBERS, on=today)
    page = year_page(request.actor, unit, year, today)
    votes = page.adoption.votes if page.adoption else ()
    context = {"page": page, "form": form or AdoptionForm(votes), "today": today}
    return reply(request, "resolutions/year.html", context, status=status)


def _back(unit_id: UUID, year: int) -> HttpResponse:
    return HttpResponseRedirect(reverse("unit-year", args=[unit_id, year]))
