"""Tasks between a committee and its cells, as either side sees them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from nenep.access.rules import Actor
from nenep.resolutions.models import Task, TaskOutcome
from nenep.resolutions.queries.tasks import TaskLine, lines_of, pressing, visible_to
from nenep.resolutions.rules.task_state import OutcomeKind

SHOWN = 200


@dataclass(frozen=True)
class Between:
    """What a unit was given or gave, and what was asked; open ones first, then those closed in the
    last three months."""

    down: tuple[TaskLine, ...]
    up: tuple[TaskLine, ...]


def between_of(actor: Actor, unit_id: UUID, on: date) -> Between:
    """Both directions of ``unit_id``, a cell or a committee. Eight queries at most."""
    recent = date.fromordinal(on.toordinal() - 92)
    closed = TaskOutcome.objects.exclude(kind=OutcomeKind.CONTINUES.value).filter(on__lt=recent)
    tasks = (
        visible_to(actor)
        .filter(Q(unit_id=unit_id) | Q(owner_unit_id=unit_id), assigned_on__lte=on)
        .exclude(direction="within")
        .exclude(pk__in=closed.values("task_id"))
    )
    lines = pressing(lines_of(tasks.order_by("due_on")[:SHOWN], on))
    return Between(
        down=tuple(line for line in lines if line.direction == "down"),
        up=tuple(line for line in lines if line.direction == "up"),
    )


def charges_open_on(unit_id: UUID, on: date) -> list[TaskLine]:
    """What the superior gave this cell and has not closed: it belongs into the next agenda. Eight
    queries at most, one where there is nothing."""
    given = Task.objects.filter(owner_unit_id=unit_id, direction="down", assigned_on__lte=on)
    closed = TaskOutcome.objects.exclude(kind=OutcomeKind.CONTINUES.value).filter(on__lte=on)
    return pressing(lines_of(given.exclude(pk__in=closed.values("task_id")), on))
