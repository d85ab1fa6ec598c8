"""The meeting as its members read it, and the question they bring."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.meetings.actions.raise_opinion import raise_opinion
from nenep.meetings.policies import meeting_for
from nenep.preparation.forms import QuestionForm
from nenep.preparation.notices import notice_page
from nenep.ui.reply import reply


@require_GET
def meeting(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Notice, agenda with its basis, own tasks; the papers once they are sealed."""
    return _drawn(request, meeting_id)


@require_POST
def questions(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """An opinion in the own name, before or during the meeting."""
    unit_id = meeting_for(request.actor, meeting_id, to=Capability.RAISE_OPINION).unit_id
    form = QuestionForm(request.POST)

    def ask() -> object:
        return raise_opinion(
            actor=request.actor,
            meeting_id=meeting_id,
            person_id=request.actor.person_id,
            **form.cleaned_data,
        )

    if accepted(request, unit_id, form, ask, said=_("Đã gửi ý kiến đến chi bộ.")):
        return HttpResponseRedirect(reverse("meeting", args=[meeting_id]))
    return _drawn(request, meeting_id, form)


def _drawn(
    request: ActorRequest, meeting_id: UUID, form: QuestionForm | None = None
) -> HttpResponse:
    page = notice_page(request.actor, meeting_id, today=clock.today(), question=form)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form else HTTPStatus.OK
    return reply(request, "preparation/meeting.html", {"page": page}, status=status)
