"""Keeping a file that somebody brings about a subject of an upper app.

How another app uses it, in its own action, after its own door and rules::

    task = task_for(actor, task_id, to=Capability.REPORT_TASK)
    store_upload(
        actor=actor, unit_id=task.unit_id, subject_kind="task", subject_id=task.pk,
        file=file, declared_not_secret=not_secret,
        to=Capability.REPORT_TASK, opens_to=Capability.VIEW_MEETING,
    )

The page takes ``UploadForm`` of :mod:`nenep.ui.uploads` (or mixes ``UploadFields`` into its own
form), draws ``<form method="post" enctype="multipart/form-data">`` and lists what is there with
``{% include "documents/_uploads.html" with uploads=… %}``, where ``uploads`` comes from
``uploads_of(actor, "task", [task.pk])``. ``remove_upload`` takes one away again while the app
says that its subject is still open.
"""

import hashlib
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.db.models import Sum

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.documents.inspection.answers import too_large
from nenep.documents.inspection.files import Inspected, inspect_file
from nenep.documents.models import UploadedContent, UploadedFile
from nenep.documents.queries import OPENING, upload_limits
from nenep.documents.rules.uploads import Kind, must_be_declared, must_have_room
from nenep.documents.writers.joining import pages_of
from nenep.journal.actions.record import commitment, record
from nenep.kernel import clock


@transaction.atomic
def store_upload(
    *,
    actor: Actor,
    unit_id: UUID,
    subject_kind: str,
    subject_id: UUID,
    file: "File[bytes]",
    declared_not_secret: bool,
    to: Capability,
    opens_to: Capability,
) -> UploadedFile:
    """Keep ``file`` once it has been looked at; the same bytes again return the file that is
    there. Journals ``upload.stored`` with the size and a commitment of the content.

    ``to`` is asked of the actor in ``unit_id``; ``opens_to`` (one of ``queries.OPENING``) will
    open the file to readers. A refused file leaves no row and nothing on disk.

    Raises:
        Forbidden: the actor does not hold ``to`` there.
        Invalid: not declared, too large, of no known kind, active, stamped secret, or no room.
    """
    must_hold(actor, to, unit_id)
    if opens_to not in OPENING:
        raise ValueError(f"{opens_to} opens no file")
    limits = upload_limits()
    must_be_declared(declared_not_secret)
    if file.size > limits.bytes_sent:
        raise too_large(file.size, limits)
    seen = inspect_file(file.read(), file.name or "", limits)
    digest = hashlib.sha256(seen.content).hexdigest()
    beside = UploadedFile.objects.filter(subject_kind=subject_kind, subject_id=subject_id)
    known = beside.filter(sha256=digest).first()
    if known is not None:
        return known
    of_unit = UploadedFile.objects.filter(unit_id=unit_id).aggregate(bytes=Sum("size"))["bytes"]
    must_have_room(beside.count(), of_unit or 0, len(seen.content), limits)
    upload = _seen_row(seen, digest, subject_kind, subject_id)
    upload.unit_id, upload.opens_to = unit_id, opens_to.value
    upload.declared_not_secret, upload.uploaded_by = declared_not_secret, actor.account_id
    upload.save(force_insert=True)
    UploadedContent(upload=upload, unit_id=unit_id, content=seen.content).save(force_insert=True)
    record(
        actor,
        "upload.stored",
        unit_id=unit_id,
        kind="upload",
        object_id=upload.pk,
        facts={"size": upload.size, "content": commitment(digest)},
    )
    return upload


def _seen_row(seen: Inspected, digest: str, subject_kind: str, subject_id: UUID) -> UploadedFile:
    """The row of a file that was looked at."""
    return UploadedFile(
        subject_kind=subject_kind,
        subject_id=subject_id,
        name=seen.name,
        content_type=seen.kind.content_type,
        size=len(seen.content),
        sha256=digest,
        pages=pages_of(seen.content) if seen.kind is Kind.PDF else None,
        created_at=clock.now(),
    )
