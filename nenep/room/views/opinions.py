"""Opinions: who said what, under which item. Nothing here is counted per person."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel.errors import Absent
from nenep.meetings.actions.raise_opinion import raise_opinion, remove_opinion
from nenep.meetings.models import Opinion
from nenep.meetings.policies import meeting_for
from nenep.meetings.queries import MeetingPage
from nenep.room.forms import OpinionForm
from nenep.room.queries import room_page
from nenep.room.ways import asked_id, back_to, form_status
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def opinions(
    request: ActorRequest, meeting_id: UUID, opinion_id: UUID | None = None
) -> HttpResponse:
    """Enter an opinion, or change the one of the address; below, all that were said."""
    page = room_page(request.actor, meeting_id)
    known = _known(page, opinion_id)
    form = OpinionForm(
        page.roll, page.items, request.POST or None, initial=_initial(request, known)
    )

    def say() -> object:
        return raise_opinion(
            actor=request.actor, meeting_id=meeting_id, opinion_id=opinion_id, **form.words()
        )

    if request.method == "POST" and accepted(
        request, page.meeting.unit_id, form, say, said=_("Đã ghi ý kiến.")
    ):
        return back_to("opinions", meeting_id)
    context = {"page": page, "form": form, "known": known}
    return reply(request, "room/opinions.html", context, status=form_status(form))


@require_POST
def opinion_removal(request: ActorRequest, meeting_id: UUID, opinion_id: UUID) -> HttpResponse:
    """Take back what was entered by mistake."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.RUN_MEETING)

    def remove() -> None:
        remove_opinion(actor=request.actor, opinion_id=opinion_id)

    pressed(request, meeting.unit_id, remove, said=_("Đã bỏ ý kiến."))
    return back_to("opinions", meeting_id)


def _known(page: MeetingPage, opinion_id: UUID | None) -> Opinion | None:
    if opinion_id is None:
        return None
    said = [*page.other_opinions, *(o for item in page.items for o in item.opinions)]
    found = next((one.row for one in said if one.row.pk == opinion_id), None)
    if found is None:
        raise Absent("Không tìm thấy ý kiến này trong cuộc họp.")
    return found


def _initial(request: ActorRequest, known: Opinion | None) -> dict[str, object]:
    if known is None:
        return {"item": asked_id(request, "item") or ""}
    return {
        "person": known.person_id or "",
        "kind": known.kind,
        "text": known.text,
        "item": known.item_id or "",
        "minority": known.minority,
        "needs_answer": known.needs_answer,
    }
