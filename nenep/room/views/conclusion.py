"""The end of the discussion: the chair concludes, the paper is named, the meeting is closed."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import accepted
from nenep.kernel.errors import Conflict
from nenep.meetings.actions.close_meeting import close_meeting
from nenep.meetings.actions.conclude import conclude
from nenep.meetings.queries import MeetingPage
from nenep.meetings.steps import page_of
from nenep.resolutions.actions.resolve import resolve
from nenep.room.closing import closure_form, conclusion_form, conclusion_page
from nenep.room.forms import ClosureForm, ConclusionForm
from nenep.room.queries import room_page
from nenep.room.ways import back_to, two_texts
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def conclusion(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The conclusion, the resolution's subject, the tasks given, and what is missing to close."""
    page = room_page(request.actor, meeting_id)
    if page.milestone("opened") is None:
        return back_to("evening", meeting_id)
    form = conclusion_form(page, request.POST or None)

    def write() -> None:
        _write(request, meeting_id, form)

    try:
        if request.method == "POST" and accepted(
            request, page.meeting.unit_id, form, write, said=_("Đã ghi kết luận.")
        ):
            return back_to("conclusion", meeting_id)
    except Conflict as conflict:
        return _both(request, page, conflict)
    return _drawn(request, page, form, closure_form(page))


@require_POST
def closure(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Close the meeting; scoring comes next, then the minutes are read back."""
    page = room_page(request.actor, meeting_id)
    form = ClosureForm(request.POST, auto_id="closure_%s")

    def close() -> object:
        return close_meeting(actor=request.actor, meeting_id=meeting_id, **form.cleaned_data)

    if accepted(request, page.meeting.unit_id, form, close, said=_("Cuộc họp đã kết luận.")):
        return HttpResponseRedirect(page_of("score-sheet", meeting_id))
    return _drawn(request, page, conclusion_form(page, None), form)


def _write(request: ActorRequest, meeting_id: UUID, form: ConclusionForm) -> None:
    said, actor = form.cleaned_data, request.actor
    conclude(actor=actor, meeting_id=meeting_id, text=said["text"], revision=said["revision"])
    if said["kind"]:
        resolve(
            actor=actor,
            meeting_id=meeting_id,
            kind=said["kind"],
            subject=said["subject"],
            vote_id=form.vote_id(),
        )


def _both(request: ActorRequest, page: MeetingPage, conflict: Conflict) -> HttpResponse:
    kept = {name: request.POST.get(name, "") for name in ("kind", "subject", "vote")}
    newest = room_page(request.actor, page.meeting.pk).meeting
    return two_texts(
        request,
        page,
        conflict,
        title=_("Kết luận của chủ trì"),
        revision=newest.conclusion_revision,
        fields=kept,
        keep_url=reverse("conclusion", args=[page.meeting.pk]),
    )


def _drawn(
    request: ActorRequest, page: MeetingPage, form: ConclusionForm, closing: ClosureForm
) -> HttpResponse:
    wrong = form.is_bound or closing.is_bound
    shown = conclusion_page(page)
    context = {"page": shown, "form": form, "closing": closing, "refused": wrong}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
    return reply(request, "room/conclusion.html", context, status=status)
