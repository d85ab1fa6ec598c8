"""Reading papers and brought files back, as rows and as bytes."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Left
from django.urls import reverse

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.documents.models import COMMITTEE_MEETING, Paper, UploadedContent, UploadedFile
from nenep.documents.rules.canonical import load_data, seal
from nenep.documents.rules.codes import PaperType, paper_types_from
from nenep.documents.rules.layout import Layout, layout_from
from nenep.documents.rules.model import Document
from nenep.documents.rules.uploads import Limits
from nenep.documents.rules.verification import CODE_LENGTH, SealMark, code_of
from nenep.documents.writers import docx, joining, pdf, screen
from nenep.documents.writers.book import AT_ONCE, Binder, Bound, Cover
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.rulebook.queries import rules_in_force

Format = Literal["pdf", "docx"]
WRITERS: Mapping[Format, Callable[[Document, Layout], bytes]] = {
    "pdf": pdf.write,
    "docx": docx.write,
}
CONTENT_TYPES: Mapping[Format, str] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

PAPERS_AT_ONCE = AT_ONCE
"""So many papers of a book are set in one pass."""

# What may open a brought file; the action that keeps it names one of these.
OPENING = (
    *(
        Capability.VIEW_AGENDA,
        Capability.VIEW_PAPERS,
        Capability.VIEW_MEETING,
        Capability.VIEW_MEMBERS,
    ),
    *(Capability.VIEW_UNIT, Capability.MANAGE_MEMBERS),
)


@dataclass(frozen=True)
class Genuine:
    """A seal that is ours."""

    number_text: str
    sealed_on: date
    superseded: bool


def visible_to(actor: Actor) -> QuerySet[Paper]:
    """Papers the actor may read, newest first; those of a committee's own meeting only who sits in
    it. No query by itself."""
    inner = Q(subject_kind=COMMITTEE_MEETING)
    readable = ~inner & within(actor, Capability.VIEW_PAPERS)
    readable |= inner & within(actor, Capability.VIEW_MEETING)
    return Paper.objects.filter(readable).order_by("-created_at", "-id")


def uploads_visible_to(actor: Actor) -> QuerySet[UploadedFile]:
    """Brought files the actor may read, oldest first: those one brought, and those that a
    capability of one's own opens in their unit. No query by itself."""
    readable = Q(uploaded_by=actor.account_id) if actor.account_id else Q(pk__in=())
    for capability in OPENING:
        readable |= Q(opens_to=capability.value) & within(actor, capability)
    return UploadedFile.objects.filter(readable).order_by("created_at", "id")


def uploads_of(
    actor: Actor, subject_kind: str, subject_ids: Collection[UUID]
) -> Mapping[UUID, Sequence[UploadedFile]]:
    """By subject, the files about it that the actor may read. One query for all subjects."""
    uploads = uploads_visible_to(actor).filter(
        subject_kind=subject_kind, subject_id__in=subject_ids
    )
    by_subject: dict[UUID, list[UploadedFile]] = {}
    for upload in uploads:
        by_subject.setdefault(upload.subject_id, []).append(upload)
    return by_subject


def content_of(upload: UploadedFile) -> bytes:
    """The bytes of a file whose door has been passed. One query."""
    return bytes(UploadedContent.objects.get(upload=upload).content)


def with_annexes(paper: bytes, uploads: Sequence[UploadedFile]) -> bytes:
    """A PDF with the pages of those files behind it, in order; files without known pages are left
    out. One query."""
    counted = [upload.pk for upload in uploads if upload.pages]
    if not counted:
        return paper
    kept = UploadedContent.objects.in_bulk(counted)
    return joining.joined(paper, (bytes(kept[pk].content) for pk in counted if pk in kept))


def upload_limits() -> Limits:
    """How much this installation takes (settings ``UPLOAD_…``)."""
    return Limits(
        bytes_sent=settings.UPLOAD_MEGABYTES * 1_000_000,
        files_a_subject=settings.UPLOADS_A_SUBJECT,
        bytes_a_unit=settings.UPLOAD_UNIT_MEGABYTES * 1_000_000,
        side=settings.UPLOAD_IMAGE_SIDE,
    )


def papers_of(subject_kind: str, subject_id: UUID) -> Sequence[Paper]:
    """Every version of every paper about a subject, oldest first. One query."""
    papers = Paper.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    return list(papers.order_by("type_code", "created_at", "id"))


