"""Open tasks of a unit that ends are closed there and continued in its successor: set-based."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.resolutions.models import Task, TaskOutcome
from nenep.resolutions.rules.task_state import OutcomeKind

CLOSING = [kind.value for kind in OutcomeKind if kind is not OutcomeKind.CONTINUES]


@dataclass(frozen=True)
class HandOn:
    """An open task and where it is continued; ``owner_unit_id`` when a unit answers for it."""

    task_id: UUID
    unit_id: UUID
    owner_unit_id: UUID | None = None


@transaction.atomic
def hand_on(
    *, actor: Actor, tasks: Sequence[HandOn], on: date, reason: str, decision: str = ""
) -> int:
    """Close each task as handed on and continue it with its own days and words; how many. A task
    that has been closed meanwhile is left alone, so that doing it twice changes nothing. Journals
    ``tasks.handed_on`` in each unit that gives or gets some.

    Raises:
        Forbidden: a unit that is not the actor's to rearrange.
    """
    wanted = {one.task_id: one for one in tasks}
    open_now = Task.objects.filter(pk__in=wanted).exclude(outcomes__kind__in=CLOSING)
    giving = list(open_now)
    units = {task.unit_id for task in giving} | {wanted[task.pk].unit_id for task in giving}
    for unit_id in units:
        must_hold(actor, Capability.REORGANISE, unit_id)
    TaskOutcome.objects.bulk_create(
        TaskOutcome(
            task=task,
            unit_id=task.unit_id,
            kind=OutcomeKind.HANDED_ON.value,
            on=max(on, task.assigned_on),
            comment=reason[:500],
        )
        for task in giving
    )
    Task.objects.bulk_create(_continued(task, wanted[task.pk]) for task in giving)
    for unit_id in units:
        gave = sum(task.unit_id == unit_id for task in giving)
        got = sum(wanted[task.pk].unit_id == unit_id for task in giving)
        record(
            actor,
            "tasks.handed_on",
            unit_id=unit_id,
            kind="unit",
            object_id=unit_id,
            facts={"gave": gave, "got": got, "on": on.isoformat(), "decision": decision},
        )
        announce("tasks.handed_on", unit_id=unit_id, month=on)
    return len(giving)


def _continued(task: Task, to: HandOn) -> Task:
    return Task(
        unit_id=to.unit_id,
        title=task.title,
        measure=task.measure,
        source_sentence=task.source_sentence,
        owner_person_id=task.owner_person_id,
        owner_unit_id=to.owner_unit_id if task.owner_unit_id else None,
        assigned_on=task.assigned_on,
        due_on=task.due_on,
        continues=task,
    )
