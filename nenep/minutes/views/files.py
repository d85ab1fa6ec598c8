"""Papers to look at in the page and to take away as files."""

from http import HTTPStatus
from typing import cast
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from nenep.access.requests import ActorRequest
from nenep.access.rules import Capability
from nenep.documents.policies import paper_for
from nenep.documents.queries import (
    CONTENT_TYPES,
    Format,
    document_of,
    on_screen,
    render,
    uploads_of,
)
from nenep.journal.once_only import accepted
from nenep.kernel.errors import Absent
from nenep.minutes.actions.attach_signed import attach_signed
from nenep.minutes.corrections import versions_page
from nenep.minutes.queries import SIGNED_PAPER, sealed_as
from nenep.minutes.sheets import compose_any, sheet_file
from nenep.ui.reply import reply
from nenep.ui.uploads import UploadForm


@require_GET
def paper_page(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """A sealed paper on the screen, as it reads."""
    return _paper(request, paper_id)


@require_POST
def paper_signed(request: ActorRequest, paper_id: UUID) -> HttpResponse:
    """The copy signed by hand is brought back."""
    sealed = paper_for(request.actor, paper_id, to=Capability.FINALISE_PAPERS)
    form = UploadForm(request.POST, request.FILES)

    def attach() -> object:
        return attach_signed(
            actor=request.actor,
            paper_id=paper_id,
            file=form.cleaned_data["file"],
            declared_not_secret=form.cleaned_data["not_secret"],
        )

    if accepted(request, sealed.unit_id, form, attach, said=_("Đã đính kèm bản ký.")):
        return HttpResponseRedirect(reverse("paper-page", args=[paper_id]))
    return _paper(request, paper_id, form, HTTPStatus.UNPROCESSABLE_ENTITY)


@require_GET
def draft_page(request: ActorRequest, meeting_id: UUID, kind: str) -> HttpResponse:
    """A draft or a working sheet on the screen before it is taken away or printed."""
    sealed = sealed_as(request.actor, meeting_id, kind)
    if sealed is not None:
        return HttpResponseRedirect(reverse("paper-page", args=[sealed.pk]))
    document = compose_any(request.actor, meeting_id, kind)
    context = {
        "name": document.title.kind.capitalize(),
        "paper": on_screen(document, heading=1),
        "meeting_id": meeting_id,
        "pdf": reverse("draft-paper", args=[meeting_id, kind, "pdf"]),
        "docx": reverse("draft-paper", args=[meeting_id, kind, "docx"]),
    }
    return reply(request, "minutes/paper.html", context)


@require_GET
def paper(request: ActorRequest, paper_id: UUID, form: str) -> HttpResponse:
    """A sealed paper as a file; the same paper gives the same bytes."""
    sealed = paper_for(request.actor, paper_id, to=Capability.VIEW_PAPERS)
    wanted = _format(form)
    name = sealed.number_text.replace("/", "-") or sealed.type_code
    return paper_file(render(sealed, wanted), wanted, name)


@require_GET
def draft_paper(request: ActorRequest, meeting_id: UUID, kind: str, form: str) -> HttpResponse:
    """A draft with a blank number; once the papers are sealed, the sealed one."""
    wanted = _format(form)
    sealed = sealed_as(request.actor, meeting_id, kind)
    if sealed is not None:
        return HttpResponseRedirect(reverse("paper", args=[sealed.pk, form]))
    document = compose_any(request.actor, meeting_id, kind)
    return paper_file(
        sheet_file(meeting_id, kind, document, wanted), wanted, f"{kind}-{_('dự thảo')}"
    )


def _paper(
    request: ActorRequest,
    paper_id: UUID,
    form: UploadForm | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    sealed = paper_for(request.actor, paper_id, to=Capability.VIEW_PAPERS)
    versions = versions_page(request.actor, paper_id)
    document = document_of(sealed)
    context = {
        "name": document.title.kind.capitalize(),
        "paper": on_screen(document, heading=1),
        "meeting_id": sealed.subject_id,
        "sealed": sealed,
        "several": len(versions.versions) > 1,
        "superseded": versions.current.line.id != paper_id,
        "may_correct": versions.may_correct,
        "history": versions.history,
        "signed": uploads_of(request.actor, SIGNED_PAPER, [paper_id]).get(paper_id, ()),
        "form": form or UploadForm(),
        "pdf": reverse("paper", args=[paper_id, "pdf"]),
        "docx": reverse("paper", args=[paper_id, "docx"]),
    }
    return reply(request, "minutes/paper.html", context, status=status)


def _format(name: str) -> Format:
    if name not in CONTENT_TYPES:
        raise Absent("Văn bản chỉ có dạng PDF và DOCX.")
    return cast(Format, name)


def paper_file(content: bytes, form: Format, name: str) -> HttpResponse:
    """A PDF opens in place, a DOCX is saved; neither stays in a shared cache."""
    response = HttpResponse(content, content_type=CONTENT_TYPES[form])
    shown_as = content_disposition_header(form == "docx", f"{name}.{form}")
    if shown_as:
        response["Content-Disposition"] = shown_as
    response["Cache-Control"] = "private, no-store"
    return response
