"""Doors to plans."""

from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Refused
from nenep.reorganisation.models import Plan
from nenep.reorganisation.queries.plans import is_applied, visible_to


def plan_for(actor: Actor, plan_id: UUID) -> Plan:
    """The plan, if its committee is one the actor rearranges (else 404; 403 without the right)."""
    plan = found(visible_to(actor), plan_id)
    must_hold(actor, Capability.REORGANISE, plan.unit_id)
    return plan


def draft_for(actor: Actor, plan_id: UUID) -> Plan:
    """The plan locked for this transaction, while it may still be changed.

    Raises:
        Absent, Forbidden: as :func:`plan_for`. Refused: it is applied.
    """
    plan_for(actor, plan_id)
    plan = Plan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    if is_applied(plan_id):
        raise Refused("Phương án đã áp dụng nên được giữ nguyên; gỡ áp dụng trước khi sửa.")
    return plan
