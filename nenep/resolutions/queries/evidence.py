"""Files brought beside the reports of tasks."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from nenep.documents.models import UploadedFile

EVIDENCE = "task_report"


def evidence_of(report_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[UploadedFile]]:
    """By report, its files, oldest first; for whoever has passed the door of the task. One query,
    none without a report."""
    if not report_ids:
        return {}
    files = UploadedFile.objects.filter(subject_kind=EVIDENCE, subject_id__in=report_ids)
    found_by: dict[UUID, list[UploadedFile]] = {}
    for one in files.order_by("created_at", "id"):
        found_by.setdefault(one.subject_id, []).append(one)
    return found_by
