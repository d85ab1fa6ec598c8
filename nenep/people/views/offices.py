"""Offices of a unit begin and end; its committee's terms; its elections."""

from collections.abc import Sequence
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.policies import found, must_hold
from nenep.access.requests import ActorRequest
from nenep.access.rules import Actor, Capability, Office
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.people.actions.appoint import appoint
from nenep.people.actions.end_office import end_office
from nenep.people.actions.open_term import open_term
from nenep.people.actions.record_election import record_election
from nenep.people.forms.offices import (
    CandidateForm,
    Candidates,
    ElectionForm,
    OfficeEndForm,
    OfficeForm,
    TermForm,
    rows_asked,
)
from nenep.people.models import OfficeTerm
from nenep.people.pages.acts import act_answer
from nenep.people.pages.offices import (
    candidates_for,
    end_page,
    office_page,
    rules_for,
    term_page,
)
from nenep.people.queries.offices import office_line
from nenep.people.rules.committee import term_until
from nenep.people.rules.elections import in_doubt
from nenep.people.rules.offices import ELECTED, offices_in
from nenep.structure.policies import unit_for
from nenep.structure.queries.units import unit_near
from nenep.structure.rules.units import UnitView
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")


@require_http_methods(DRAWN)
def office_new(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """Somebody begins an office, began one before, or is to begin one."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.MANAGE_MEMBERS, on=today)
    candidates = candidates_for(unit, today)
    form = OfficeForm(candidates, offices_in(unit), request.POST or None, initial={"on": today})

    def run() -> object:
        return _appointed(request.actor, unit_id, form)

    return act_answer(request, unit_id, form, run, office_page(unit), said=_("Đã ghi chức vụ."))


@require_http_methods(DRAWN)
def office_end(request: ActorRequest, term_id: UUID) -> HttpResponse:
    """Somebody's office ends."""
    term = found(OfficeTerm.objects.all(), term_id)
    must_hold(request.actor, Capability.MANAGE_MEMBERS, term.unit_id)
    today = clock.today()
    form = OfficeEndForm(request.POST or None, initial={"on": today})

    def run() -> object:
        return end_office(actor=request.actor, term_id=term_id, **form.cleaned_data)

    page = end_page(office_line(term), unit_near(term.unit_id, today))
    said = _("Đã ghi thôi giữ chức vụ.")
    return act_answer(request, term.unit_id, form, run, page, said=said)


@require_http_methods(DRAWN)
def term_new(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """A term of the committee begins, or began before."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.MANAGE_MEMBERS, on=today)
    rules = rules_for(unit)
    form = TermForm(request.POST or None, initial={"on": today})

    def run() -> object:
        return _opened(request.actor, unit_id, form, rules.term_years)

    page = term_page(unit, rules)
    return act_answer(request, unit_id, form, run, page, said=_("Đã ghi nhiệm kỳ."))


@require_http_methods(DRAWN)
def election_new(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The tellers' report of an election: totals, and a row for each candidate and office."""
    today = clock.today()
    unit = unit_for(request.actor, unit_id, to=Capability.MANAGE_MEMBERS, on=today)
    asks = "more" in request.POST
    data = request.POST if request.method == "POST" and not asks else None
    form = ElectionForm(data, initial=_typed(request.POST) or {"held_on": today})
    rows = _rows(request.POST, unit, candidates_for(unit, today), bound=data is not None)

    def run() -> object:
        return _recorded(request.actor, unit_id, form, rows)

    if data is not None and _sound(form, rows) and accepted(request, unit_id, form, run):
        return HttpResponseRedirect(reverse("unit-history", args=[unit_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if data is not None else HTTPStatus.OK
    context = {"unit": unit, "form": form, "rows": rows}
    return reply(request, "people/election.html", context, status=status)


def _appointed(actor: Actor, unit_id: UUID, form: OfficeForm) -> object:
    said = form.cleaned_data
    return appoint(
        actor=actor,
        person_id=said["person"],
        unit_id=unit_id,
        office=Office(said["office"]),
        on=said["on"],
        until=form.first_day_after,
        basis=said["basis"],
        decision=said["decision"],
    )


def _opened(actor: Actor, unit_id: UUID, form: TermForm, years: int | None) -> object:
    said = form.cleaned_data
    until = form.first_day_after or (term_until(said["on"], years) if years else None)
    return open_term(
        actor=actor,
        unit_id=unit_id,
        label=said["label"],
        size=said["size"],
        on=said["on"],
        until=until,
    )


def _typed(data: QueryDict) -> dict[str, str]:
    """What stood in the boxes when more rows were asked for."""
    return {name: value for name, value in data.items() if isinstance(value, str)}


def _rows(
    data: QueryDict, unit: UnitView, candidates: Candidates, *, bound: bool
) -> list[CandidateForm]:
    offices = [office for office in offices_in(unit) if office in ELECTED]
    return [
        CandidateForm(
            candidates,
            offices,
            data if bound else None,
            prefix=f"c{at}",
            initial=_typed_row(data, at) or {"office": offices[-1].value},
        )
        for at in range(rows_asked(data))
    ]


def _typed_row(data: QueryDict, at: int) -> dict[str, str]:
    """What stood in one row when more were asked for; nothing for a fresh one."""
    names = ("person", "office", "votes", "elected")
    return {name: data.get(f"c{at}-{name}", "") for name in names if f"c{at}-{name}" in data}


def _sound(form: ElectionForm, rows: Sequence[CandidateForm]) -> bool:
    """Every box is readable, and a doubtful result was confirmed by people."""
    if not all([form.is_valid(), *(row.is_valid() for row in rows)]):
        return False
    told = [row.candidacy for row in rows if row.candidacy is not None]
    if in_doubt(form.ballots, told) and not form.cleaned_data["confirmed"]:
        form.add_error(
            "confirmed",
            _(
                "Có người trúng cử chưa quá một nửa số được triệu tập. Đồng chí đối chiếu biên bản;"
                " nếu kết quả đã được công nhận thì đánh dấu ở đây rồi ghi lại."
            ),
        )
    return form.is_valid()


def _recorded(
    actor: Actor, unit_id: UUID, form: ElectionForm, rows: Sequence[CandidateForm]
) -> object:
    said = form.cleaned_data
    return record_election(
        actor=actor,
        unit_id=unit_id,
        kind=said["kind"],
        held_on=said["held_on"],
        convened=said["convened"],
        issued=said["issued"],
        collected=said["collected"],
        valid=said["valid"],
        tallies=[row.candidacy for row in rows if row.candidacy is not None],
    )