def current_papers(subject_kind: str, subject_ids: Collection[UUID]) -> QuerySet[Paper]:
    """Of every paper about those subjects the version in force. No query by itself."""
    papers = Paper.objects.filter(
        subject_kind=subject_kind, subject_id__in=list(subject_ids), finalised_on__isnull=False
    )
    return papers.exclude(superseded_by__finalised_on__isnull=False)


def current_paper_of(subject_kind: str, subject_id: UUID, type_code: str) -> Paper | None:
    """The version in force: finalised, and superseded by no finalised one. One query."""
    papers = Paper.objects.filter(
        subject_kind=subject_kind, subject_id=subject_id, type_code=type_code
    )
    in_force = papers.filter(finalised_on__isnull=False).exclude(
        superseded_by__finalised_on__isnull=False
    )
    return in_force.order_by("-created_at").first()


def document_of(paper: Paper) -> Document:
    """The paper's model, checked against its seal.

    :raises Refused: the stored content is not what was sealed.
    """
    document = load_data(paper.content)
    if seal(document) != paper.sha256:
        raise Refused(
            "Nội dung lưu của văn bản không khớp với dấu niêm phong lúc ban hành. Văn bản được "
            "giữ nguyên và chưa xuất ra; đồng chí báo ngay người quản trị hệ thống."
        )
    return document


def render(paper: Paper, form: Format) -> bytes:
    """The file of ``paper``, in the layout in force when it was finalised (today for a working
    copy). One query; the same paper gives the same bytes."""
    on = paper.finalised_on or clock.today()
    document = document_of(paper)
    if form == "pdf" and paper.is_finalised:
        return pdf.write(document, layout_on(on), mark_of(paper))
    return write(document, form, on=on)


class Binding:
    """A book of sealed papers in the making: add them in order, at most :data:`PAPERS_AT_ONCE` at a
    time, then finish."""

    def __init__(self) -> None:
        self._binder = Binder()

    def add(self, paper_ids: Sequence[UUID]) -> None:
        """Each in the layout of its day. One query and one a day of sealing."""
        rows = Paper.objects.in_bulk(paper_ids)
        papers = [rows[paper_id] for paper_id in paper_ids if paper_id in rows]
        layouts = {day: layout_on(day) for day in {_sealed_on(paper) for paper in papers}}
        bound = []
        for paper in papers:
            on = _sealed_on(paper)
            bound.append(Bound(document_of(paper), layouts[on], paper.number_text, on))
        self._binder.add(bound)

    def finish(self, *, superior: str, cell: str, title: str, period: str) -> bytes:
        """The book, its cover and contents in today's layout. One query; once only."""
        cover = Cover(superior, cell, title, period, clock.today())
        return self._binder.finish(cover, layout_on(cover.bound_on))


def _sealed_on(paper: Paper) -> date:
    return paper.finalised_on or clock.today()


def mark_of(paper: Paper) -> SealMark:
    """What is printed on the last page of the sealed paper, to ask whether it is genuine."""
    code = code_of(paper.sha256)
    site = settings.SITE_ADDRESS
    return SealMark(code, f"{site}{reverse('verify', args=[code])}" if site else "")


def genuine(code: str) -> Genuine | None:
    """What a stranger hears of a seal: its number, its day, whether a correction replaced it. One
    query; it needs no reach."""
    with connection.cursor() as cursor:
        cursor.execute("select * from documents_genuine(%s)", [code])
        row = cursor.fetchone()
    return Genuine(*row) if row else None


def sealed_with(actor: Actor, code: str) -> Paper | None:
    """The paper behind a code, for whoever may read it. One query."""
    sealed = visible_to(actor).filter(finalised_on__isnull=False)
    return sealed.annotate(code=Left("sha256", CODE_LENGTH)).filter(code=code).first()


def write(document: Document, form: Format, *, on: date) -> bytes:
    """A file of a paper not stored yet, such as a draft, in the layout of the day ``on``."""
    return WRITERS[form](document, layout_on(on))


def on_screen(document: Document, *, anchor: str = "paper", heading: int = 2) -> str:
    """The paper as HTML for a page; ``heading`` is the level of its title there. No query."""
    return screen.write(document, anchor=anchor, heading=heading)


def layout_on(on: date) -> Layout:
    """The official layout in force that day.

    :raises NoRuleKnown: the rulebook knows none.
    """
    return layout_from(rules_in_force().value("papers.layout", on=on).table)


def paper_types_on(on: date) -> tuple[PaperType, ...]:
    """The types of papers a cell may issue that day, with their codes.

    :raises NoRuleKnown: the rulebook knows none.
    """
    return paper_types_from(rules_in_force().value("papers.codes", on=on).table)
