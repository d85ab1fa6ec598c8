"""Preparing a year's assignment: what the chi ủy means to propose for each member."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Absent
from nenep.people.queries.rosters import roster_on
from nenep.resolutions.models import PlannedTask, Task
from nenep.resolutions.queries.suggestions import suggested
from nenep.resolutions.queries.years import year_on
from nenep.resolutions.rules.assignment import Origin, must_be_near, must_be_told_apart
from nenep.structure.policies import unit_for


@dataclass(frozen=True)
class PlannedLine:
    """One task meant for a member; ``replaces`` is a task of the year that it would change."""

    title: str
    measure: str = ""
    replaces: UUID | None = None


@transaction.atomic
def plan_from_what_is_known(*, actor: Actor, unit_id: UUID, year: int) -> int:
    """Draw up a list for every member who has neither a task of the year nor a planned one: from
    last year's, the offices held, the village lived in. What is there stays; again adds nothing.
    Returns how many lines were added. Journals ``assignment.planned``.

    Raises:
        Absent, Forbidden: not the actor's cell to prepare. Refused: not a year to plan now.
    """
    today = clock.today()
    unit_for(actor, unit_id, to=Capability.PREPARE_MEETING, on=today)
    must_be_near(year, today)
    planned = PlannedTask.objects.filter(unit_id=unit_id, year=year)
    served = (
        set(planned.values_list("person_id", flat=True)) | year_on(unit_id, year, today).holders
    )
    rows = [
        PlannedTask(
            unit_id=unit_id,
            year=year,
            person_id=person_id,
            title=one.title,
            measure=one.measure,
            origin=one.origin.value,
        )
        for person_id, offered in suggested(unit_id, year, today).items()
        if person_id not in served
        for one in offered
    ]
    PlannedTask.objects.bulk_create(rows)
    if rows:
        _journal(actor, unit_id, year, len(rows))
    return len(rows)


@transaction.atomic
def plan_for_member(
    *, actor: Actor, unit_id: UUID, year: int, person_id: UUID, lines: Sequence[PlannedLine]
) -> None:
    """The planned tasks of one member, in place of those before; none takes them away. What is
    unchanged keeps its origin. Journals ``assignment.planned`` when something changed.

    Raises:
        Absent, Forbidden: not the actor's cell, or nobody on its roll; a task to replace that is
            not this member's.
        Refused: not a year to plan now. Invalid: the same task twice.
    """
    today = clock.today()
    unit_for(actor, unit_id, to=Capability.PREPARE_MEETING, on=today)
    must_be_near(year, today)
    if all(line.person_id != person_id for line in roster_on(unit_id, today)):
        raise Absent("Người này không có trong danh sách của chi bộ hôm nay.")
    said = [PlannedLine(o.title.strip(), o.measure.strip(), o.replaces) for o in lines]
    said = [line for line in said if line.title]
    must_be_told_apart([line.title for line in said])
    _must_be_of(person_id, unit_id, year, {line.replaces for line in said if line.replaces})
    before = PlannedTask.objects.filter(unit_id=unit_id, year=year, person_id=person_id)
    known = {PlannedLine(r.title, r.measure, r.replaces_id): r.origin for r in before}
    if set(known) == set(said):
        return
    before.delete()
    PlannedTask.objects.bulk_create(
        PlannedTask(
            unit_id=unit_id,
            year=year,
            person_id=person_id,
            title=line.title,
            measure=line.measure,
            replaces_id=line.replaces,
            origin=known.get(line, Origin.TYPED.value),
        )
        for line in said
    )
    _journal(actor, unit_id, year, len(said))


def _must_be_of(person_id: UUID, unit_id: UUID, year: int, tasks: set[UUID]) -> None:
    own = Task.objects.filter(pk__in=tasks, owner_person_id=person_id, unit_id=unit_id, year=year)
    if own.count() < len(tasks):
        raise Absent("Không tìm thấy nhiệm vụ năm này của đảng viên để thay đổi.")


def _journal(actor: Actor, unit_id: UUID, year: int, lines: int) -> None:
    record(
        actor,
        "assignment.planned",
        unit_id=unit_id,
        kind="unit",
        object_id=unit_id,
        facts={"year": year, "lines": lines},
    )
