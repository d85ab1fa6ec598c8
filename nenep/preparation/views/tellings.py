"""Who was told of a meeting, or got its papers, on which way."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.meetings.policies import meeting_for
from nenep.preparation.actions.note_told import note_told, take_back_told
from nenep.preparation.forms import TellingForm
from nenep.preparation.queries.tellings import tellings_of
from nenep.preparation.rules.telling import Told, Way
from nenep.preparation.tellings import telling_form, tellings_page
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def notice_ways(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The list with the form below the counts; what was ticked is noted, or taken back."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.PREPARE_MEETING)
    known = tellings_of(request.actor, meeting)
    form = telling_form(known, request.POST or None, on=min(clock.today(), meeting.planned_on))

    def run() -> object:
        return _say(request, meeting_id, form)

    said = _("Đã ghi.")
    if request.method == "POST" and accepted(request, meeting.unit_id, form, run, said=said):
        return HttpResponseRedirect(reverse("notice-ways", args=[meeting_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    page = tellings_page(request.actor, meeting, form=form)
    return reply(request, "preparation/notice_ways.html", {"page": page}, status=status)


def _say(request: ActorRequest, meeting_id: UUID, form: TellingForm) -> int:
    said = form.cleaned_data
    what, people = Told(said["what"]), said["people"]
    if "taken_back" in request.POST:
        return take_back_told(actor=request.actor, meeting_id=meeting_id, what=what, people=people)
    return note_told(
        actor=request.actor,
        meeting_id=meeting_id,
        what=what,
        way=Way(said["way"]),
        people=people,
        on=said["on"],
        reader_id=said["reader_id"],
    )
