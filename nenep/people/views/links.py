"""The book of Regulation 213 of a cell: who is linked, the yearly comments, the year as a sheet."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.queries import may
from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.kernel.errors import Forbidden
from nenep.people.actions.export_links import export_links
from nenep.people.actions.residence import (
    comment_residence,
    end_residence_link,
    link_residence,
)
from nenep.people.forms.links import CommentForm, LinkEndForm, LinkForm
from nenep.people.link_sheet import SPREADSHEET, link_sheet
from nenep.people.pages.acts import act_answer
from nenep.people.pages.links import book_page, comment_page, end_page, known_year, shown_year
from nenep.people.policies import link_for
from nenep.structure.policies import unit_for
from nenep.ui.reply import reply


@require_GET
def residence_book(request: ActorRequest) -> HttpResponse:
    """The book of the first unit the actor answers for."""
    unit_id = request.actor.first_unit(Capability.VIEW_MEMBERS)
    if unit_id is None:
        raise Forbidden("Trang này dành cho cấp ủy quản lý đảng viên.")
    return HttpResponseRedirect(reverse("residence-links", args=[unit_id]))


@require_http_methods(["GET", "POST"])
def residence_links(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Who is linked to the cell; one more is entered here."""
    today = clock.today()
    needed = Capability.RECORD_STATES if request.method == "POST" else Capability.VIEW_MEMBERS
    unit = unit_for(request.actor, unit_id, to=needed, on=today)
    form = LinkForm(request.POST or None, initial={"on": today})

    def run() -> object:
        return link_residence(actor=request.actor, unit_id=unit_id, **form.cleaned_data)

    if request.method == "POST" and accepted(request, unit_id, form, run):
        return HttpResponseRedirect(request.path)
    year = shown_year(request.GET.get("year", ""), today)
    writes = unit.is_cell and may(request.actor, Capability.RECORD_STATES, unit_id)
    page = book_page(unit, year, today, form=form, writes=writes)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(request, "people/residence_links.html", {"page": page}, status=status)


@require_POST
def residence_sheet(request: ActorRequest, unit_id: UUID, year: int) -> HttpResponse:
    """The book of a year as a spreadsheet. By POST: it is journaled."""
    actor, today = request.actor, clock.today()
    unit = unit_for(actor, unit_id, to=Capability.VIEW_MEMBERS, on=today)
    year = known_year(year, today)
    lines, mark = export_links(actor=actor, unit_id=unit_id, year=year, on=today)
    content = link_sheet(lines, unit, year, mark=mark)
    answer = HttpResponse(content, SPREADSHEET)
    answer["Content-Disposition"] = f'attachment; filename="so-213-{year}.xlsx"'
    answer["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def residence_comment(request: ActorRequest, link_id: UUID) -> HttpResponse:
    """The comment of a year, beside those of the years before."""
    link = link_for(request.actor, link_id, to=Capability.RECORD_STATES)
    today = clock.today()
    form = CommentForm(today, request.POST or None, initial={"year": today.year, "given_on": today})

    def run() -> object:
        return comment_residence(actor=request.actor, link_id=link_id, **form.cleaned_data)

    page = comment_page(link, today)
    return act_answer(request, link.unit_id, form, run, page, said=_("Đã ghi nhận xét."))


@require_http_methods(["GET", "POST"])
def residence_link_end(request: ActorRequest, link_id: UUID) -> HttpResponse:
    """The link holds no longer."""
    link = link_for(request.actor, link_id, to=Capability.RECORD_STATES)
    form = LinkEndForm(request.POST or None, initial={"on": clock.today()})

    def run() -> object:
        return end_residence_link(actor=request.actor, link_id=link_id, **form.cleaned_data)

    page = end_page(link)
    return act_answer(request, link.unit_id, form, run, page, said=_("Đã ghi thôi theo dõi."))
