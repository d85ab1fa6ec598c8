"""The record of a meeting from its reading to its report, and the papers as files."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.documents.policies import paper_for
from nenep.documents.queries import CONTENT_TYPES, Format, render, write
from nenep.journal.once_only import accepted, pressed
from nenep.kernel import clock
from nenep.kernel.errors import Absent
from nenep.meetings.models import Meeting
from nenep.meetings.policies import meeting_for
from nenep.minutes.actions.adopt import adopt
from nenep.minutes.actions.finalise import finalise
from nenep.minutes.actions.read_back import read_back
from nenep.minutes.actions.report_up import report_up
from nenep.minutes.forms import AdoptionForm, DayForm
from nenep.minutes.pages import shown
from nenep.minutes.queries import minutes_page, papers_page, sealed_as
from nenep.minutes.sheets import compose_any
from nenep.ui.reply import reply


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

    return _answered(request, meeting, form, vote, said=_("Đã ghi kết quả biểu quyết."))


@require_POST
def minutes_finalisation(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Numbers are given and the papers sealed."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.FINALISE_PAPERS)
    form = DayForm(request.POST)

    def seal() -> object:
        return finalise(actor=request.actor, meeting_id=meeting_id, on=form.cleaned_data["on"])

    return _answered(
        request, meeting, form, seal, said=_("Đã hoàn thiện: văn bản có số và được giữ nguyên.")
    )


@require_POST
def minutes_report(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The papers went to the superior."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.FINALISE_PAPERS)
    form = DayForm(request.POST)

    def send() -> object:
        return report_up(actor=request.actor, meeting_id=meeting_id, on=form.cleaned_data["on"])

    return _answered(request, meeting, form, send, said=_("Đã ghi ngày gửi cấp trên."))


@require_GET
def paper(request: ActorRequest, paper_id: UUID, form: str) -> HttpResponse:
    """A sealed paper as a file; the same paper gives the same bytes."""
    sealed = paper_for(request.actor, paper_id, to=Capability.VIEW_PAPERS)
    wanted = _format(form)
    name = sealed.number_text.replace("/", "-") or sealed.type_code
    return _file(render(sealed, wanted), wanted, name)


@require_GET
def draft_paper(request: ActorRequest, meeting_id: UUID, kind: str, form: str) -> HttpResponse:
    """A draft with a blank number; once the papers are sealed, the sealed one."""
    wanted = _format(form)
    sealed = sealed_as(request.actor, meeting_id, kind)
    if sealed is not None:
        return HttpResponseRedirect(reverse("paper", args=[sealed.pk, form]))
    document = compose_any(request.actor, meeting_id, kind)
    return _file(write(document, wanted, on=clock.today()), wanted, f"{kind}-{_('dự thảo')}")


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


def _answered(
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


def _format(name: str) -> Format:
    if name not in CONTENT_TYPES:
        raise Absent("Văn bản chỉ có dạng PDF và DOCX.")
    return cast(Format, name)


def _file(content: bytes, form: Format, name: str) -> HttpResponse:
    """A PDF opens in place, a DOCX is saved; neither stays in a shared cache."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    shown_as = content_disposition_header(form == "docx", f"{name}.{form}")
    if shown_as:
        response["Content-Disposition"] = shown_as
    response["Cache-Control"] = "private, no-store"
    return response
