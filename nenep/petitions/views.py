"""Opinions and their answers: the cell's list, the committee's, one's own."""

from collections.abc import Callable
from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from nenep.access.policies import must_hold
from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel import clock
from nenep.meetings.actions.answer_opinion import answer_opinion
from nenep.meetings.models import Opinion
from nenep.meetings.policies import opinion_for
from nenep.petitions.actions.forward import forward_opinion
from nenep.petitions.actions.pass_on import pass_on
from nenep.petitions.actions.reply import reply_petition
from nenep.petitions.actions.tell_answer import tell_answer
from nenep.petitions.forms import AnswerForm, ForwardForm, PassOnForm, ReplyForm
from nenep.petitions.models import Petition
from nenep.petitions.pages import (
    opinion_page,
    passing_page,
    petition_page,
    petitions_page,
    reply_begun,
)
from nenep.petitions.policies import petition_for, petition_to_reply
from nenep.ui.forms import NeatForm
from nenep.ui.reply import reply

DRAWN = ("GET", "POST")


@require_GET
def petitions(request: ActorRequest) -> HttpResponse:
    """What a committee owes, what a cell waits for, what one raised oneself."""
    page = petitions_page(request.actor, clock.today())
    return reply(request, "petitions/list.html", {"page": page})


@require_http_methods(DRAWN)
def petition(request: ActorRequest, petition_id: UUID) -> HttpResponse:
    """One petition with what became of it; its committee replies here."""
    if request.method == "POST":
        row = petition_to_reply(request.actor, petition_id)
    else:
        row = petition_for(request.actor, petition_id)
    page = petition_page(request.actor, row, clock.today())
    form = ReplyForm(request.POST or None, initial=reply_begun(page, clock.today()))

    def run() -> object:
        return reply_petition(actor=request.actor, petition_id=petition_id, **form.cleaned_data)

    if request.method == "POST" and accepted(
        request, row.to_unit_id, form, run, said=_("Đã ghi; chi bộ thấy ngay.")
    ):
        return _back(row)
    context = {"page": page, "form": form}
    return reply(request, "petitions/petition.html", context, status=_status(form))


@require_http_methods(DRAWN)
def petition_passing(request: ActorRequest, petition_id: UUID) -> HttpResponse:
    """Pass it on to the committee above this one."""
    row, today = petition_to_reply(request.actor, petition_id), clock.today()
    first = {"text": row.text, "on": today}
    form = PassOnForm(named=bool(row.speaker), data=request.POST or None, initial=first)

    def run() -> object:
        return pass_on(actor=request.actor, petition_id=petition_id, **form.cleaned_data)

    if request.method == "POST" and accepted(
        request, row.to_unit_id, form, run, said=_("Đã chuyển lên cấp trên; chi bộ thấy ngay.")
    ):
        return _back(row)
    context = {"page": passing_page(row, today), "form": form}
    return reply(request, "petitions/passing.html", context, status=_status(form))


@require_POST
def petition_telling(request: ActorRequest, petition_id: UUID) -> HttpResponse:
    """The answer from above was told in the cell."""
    row = petition_for(request.actor, petition_id)
    must_hold(request.actor, Capability.RUN_MEETING, row.unit_id)

    def run() -> object:
        return tell_answer(actor=request.actor, petition_id=petition_id, on=clock.today())

    pressed(request, row.unit_id, run, said=_("Đã ghi: trả lời đã được thông báo trong chi bộ."))
    return _back(row)


@require_http_methods(DRAWN)
def opinion_forwarding(request: ActorRequest, opinion_id: UUID) -> HttpResponse:
    """Send an opinion up."""
    row = opinion_for(request.actor, opinion_id)
    must_hold(request.actor, Capability.FINALISE_PAPERS, row.unit_id)
    first = {"text": row.text, "on": clock.today()}
    form = ForwardForm(named=row.person_id is not None, data=request.POST or None, initial=first)

    def run() -> object:
        return forward_opinion(actor=request.actor, opinion_id=opinion_id, **form.cleaned_data)

    return _acted(request, row, form, run, up=True, said=_("Đã chuyển lên cấp trên."))


@require_http_methods(DRAWN)
def opinion_answer(request: ActorRequest, opinion_id: UUID) -> HttpResponse:
    """The cell answers."""
    row = opinion_for(request.actor, opinion_id)
    must_hold(request.actor, Capability.RUN_MEETING, row.unit_id)
    form = AnswerForm(request.POST or None, initial={"text": row.answer, "on": clock.today()})

    def run() -> object:
        return answer_opinion(actor=request.actor, opinion_id=opinion_id, **form.cleaned_data)

    return _acted(request, row, form, run, up=False, said=_("Đã ghi trả lời."))


def _acted(
    request: ActorRequest,
    row: Opinion,
    form: NeatForm,
    run: Callable[[], object],
    *,
    up: bool,
    said: str,
) -> HttpResponse:
    if request.method == "POST" and accepted(request, row.unit_id, form, run, said=said):
        return HttpResponseRedirect(reverse("petitions"))
    context = {"page": opinion_page(row, clock.today(), up=up), "form": form}
    return reply(request, "petitions/opinion.html", context, status=_status(form))


def _back(row: Petition) -> HttpResponse:
    return HttpResponseRedirect(reverse("petition", args=[row.pk]))


def _status(form: NeatForm) -> HTTPStatus:
    return HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
