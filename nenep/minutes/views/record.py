"""The record of a meeting, from its reading to its report."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel import clock
from nenep.meetings.models import Meeting
from nenep.meetings.policies import meeting_for
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.finalise import finalise
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.actions.report_up import report_up
from nenep.minutes.forms import AdoptionForm, DayForm
from nenep.minutes.pages import shown
from nenep.minutes.queries import minutes_page, papers_page, sealed_by_another
from nenep.ui.reply import reply

_SEALED_BEFORE = gettext_lazy(
    "Một đồng chí khác đã hoàn thiện cuộc họp này trước; số và ngày trên văn bản là của lần ấy."
)
_ADOPTED_BEFORE = gettext_lazy(
    "Biên bản đã được thông qua từ trước; kết quả lần ấy được giữ, số vừa nhập không ghi."
)


@require_GET
def minutes(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes and the resolution as they read now, and the next step."""
    return _page(request, meeting_id)


@require_POST
def minutes_reading(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The minutes were read back at the end of the evening."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.RUN_MEETING)

    def read() -> object:
        return read_back(actor=request.actor, meeting_id=meeting_id, on=_evening_of(meeting))

    pressed(request, meeting.unit_id, read, said=_("Đã ghi: biên bản được đọc lại."))
    return _back(meeting_id)


@require_POST
def minutes_adoption(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The cell voted; a vote that failed is kept and told."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.RUN_MEETING)
    form = AdoptionForm(request.POST)

    def vote() -> None:
        said = adopt(
            actor=request.actor, meeting_id=meeting_id, on=_evening_of(meeting), **form.cleaned_data
        )
        if not said.passed:
            messages.warning(request, _("Biểu quyết không đạt tỷ lệ nên biên bản chưa thông qua."))
        if any(getattr(said, name) != count for name, count in form.cleaned_data.items()):
            messages.warning(request, _ADOPTED_BEFORE)

    return answered(request, meeting, form, vote, said=_("Đã ghi kết quả biểu quyết."))


@require_POST
def minutes_finalisation(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Numbers are given and the papers sealed."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.FINALISE_PAPERS)
    form = DayForm(request.POST)

    def seal() -> None:
        finalise(actor=request.actor, meeting_id=meeting_id, on=form.cleaned_data["on"])
        if sealed_by_another(request.actor, meeting_id):
            messages.warning(request, _SEALED_BEFORE)

    return answered(
        request, meeting, form, seal, said=_("Đã hoàn thiện: văn bản có số và được giữ nguyên.")
    )


@require_POST
def minutes_report(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The papers went to the superior."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.FINALISE_PAPERS)
    form = DayForm(request.POST)

    def send() -> object:
        return report_up(actor=request.actor, meeting_id=meeting_id, on=form.cleaned_data["on"])

    return answered(request, meeting, form, send, said=_("Đã ghi ngày gửi cấp trên."))


@require_GET
def unit_papers(request: ActorRequest, unit_id: UUID) -> HttpResponse:
    """The sealed papers of a cell, a year at a time."""
    page = papers_page(request.actor, unit_id, before=request.GET.get("before", ""))
    return reply(request, "minutes/papers.html", {"page": page})


def _page(
    request: ActorRequest, meeting_id: UUID, form: Form | None = None, status: int = HTTPStatus.OK
) -> HttpResponse:
    page = shown(minutes_page(request.actor, meeting_id), form)
    return reply(request, "minutes/minutes.html", {"shown": page}, status=status)


def answered(
    request: ActorRequest, meeting: Meeting, form: Form, run: Callable[[], object], *, said: str
) -> HttpResponse:
    """Every step with boxes: back to the minutes, or the minutes with what was wrong (422)."""
    if accepted(request, meeting.unit_id, form, run, said=said):
        return _back(meeting.pk)
    return _page(request, meeting.pk, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _back(meeting_id: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("minutes", args=[meeting_id]))


def _evening_of(meeting: Meeting) -> date:
    """Reading back and adopting belong to the evening itself, whenever they are entered."""
    return meeting.held_on or clock.today()
