"""Notes of self-criticism and criticism: the cell's committee writes, the person concerned reads
what is about oneself, nobody else sees anything."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from nenep.access.policies import must_hold
from nenep.access.queries import may
from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.journal.once_only import accepted, pressed
from nenep.kernel.errors import Conflict
from nenep.meetings.actions.note_criticism import erase_criticism, note_criticism
from nenep.meetings.policies import meeting_for
from nenep.meetings.queries import MeetingPage, meeting_page
from nenep.meetings.queries.criticism import CriticismLine, criticism_of
from nenep.room.ballot_forms import CriticismForm
from nenep.room.ways import asked_id, back_to, form_status, two_texts
from nenep.ui.reply import reply


@require_http_methods(["GET", "POST"])
def criticism(request: ActorRequest, meeting_id: UUID) -> HttpResponse:
    """The notes of the evening; for who runs it, the form that writes one (``?note=`` changes)."""
    page = meeting_page(request.actor, meeting_id)
    must_hold(request.actor, Capability.VIEW_AGENDA, page.meeting.unit_id)
    lines = criticism_of(request.actor, page)
    writes = may(request.actor, Capability.RUN_MEETING, page.meeting.unit_id)
    known = next((line for line in lines if line.note.pk == asked_id(request, "note")), None)
    form = CriticismForm(page.roll, request.POST or None, initial=_initial(known))
    if request.method == "POST":
        must_hold(request.actor, Capability.RUN_MEETING, page.meeting.unit_id)
        answer = _written(request, page, form, known)
        if answer is not None:
            return answer
    context = {"page": page, "lines": lines, "form": form, "known": known, "writes": writes}
    return reply(request, "room/criticism.html", context, status=form_status(form))


@require_POST
def criticism_removal(request: ActorRequest, meeting_id: UUID, note_id: UUID) -> HttpResponse:
    """The note goes for good."""
    meeting = meeting_for(request.actor, meeting_id, to=Capability.RUN_MEETING)

    def erase() -> None:
        erase_criticism(actor=request.actor, note_id=note_id)

    pressed(request, meeting.unit_id, erase, said=_("Đã xóa hẳn ghi chép."))
    return back_to("criticism", meeting_id)


def _written(
    request: ActorRequest, page: MeetingPage, form: CriticismForm, known: CriticismLine | None
) -> HttpResponse | None:
    """Where to go when it was kept; None when the form comes back."""

    def write() -> object:
        said = form.cleaned_data
        return note_criticism(
            actor=request.actor,
            meeting_id=page.meeting.pk,
            note_id=known.note.pk if known else None,
            person_id=UUID(said["person"]),
            kind=said["kind"],
            text=said["text"],
            revision=said["revision"],
        )

    try:
        if accepted(request, page.meeting.unit_id, form, write, said=_("Đã ghi.")):
            return back_to("criticism", page.meeting.pk)
    except Conflict as conflict:
        return two_texts(
            request,
            page,
            conflict,
            title=_("Tự phê bình và phê bình"),
            revision=known.note.revision if known else 0,
            fields={name: request.POST.get(name, "") for name in ("person", "kind")},
            keep_url=request.path,
        )
    return None


def _initial(known: CriticismLine | None) -> dict[str, object]:
    if known is None:
        return {}
    note = known.note
    return {
        "person": note.person_id,
        "kind": note.kind,
        "text": note.text,
        "revision": note.revision,
    }
