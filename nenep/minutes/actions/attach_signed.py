"""The paper as it was signed by hand, scanned and brought back, beside what was sealed."""

from uuid import UUID

from django.core.files import File
from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.documents.actions.store_upload import store_upload
from nenep.documents.models import Paper, UploadedFile
from nenep.documents.policies import paper_for
from nenep.kernel.errors import Invalid, Refused
from nenep.minutes.queries import SIGNED_PAPER

PDF = "application/pdf"


@transaction.atomic
def attach_signed(
    *, actor: Actor, paper_id: UUID, file: "File[bytes]", declared_not_secret: bool
) -> UploadedFile:
    """Keep the signed copy of a sealed paper; the same file again is the same row. It opens to
    whoever reads the paper, and nobody takes it away: a wrong one is followed by a right one, a
    wrong paper by its correction.

    Journals ``upload.stored``.

    Raises:
        Absent, Forbidden: not the actor's paper, or not the actor's to finalise.
        Refused: the paper is not sealed, or a correction replaced it.
        Invalid: no PDF, or what :func:`store_upload` refuses; then nothing is kept.
    """
    paper = paper_for(actor, paper_id, to=Capability.FINALISE_PAPERS)
    if not paper.is_finalised:
        raise Refused("Văn bản chưa hoàn thiện nên chưa có bản ký để đính kèm.")
    if Paper.objects.filter(supersedes=paper, finalised_on__isnull=False).exists():
        raise Refused("Văn bản này đã được đính chính; đồng chí đính kèm bản ký vào bản mới nhất.")
    kept = store_upload(
        actor=actor,
        unit_id=paper.unit_id,
        subject_kind=SIGNED_PAPER,
        subject_id=paper.pk,
        file=file,
        declared_not_secret=declared_not_secret,
        to=Capability.FINALISE_PAPERS,
        opens_to=Capability.VIEW_PAPERS,
    )
    if kept.content_type != PDF:
        raise Invalid("Bản ký phải là tệp PDF. Chưa lưu tệp nào.", field="file")
    return kept
