"""What a thematic meeting is about, and who prepares and presents it."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.meetings.actions.set_topic import set_topic
from nenep.meetings.models import Meeting
from nenep.meetings.policies import meeting_for
from nenep.meetings.queries import rule_path
from nenep.meetings.queries.rosters import roster_for
from nenep.meetings.rules.topics import topics_on
from nenep.preparation.forms import TopicForm
from nenep.rulebook.queries import rules_in_force
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def topic(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """Name the topic and the presenter; back to the preparation."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.PREPARE_MEETING)
    form = _form(meeting, request)

    def name() -> object:
        return set_topic(actor=request.actor, meeting_id=meeting_id, **form.words())

    if request.method == "POST" and accepted(
        request, meeting.unit_id, form, name, said=_("Đã ghi chuyên đề và người trình bày.")
    ):
        return HttpResponseRedirect(reverse("preparation", args=[meeting_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "meeting": meeting}
    return reply(request, "preparation/topic.html", context, status=status)


def _form(meeting: Meeting, request: ActorRequest) -> TopicForm:
    on = meeting.held_on or meeting.planned_on
    return TopicForm(
        topics_on(rules_in_force(), on, rule_path(meeting.unit_id, on)),
        [
            (str(line.person_id), line.full_name)
            for line in roster_for(meeting.kind, meeting.unit_id, on)
        ],
        request.POST or None,
        initial={
            "topic": meeting.topic,
            "topic_code": meeting.topic_code,
            "presenter": meeting.presenter_id or "",
        },
    )
