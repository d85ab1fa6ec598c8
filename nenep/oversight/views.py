"""Papers opened with a reason, the read log of a unit, and emergencies."""

from http import HTTPStatus
from typing import cast
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.documents.queries import CONTENT_TYPES, Format, render
from nenep.journal.once_only import accepted, pressed
from nenep.kernel import clock
from nenep.kernel.errors import Absent, Forbidden
from nenep.oversight import policies
from nenep.oversight.actions.emergency import approve_emergency, ask_emergency, end_emergency
from nenep.oversight.actions.open_paper import open_paper
from nenep.oversight.forms import EmergencyForm, OpeningForm
from nenep.oversight.pages import (
    emergency_lines,
    history_page,
    mine_today,
    readings_page,
    reads_freely,
)
from nenep.oversight.queries import papers_to_open
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")


@require_http_methods(DRAWN)
def paper_openings(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Open one paper of a unit far below: the reason first."""
    unit = unit_for(request.actor, unit_id, to=Capability.OPEN_PAPERS, on=clock.today())
    papers = papers_to_open(unit_id)
    form = OpeningForm(papers, request.POST if request.method == "POST" else None)

    def run() -> object:
        return open_paper(
            actor=request.actor,
            unit_id=unit_id,
            paper_id=UUID(form.cleaned_data["paper"]),
            reason=form.cleaned_data["reason"],
            words=form.cleaned_data["words"],
        )

    said = _("Đã ghi lý do; văn bản mở được đến hết hôm nay.")
    if form.is_bound and accepted(request, unit_id, form, run, said=said):
        return HttpResponseRedirect(reverse("paper-openings", args=[unit_id]))
    context = {
        **{"unit": unit, "form": form, "papers": papers},
        **{"mine": mine_today(request.actor, unit_id)},
        **{"free": reads_freely(request.actor, unit_id)},
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(request, "oversight/openings.html", context, status=status)


@require_GET
def opened_paper(request: ActorRequest, opening_id: UUID, form: str) -> HttpResponse:
    """The paper itself, on the day of its opening, to whoever opened it."""
    if form not in CONTENT_TYPES:
        raise Absent("Văn bản chỉ có dạng PDF và DOCX.")
    _opening, paper = policies.opened_paper_for(request.actor, opening_id)
    wanted = cast(Format, form)
    response = HttpResponse(render(paper, wanted), content_type=CONTENT_TYPES[wanted])
    response["Content-Disposition"] = f'inline; filename="{paper.type_code}.{form}"'
    response["Cache-Control"] = "private, no-store"
    return response


@require_GET
def unit_readings(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Who opened papers or records of this unit from far above, and why."""
    unit = unit_for(request.actor, unit_id, to=Capability.VIEW_JOURNAL, on=clock.today())
    return reply(request, "oversight/readings.html", {"page": readings_page(request.actor, unit)})


@require_GET
def history(request: ActorRequest, object_id: UUID) -> HttpResponse:
    """Who did what to a meeting, a paper, a task, a person or a unit, and when."""
    page = history_page(request.actor, object_id)
    return reply(request, "oversight/history.html", {"page": page})


@require_GET
def emergencies(request: ActorRequest) -> HttpResponse:
    """The requests of one's branch: to approve, to close, to know."""
    if not request.actor.holds(Capability.REACH_IN_EMERGENCY):
        raise Forbidden("Trang này dành cho văn phòng cấp ủy.")
    return reply(request, "oversight/emergencies.html", {"lines": emergency_lines(request.actor)})


@require_http_methods(DRAWN)
def emergency_new(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Ask to read one unit's records; a second officer decides."""
    unit = policies.unit_to_reach(request.actor, unit_id)
    form = EmergencyForm(settings.EMERGENCY_HOURS, request.POST or None)

    def run() -> object:
        return ask_emergency(actor=request.actor, unit_id=unit_id, **form.cleaned_data)

    said = _("Đã gửi đề nghị; cần một đồng chí khác duyệt.")
    if request.method == "POST" and accepted(request, unit_id, form, run, said=said):
        return HttpResponseRedirect(reverse("emergencies"))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(
        request, "oversight/emergency_new.html", {"unit": unit, "form": form}, status=status
    )


@require_POST
def emergency_approval(request: ActorRequest, emergency_id: UUID) -> HttpResponse:
    """The second person agrees."""
    found = policies.emergency_for(request.actor, emergency_id, to=Capability.REACH_IN_EMERGENCY)

    def run() -> object:
        return approve_emergency(actor=request.actor, emergency_id=emergency_id)

    pressed(request, found.unit_id, run, said=_("Đã duyệt; mọi trang được đọc đều vào nhật ký."))
    return HttpResponseRedirect(reverse("emergencies"))


@require_POST
def emergency_end(request: ActorRequest, emergency_id: UUID) -> HttpResponse:
    """Closed before its time, or refused."""
    found = policies.emergency_for(request.actor, emergency_id, to=Capability.REACH_IN_EMERGENCY)

    def run() -> object:
        return end_emergency(actor=request.actor, emergency_id=emergency_id)

    pressed(request, found.unit_id, run, said=_("Đã đóng; không ai đọc thêm được gì."))
    return HttpResponseRedirect(reverse("emergencies"))
