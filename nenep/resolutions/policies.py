"""Doors to tasks."""

from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Forbidden
from nenep.resolutions.models import Task
from nenep.resolutions.queries import visible_to

__all__ = ["must_report_for", "task_for", "visible_to"]


def task_for(actor: Actor, task_id: UUID, *, to: Capability) -> Task:
    """The task, if visible (else 404) and the capability holds in its unit (else 403)."""
    task = found(visible_to(actor), task_id)
    must_hold(actor, to, task.unit_id)
    return task


def must_report_for(actor: Actor, task: Task, *, on_behalf: bool) -> None:
    """One's own task, or on the owner's behalf as who prepares or runs the meetings. The
    committee speaks for the unit's own tasks, which is on nobody's behalf.

    Raises:
        Forbidden: somebody else's task without saying so, or without that office.
    """
    own = actor.person_id is not None and task.owner_person_id == actor.person_id
    if own and may(actor, Capability.REPORT_TASK, task.unit_id):
        return
    if not on_behalf and task.owner_person_id is not None:
        raise Forbidden("Nhiệm vụ của người khác: đồng chí ghi rõ là báo cáo thay.")
    if not may(actor, Capability.RUN_MEETING, task.unit_id):
        must_hold(actor, Capability.PREPARE_MEETING, task.unit_id)
