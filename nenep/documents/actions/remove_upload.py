"""Taking a brought file away again."""

from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.documents.models import UploadedFile
from nenep.documents.queries import uploads_visible_to
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Refused


@transaction.atomic
def remove_upload(
    *,
    actor: Actor,
    subject_kind: str,
    subject_id: UUID,
    upload_id: UUID,
    to: Capability,
    still_open: bool,
) -> None:
    """Remove a file and its bytes; one removed before changes nothing. Journals
    ``upload.removed``.

    The calling app knows its subject: it has passed its door, and says by ``still_open`` whether
    the subject may still change.

    Raises:
        Absent: a file of another subject, or one the actor may not read.
        Forbidden: the actor does not hold ``to`` in its unit.
        Refused: the subject is closed; what belongs to a sealed record stays with it.
    """
    upload = uploads_visible_to(actor).filter(pk=upload_id).first()
    if upload is None and not UploadedFile.objects.filter(pk=upload_id).exists():
        return
    if upload is None or (upload.subject_kind, upload.subject_id) != (subject_kind, subject_id):
        raise Absent("Không tìm thấy tệp này, hoặc đồng chí không được xem.")
    must_hold(actor, to, upload.unit_id)
    if not still_open:
        raise Refused(
            "Việc này đã kết thúc nên tệp kèm theo được giữ nguyên. Chưa có gì bị gỡ; "
            "nếu tệp sai, đồng chí ghi rõ ở văn bản đính chính."
        )
    upload.delete()
    record(actor, "upload.removed", unit_id=upload.unit_id, kind="upload", object_id=upload_id)
