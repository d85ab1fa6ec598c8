"""The score sheet of a meeting: filled in line by line, confirmed by the cell."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.meetings.models import Meeting
from nenep.meetings.policies import meeting_for
from nenep.scoring.actions.answer import answer_lines
from nenep.scoring.actions.confirm import confirm_scores
from nenep.scoring.forms import SheetForm
from nenep.scoring.pages import shown
from nenep.scoring.queries import SheetPage, sheet_page
from nenep.ui.errors import sentence
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def score_sheet(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The sheet with its evidence; saving keeps what was said so far."""
    if request.method == "POST":
        return _saved(request, meeting_id)
    page = sheet_page(request.actor, meeting_id)
    return _page(request, page, SheetForm(page.sheet) if page.may_score else None)


@require_POST
def score_confirmation(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Save, then confirm; what is refused leaves the answers saved and is told on the page."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.SCORE_MEETING)
    page = sheet_page(request.actor, meeting_id)
    form = SheetForm(page.sheet, request.POST)

    def save_and_confirm() -> None:
        answer_lines(actor=request.actor, meeting_id=meeting_id, answers=form.answers())
        _confirm(request, meeting)

    said = _("Đã lưu điểm.")
    if accepted(request, meeting.unit_id, form, save_and_confirm, said=said):
        stands = sheet_page(request.actor, meeting_id).sheet
        name = "minutes" if stands.confirmed_on else "score-sheet"
        return HttpResponseRedirect(reverse(name, args=[meeting_id]))
    return _page(request, page, form)


def _saved(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    meeting = meeting_for(request.actor, meeting_id, to=Capability.SCORE_MEETING)
    page = sheet_page(request.actor, meeting_id)
    form = SheetForm(page.sheet, request.POST)

    def save() -> object:
        return answer_lines(actor=request.actor, meeting_id=meeting_id, answers=form.answers())

    if accepted(request, meeting.unit_id, form, save, said=_("Đã lưu điểm.")):
        return HttpResponseRedirect(reverse("score-sheet", args=[meeting_id]))
    return _page(request, page, form)


def _confirm(request: ActorRequest, meeting: Meeting) -> None:
    """A refusal undoes the confirmation only; the answers stay."""
    on = meeting.held_on or clock.today()
    try:
        with transaction.atomic():
            confirm_scores(actor=request.actor, meeting_id=meeting.pk, on=on)
    except Refused as refusal:
        messages.error(request, sentence(refusal))


def _page(request: ActorRequest, page: SheetPage, form: SheetForm | None) -> HttpResponse:
    wrong = form is not None and form.is_bound
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return reply(request, "scoring/sheet.html", {"shown": shown(page, form)}, status=status)
