"""A text amended while the minutes are read back."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.requests import ActorRequest
from nenep.journal.once_only import accepted
from nenep.minutes.actions.amend import amend
from nenep.minutes.amendments import amendments_page
from nenep.minutes.forms import AmendmentForm
from nenep.ui.reply import reply


@require_GET
def minutes_amendments(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Every text as it is read, and what was amended so far."""
    page = amendments_page(request.actor, meeting_id)
    return reply(request, "minutes/amendments.html", {"page": page})


@require_http_methods(["GET", "POST"])
def minutes_amendment(
    request: ActorRequest, meeting_id: UUID, part: str, part_id: UUID
) -> HttpResponse:
    """One text: as it was read, and as it should read."""
    page = amendments_page(request.actor, meeting_id)
    text = page.text(part, part_id)
    unbound = {"before": text.text, "after": text.text, "agreed": "hand"}
    form = AmendmentForm(page.present, request.POST or None, initial=unbound)

    def change() -> None:
        told = amend(
            actor=request.actor,
            meeting_id=meeting_id,
            part=text.part,
            part_id=part_id,
            before=form.cleaned_data["before"],
            after=form.cleaned_data["after"],
            asked_by=form.asker(),
            counted=form.totals(),
        )
        if told.row is None:
            messages.warning(request, _("Biểu quyết không đạt tỷ lệ nên nội dung được giữ nguyên."))

    unit_id = page.page.meeting.unit_id
    if request.method == "POST" and accepted(
        request, unit_id, form, change, said=_("Đã ghi việc sửa biên bản.")
    ):
        return HttpResponseRedirect(reverse("minutes-amendments", args=[meeting_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"page": page, "text": text, "form": form}
    return reply(request, "minutes/amendment.html", context, status=status)
