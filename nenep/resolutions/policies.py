"""Doors to tasks. A task between two units has two sides, each with its own door."""

from dataclasses import dataclass
from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.queries import may
from nenep.access.rules import Actor, Capability, Reach
from nenep.documents.models import UploadedFile
from nenep.kernel.errors import Forbidden
from nenep.resolutions.models import Task, TaskReport
from nenep.resolutions.queries.evidence import EVIDENCE
from nenep.resolutions.queries.tasks import shares, visible_to

__all__ = ["Side", "evidence_for", "must_report_for", "side_of", "task_for", "visible_to"]


def task_for(actor: Actor, task_id: UUID, *, to: Capability) -> Task:
    """The task, if visible (else 404) and the capability holds in its unit (else 403)."""
    task = found(visible_to(actor), task_id)
    must_hold(actor, to, task.unit_id)
    return task


@dataclass(frozen=True)
class Side:
    """On which side of a task between two units somebody stands; ``other`` is the owner's side, the
    one that carries it out."""

    unit_id: UUID
    other: bool


def must_be_office(actor: Actor, unit_id: UUID) -> None:
    """Refuse whoever does not act for that very committee (403): an office works for its own unit,
    not in the name of those below."""
    own = actor.roots(Capability.DIRECT_CELLS, Reach.UNIT_AND_BELOW)
    if unit_id not in own and not actor.system:
        raise Forbidden("Việc này của văn phòng cấp ủy được giao, đề nghị.")


def side_of(actor: Actor, task: Task) -> Side:
    """The side the actor may speak for: an office for its committee, who runs or prepares the
    meetings for the cell.

    Raises:
        Forbidden: neither side.
    """
    sides = [(task.unit_id, False)]
    if task.owner_unit_id is not None:
        sides.append((task.owner_unit_id, True))
    offices = actor.roots(Capability.DIRECT_CELLS, Reach.UNIT_AND_BELOW)
    leads = actor.roots(Capability.PREPARE_MEETING, Reach.OWN_UNIT)
    for unit_id, other in sides:
        if unit_id in offices or unit_id in leads:
            return Side(unit_id, other)
    raise Forbidden("Nhiệm vụ giữa cấp trên và chi bộ: chỉ hai bên ghi được phần của mình.")


def evidence_for(actor: Actor, task_id: UUID, file_id: UUID) -> UploadedFile:
    """A file beside a report of that task, for whoever may read its reports: who leads or helps,
    who sees the meetings of the unit, either side of a task between two units.

    Raises:
        Absent: no such task or file in reach. Forbidden: only the sealed papers are theirs.
    """
    task = found(visible_to(actor), task_id)
    _must_read_reports(actor, task)
    reports = TaskReport.objects.filter(task=task).values("pk")
    files = UploadedFile.objects.filter(subject_kind=EVIDENCE, subject_id__in=reports)
    return found(files, file_id)


def _must_read_reports(actor: Actor, task: Task) -> None:
    if task.direction != "within":
        side_of(actor, task)
    elif actor.person_id is None or not shares(actor.person_id, task):
        must_hold(actor, Capability.VIEW_MEETING, task.unit_id)


def must_report_for(actor: Actor, task: Task, *, on_behalf: bool) -> None:
    """A task one leads or helps with, or on the owner's behalf as who prepares or runs the
    meetings. The committee speaks for the unit's own tasks, which is on nobody's behalf.

    Raises:
        Forbidden: somebody else's task without saying so, or without that office.
    """
    own = actor.person_id is not None and shares(actor.person_id, task)
    if own and may(actor, Capability.REPORT_TASK, task.unit_id):
        return
    if not on_behalf and task.owner_person_id is not None:
        raise Forbidden("Nhiệm vụ của người khác: đồng chí ghi rõ là báo cáo thay.")
    if not may(actor, Capability.RUN_MEETING, task.unit_id):
        must_hold(actor, Capability.PREPARE_MEETING, task.unit_id)
