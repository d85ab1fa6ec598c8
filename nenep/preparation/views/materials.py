"""Papers to read before a meeting: seen by who is called to it, brought by who prepares it."""

from http import HTTPStatus
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.queries import may
from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.documents.queries import uploads_of
from nenep.journal.once_only import accepted, pressed
from nenep.meetings.actions.materials import MATERIAL, attach_material, remove_material
from nenep.meetings.policies import meeting_for
from nenep.meetings.queries import meeting_page
from nenep.preparation.forms import MaterialForm
from nenep.ui.reply import reply
from nenep.ui.uploads import UploadForm


@require_http_methods(["GET", "POST"])
def meeting_materials(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """What is there to read; who prepares the meeting adds to it."""
    page = meeting_page(request.actor, meeting_id)
    form = UploadForm(request.POST or None, request.FILES or None)

    def attach() -> object:
        return attach_material(
            actor=request.actor,
            meeting_id=meeting_id,
            file=form.cleaned_data["file"],
            declared_not_secret=form.cleaned_data["not_secret"],
        )

    if request.method == "POST":
        meeting_for(request.actor, meeting_id, to=Capability.PREPARE_MEETING)
        if accepted(request, page.unit.id, form, attach, said=_("Đã thêm tài liệu.")):
            return HttpResponseRedirect(reverse("meeting-materials", args=[meeting_id]))
    context = {
        "page": page,
        "materials": uploads_of(request.actor, MATERIAL, [meeting_id]).get(meeting_id, ()),
        "prepares": may(request.actor, Capability.PREPARE_MEETING, page.unit.id),
        "closed": page.milestone("closed") is not None,
        "form": form,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return reply(request, "preparation/materials.html", context, status=status)


@require_POST
def material_removal(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """A paper is taken away before the meeting begins."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.PREPARE_MEETING)
    form = MaterialForm(request.POST)

    def remove() -> None:
        upload_id = form.cleaned_data["upload"]
        remove_material(actor=request.actor, meeting_id=meeting_id, upload_id=upload_id)

    if form.is_valid():
        pressed(request, meeting.unit_id, remove, said=_("Đã gỡ tài liệu."))
    return HttpResponseRedirect(reverse("meeting-materials", args=[meeting_id]))
