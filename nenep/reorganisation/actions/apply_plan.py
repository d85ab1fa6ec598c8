"""Applying a plan: looked up anew, refused whole or carried out whole, and traced."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from nenep.access.rules import Actor
from nenep.journal.actions.announce import announce
from nenep.kernel.errors import Refused
from nenep.reorganisation.actions.carry_out import carry_out
from nenep.reorganisation.actions.come_true import hand_tasks_on
from nenep.reorganisation.actions.tell import happened
from nenep.reorganisation.models import Plan, PlanTrace
from nenep.reorganisation.policies import plan_for
from nenep.reorganisation.queries.plans import is_applied, preview, text_of
from nenep.reorganisation.queries.traces import Rows, captured, changed, keys_of
from nenep.reorganisation.rules.outcomes import kept, outcome_of
from nenep.reorganisation.rules.projection import Conflict, Projection

SHOWN = 20


class PlanRefused(Refused):
    """The plan conflicts with what is there; ``conflicts`` names each, nothing was changed."""

    def __init__(self, conflicts: Sequence[Conflict]) -> None:
        self.conflicts = tuple(conflicts)
        listed = "\n".join(str(conflict) for conflict in self.conflicts[:SHOWN])
        super().__init__(
            "Phương án có %(count)s điểm vướng, chưa thay đổi gì:\n%(listed)s",
            count=len(self.conflicts),
            listed=listed,
        )


def apply_plan(*, actor: Actor, plan_id: UUID, on: date) -> Plan:
    """Carry the plan out; ``on`` is today. A plan for a day to come writes the rows of that day,
    and its tasks are handed on when the day comes. What is applied already stays as it is.
    Journals ``reorganisation.applied`` in every unit that it touches.

    Raises:
        Absent, Forbidden: not the actor's plan.
        PlanRefused: it conflicts with the tree, the people or the meetings as they are now.
        Refused: an act beneath it was refused; nothing of the plan is kept.
    """
    try:
        with transaction.atomic():
            return _applied(actor, plan_id, on)
    except IntegrityError as broken:
        rule = getattr(getattr(broken.__cause__, "diag", None), "constraint_name", "")
        raise Refused(
            "Phương án không khớp với những gì đã ghi (%(rule)s); chưa thay đổi gì.", rule=rule
        ) from broken


def _applied(actor: Actor, plan_id: UUID, on: date) -> Plan:
    hold_still()
    plan = plan_for(actor, plan_id)
    if is_applied(plan.pk):
        return plan
    text = text_of(plan)
    resolution = preview(actor, text, plan.unit_id, plan.pk)
    if resolution.conflicts:
        raise PlanRefused(resolution.conflicts)
    projection = resolution.projection
    units, people = _concerned(projection)
    before = captured(units, people)
    carry_out(actor, projection, on=plan.effective_on, decision=plan.decision)
    if plan.effective_on <= on:
        hand_tasks_on(actor, plan, ended=projection.ended.keys())
    must_be_sound()
    _trace(plan, projection, before, captured(units, people))
    plan.outcome = kept(outcome_of(text, resolution))
    plan.save(update_fields=["outcome"])
    happened(actor, plan, "applied", units=projection.touched, facts=_counts(projection))
    if plan.effective_on <= on:
        happened(actor, plan, "came_true")
        for unit_id in projection.touched:
            announce("reorganisation.applied", unit_id=unit_id, month=plan.effective_on)
    return plan


def hold_still() -> None:
    """One plan at a time, and nobody else changes the tree meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext('nenep.reorganisation'))")
        cursor.execute("select structure_hold()")


def must_be_sound() -> None:
    """Ask the deferred guards now, while the plan can still be refused with words."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")


def _concerned(projection: Projection) -> tuple[set[UUID], set[UUID]]:
    units = {*projection.touched, *projection.links.values()}
    for move in projection.localities:
        units |= {move.unit_id} | ({move.led_by_id} if move.led_by_id else set())
    units |= {stay.unit_id for stay in projection.stays if stay.unit_id is not None}
    people = {placing.person_id for placing in projection.placings}
    people |= {stay.person_id for stay in projection.stays}
    return units, people | {office.person_id for office in projection.offices}


def _trace(plan: Plan, projection: Projection, before: Rows, after: Rows) -> None:
    units, people = _concerned(projection)
    old, new = changed(before, after)
    PlanTrace.objects.create(
        plan=plan,
        unit_id=plan.unit_id,
        units=sorted(units),
        founded=[unit.id for unit in projection.founded],
        people=sorted(people),
        before=old,
        after=new,
        known=keys_of(after),
    )


def _counts(projection: Projection) -> dict[str, int]:
    return {
        "founded": len(projection.founded),
        "ended": len(projection.ended),
        "moved": len(projection.moved),
        "members": len(projection.placings),
    }
