"""Sealed papers corrected, and their versions beside each other."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.documents.policies import paper_for
from nenep.journal.once_only import accepted
from nenep.kernel import clock
from nenep.minutes.actions.correct import Mistake, correct
from nenep.minutes.corrections import correction_page, versions_page
from nenep.minutes.forms import CorrectionForm
from nenep.minutes.rules.correcting import Ground
from nenep.ui.reply import reply


@require_GET
def paper_versions(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """Every version of a paper with its seal, and what was corrected from one to the next."""
    return reply(request, "minutes/versions.html", {"page": versions_page(request.actor, paper_id)})


@require_http_methods(["GET", "POST"])
def paper_correction(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """Choose the wrong passage, then say how it should read."""
    at = request.GET.get("at", "")
    page = correction_page(request.actor, paper_id, at)
    words = page.passage.text if page.passage else ""
    usual = {"after": words, "on": clock.today(), "ground": Ground.CLERICAL.value}
    form = CorrectionForm(page.meetings, request.POST or None, initial=usual)

    def mend() -> object:
        said = form.cleaned_data
        mistake = Mistake(at, said["after"], Ground(said["ground"]), said["reason"], form.meeting())
        return correct(actor=request.actor, paper_id=paper_id, mistake=mistake, on=said["on"])

    unit_id = paper_for(request.actor, paper_id, to=Capability.FINALISE_PAPERS).unit_id
    if request.method == "POST" and accepted(
        request, unit_id, form, mend, said=_("Đã lập bản đính chính; bản cũ được giữ nguyên.")
    ):
        return HttpResponseRedirect(reverse("paper-versions", args=[paper_id]))
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"page": page, "form": form, "at": at}
    return reply(request, "minutes/correction.html", context, status=status)
