"""A file or a photo beside a report: welcome, never asked for, taken away again on request."""

from datetime import date
from uuid import UUID

from django.core.files import File
from django.db import transaction

from nenep.access.policies import found, must_hold
from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.documents.actions.remove_upload import remove_upload
from nenep.documents.actions.store_upload import store_upload
from nenep.documents.models import UploadedFile
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Forbidden
from nenep.resolutions.models import TaskOutcome, TaskReport
from nenep.resolutions.policies import evidence_for, must_report_for, side_of, visible_to
from nenep.resolutions.queries import as_ruled
from nenep.resolutions.queries.evidence import EVIDENCE
from nenep.resolutions.rules.evidence import must_be_agreed, must_come_from_a_cell
from nenep.resolutions.rules.task_state import OutcomeKind, closing_outcome
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.plain import whole


@transaction.atomic
def bring_evidence(
    *,
    actor: Actor,
    report_id: UUID,
    file: "File[bytes]",
    declared_not_secret: bool,
    people_agreed: bool = False,
) -> UploadedFile:
    """Keep ``file`` beside the report; the same bytes again are the same row. Journals
    ``upload.stored``.

    Raises:
        Absent, Forbidden: not the actor's to report.
        Refused: a committee's word on a task between two units, which carries no file.
        Invalid: a photo without the word that whoever is on it agreed; what ``store_upload``
            refuses. Then nothing is kept.
    """
    report = TaskReport.objects.select_related("task").filter(pk=report_id).first()
    if report is None:
        raise Absent("Không tìm thấy báo cáo này.")
    task = found(visible_to(actor), report.task_id)
    unit_id = task.unit_id
    if task.direction != "within":
        side = side_of(actor, task)
        must_come_from_a_cell(task.direction, other=side.other)
        unit_id = side.unit_id
    else:
        must_report_for(actor, task, on_behalf=True)
    kept = store_upload(
        actor=actor,
        unit_id=unit_id,
        subject_kind=EVIDENCE,
        subject_id=report.pk,
        file=file,
        declared_not_secret=declared_not_secret,
        to=Capability.REPORT_TASK,
        opens_to=Capability.VIEW_MEETING,
    )
    must_be_agreed(kept.content_type, people_agreed)
    return kept


@transaction.atomic
def remove_evidence(*, actor: Actor, task_id: UUID, file_id: UUID) -> None:
    """Take a file away while its task is open: who brought it, or the chi ủy. Journals
    ``upload.removed``.

    Raises:
        Absent: no such file of a task one may read. Forbidden: somebody else's file.
        Refused: the task is closed.
    """
    upload = evidence_for(actor, task_id, file_id)
    own = actor.account_id is not None and upload.uploaded_by == actor.account_id
    if not own and not may(actor, Capability.RUN_MEETING, upload.unit_id):
        must_hold(actor, Capability.PREPARE_MEETING, upload.unit_id)
    task = found(visible_to(actor), task_id)
    remove_upload(
        actor=actor,
        subject_kind=EVIDENCE,
        subject_id=upload.subject_id,
        upload_id=upload.pk,
        to=Capability.REPORT_TASK,
        still_open=closing_outcome(as_ruled(task), date.max) is None,
    )


@transaction.atomic
def clear_evidence(*, actor: Actor, on: date) -> int:
    """Forget the files of tasks closed longer ago than the rule of that day keeps them; the reports
    stay. Returns how many; journals ``evidence.cleared`` once a unit. No rule known, nothing goes.

    Raises:
        Forbidden: somebody other than the installation.
    """
    if not actor.system:
        raise Forbidden("Việc này do hệ thống làm hằng đêm.")
    ruling = rules_in_force().find("retention.task_evidence", on=on)
    if ruling is None:
        return 0
    cutoff = date(on.year - whole(ruling.table, "years"), on.month, min(on.day, 28))
    closed = TaskOutcome.objects.filter(on__lt=cutoff).exclude(kind=OutcomeKind.CONTINUES.value)
    reports = TaskReport.objects.filter(task__in=closed.values("task_id"))
    due = UploadedFile.objects.filter(subject_kind=EVIDENCE, subject_id__in=reports.values("pk"))
    units: dict[UUID, int] = {}
    for unit_id in due.values_list("unit_id", flat=True):
        units[unit_id] = units.get(unit_id, 0) + 1
    due.delete()
    for unit_id, files in units.items():
        record(
            actor,
            "evidence.cleared",
            unit_id=unit_id,
            kind="unit",
            object_id=unit_id,
            facts={"files": files, "before": cutoff.isoformat()},
        )
    return sum(units.values())
