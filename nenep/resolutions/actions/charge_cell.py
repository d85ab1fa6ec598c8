"""Tasks between a committee and a cell: given down, asked upward, closed by who gave them."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.policies import found, must_hold
from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock, ids
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.resolutions.models import Task, TaskOutcome
from nenep.resolutions.policies import must_be_office, visible_to
from nenep.resolutions.queries import as_ruled
from nenep.resolutions.rules.task_state import OutcomeKind, must_take_outcome
from nenep.structure.queries.units import superiors_on

CLOSES = (OutcomeKind.DONE, OutcomeKind.DROPPED)


@transaction.atomic
def charge_cell(
    *,
    actor: Actor,
    unit_id: UUID,
    to_unit_id: UUID,
    title: str,
    due_on: date,
    on: date,
    measure: str = "",
    source_sentence: str = "",
    task_id: UUID | None = None,
) -> Task:
    """A committee gives a unit below it a task; the cell sees it at once and finds it in its next
    agenda. The same again (or the same ``task_id``) is the same task.

    Raises:
        Forbidden: not an office of that very committee.
        Absent: no such unit below it.
        Invalid: no title, or a day before today's.
    """
    must_be_office(actor, unit_id)
    if to_unit_id == unit_id or not may(actor, Capability.DIRECT_CELLS, to_unit_id):
        raise Absent("Không tìm thấy đơn vị này ở dưới cấp ủy.")
    return _written(
        actor,
        Task(
            id=task_id or ids.new_id(),
            unit_id=unit_id,
            owner_unit_id=to_unit_id,
            direction="down",
            title=title.strip(),
            measure=measure.strip(),
            source_sentence=source_sentence.strip(),
            assigned_on=on,
            due_on=due_on,
        ),
        "task.charged",
    )


@transaction.atomic
def ask_superior(
    *,
    actor: Actor,
    unit_id: UUID,
    title: str,
    due_on: date,
    on: date,
    measure: str = "",
    source_sentence: str = "",
    task_id: UUID | None = None,
) -> Task:
    """A cell asks its direct superior for something by a day. It stands in the cell's own list and
    returns to its agenda until a meeting closes it; the superior answers and promises a day.

    Raises:
        Forbidden: not who sends papers up for the cell.
        Refused: the cell has no superior that day.
        Invalid: no title, or a day before today's.
    """
    must_hold(actor, Capability.FINALISE_PAPERS, unit_id)
    above = superiors_on(unit_id, on)
    if not above:
        raise Refused("Đơn vị không có cấp trên trực tiếp vào ngày này; chưa ghi gì.")
    return _written(
        actor,
        Task(
            id=task_id or ids.new_id(),
            unit_id=unit_id,
            owner_unit_id=above[0].id,
            direction="up",
            title=title.strip(),
            measure=measure.strip(),
            source_sentence=source_sentence.strip(),
            assigned_on=on,
            due_on=due_on,
        ),
        "task.asked",
    )


@transaction.atomic
def close_charge(
    *, actor: Actor, task_id: UUID, kind: str, on: date, comment: str = ""
) -> TaskOutcome:
    """The committee that gave a task finds it done, or drops it with a reason. Once only.

    Raises:
        Absent, Forbidden: not the actor's committee's task.
        Refused: closed already, or a day ahead.
        Invalid: another outcome than done or dropped; dropped without a reason.
    """
    task = found(visible_to(actor).filter(direction="down"), task_id)
    must_be_office(actor, task.unit_id)
    kinds = {outcome.value: outcome for outcome in CLOSES}
    if kind not in kinds:
        raise Invalid("Chỉ ghi hoàn thành hoặc thôi giao.", field="kind")
    comment = comment.strip()
    if kinds[kind] is OutcomeKind.DROPPED and not comment:
        raise Invalid("Thôi giao việc thì ghi lý do.", field="comment")
    task = Task.objects.select_for_update(no_key=True).get(pk=task.pk)
    same = TaskOutcome.objects.filter(task=task, kind=kind, on=on, comment=comment).first()
    if same is not None:
        return same
    if on > clock.today():
        raise Refused("Ngày %(on)s chưa đến; chưa ghi gì.", on=f"{on:%d/%m/%Y}")
    must_take_outcome(as_ruled(task), kinds[kind], on)
    outcome = TaskOutcome.objects.create(
        task=task,
        unit_id=task.unit_id,
        other_unit_id=task.owner_unit_id,
        kind=kind,
        on=on,
        comment=comment,
    )
    _journal(actor, "task.closed", task, {"on": on.isoformat(), "found": kind})
    return outcome


def _written(actor: Actor, said: Task, verb: str) -> Task:
    if not said.title:
        raise Invalid("Đồng chí ghi nội dung việc.", field="title")
    if said.due_on < said.assigned_on:
        raise Invalid("Hạn hoàn thành đã qua; chưa ghi gì.", field="due_on")
    if said.assigned_on > clock.today():
        raise Invalid("Ngày giao chưa đến; chưa ghi gì.", field="on")
    alike = Task.objects.filter(
        unit_id=said.unit_id,
        owner_unit_id=said.owner_unit_id,
        direction=said.direction,
        title=said.title,
        due_on=said.due_on,
    )
    earlier = Task.objects.filter(pk=said.pk).first() or alike.first()
    if earlier is not None:
        return earlier
    said.save(force_insert=True)
    _journal(actor, verb, said, {"other": str(said.owner_unit_id), "due": said.due_on.isoformat()})
    return said


def _journal(actor: Actor, verb: str, task: Task, facts: dict[str, str]) -> None:
    record(
        actor,
        verb,
        unit_id=task.unit_id,
        kind="task",
        object_id=task.pk,
        facts=dict(facts),
    )
