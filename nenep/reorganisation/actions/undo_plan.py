"""Undoing a plan while nothing depends on it: every row goes back to what it was."""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from nenep.access.rules import Actor
from nenep.journal.actions.announce import announce
from nenep.kernel.errors import Refused
from nenep.reorganisation.actions.apply_plan import hold_still, must_be_sound
from nenep.reorganisation.actions.put_back import put_back
from nenep.reorganisation.actions.tell import happened
from nenep.reorganisation.models import Plan, PlanTrace
from nenep.reorganisation.policies import plan_for
from nenep.reorganisation.queries.depending import what_depends
from nenep.reorganisation.queries.plans import is_applied

SHOWN = 20


class StillNeeded(Refused):
    """Something was written since that rests on the plan; ``reasons`` names it."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = reasons
        super().__init__(
            "Chưa gỡ được, vì sau khi áp dụng đã có:\n%(listed)s", listed="\n".join(reasons[:SHOWN])
        )


def undo_plan(*, actor: Actor, plan_id: UUID, on: date) -> Plan:
    """Put every row back as it was before the plan; ``on`` is today. A plan that is not applied
    stays as it is. Journals ``reorganisation.undone`` in every unit that it touched.

    Raises:
        Absent, Forbidden: not the actor's plan.
        StillNeeded: rows it wrote have changed since, or others refer to what it founded.
    """
    try:
        with transaction.atomic():
            return _undone(actor, plan_id, on)
    except IntegrityError as broken:
        rule = getattr(getattr(broken.__cause__, "diag", None), "constraint_name", "")
        raise StillNeeded((f"dữ liệu khác dựa vào kết quả sắp xếp ({rule})",)) from broken


def _undone(actor: Actor, plan_id: UUID, on: date) -> Plan:
    hold_still()
    plan = plan_for(actor, plan_id)
    if not is_applied(plan.pk):
        return plan
    trace = PlanTrace.objects.get(plan=plan)
    reasons = what_depends(trace, plan.effective_on)
    if reasons:
        raise StillNeeded(reasons)
    staying = set(trace.units) - set(trace.founded)
    happened(actor, plan, "undone", units=trace.units)
    put_back(trace)
    with connection.cursor() as cursor:
        cursor.execute("select reorganisation_forget(%s)", [trace.founded])
    must_be_sound()
    if plan.effective_on <= on:
        for unit_id in staying:
            announce("reorganisation.undone", unit_id=unit_id, month=plan.effective_on)
    trace.delete()
    plan.outcome = None
    plan.save(update_fields=["outcome"])
    return plan
