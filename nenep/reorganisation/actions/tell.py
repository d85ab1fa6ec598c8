"""What every act on a plan leaves behind: its event, and the journal of the units it concerns."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from nenep.access.rules import Actor
from nenep.journal.actions.record import Fact, record
from nenep.kernel import clock
from nenep.reorganisation.models import Plan, PlanEvent


def happened(
    actor: Actor,
    plan: Plan,
    kind: str,
    *,
    units: Iterable[UUID] = (),
    facts: Mapping[str, Fact] | None = None,
) -> None:
    """Write the event, and ``reorganisation.<kind>`` into the chain of the committee and of each of
    ``units``: the plan's id, its day and the number of its decision."""
    PlanEvent.objects.create(
        plan=plan,
        unit_id=plan.unit_id,
        kind=kind,
        at=clock.now(),
        account_id=actor.account_id,
        actor_name=actor.name[:120],
    )
    said: dict[str, Fact] = {
        "on": plan.effective_on.isoformat(),
        "decision": plan.decision,
        **(facts or {}),
    }
    for unit_id in sorted({plan.unit_id, *units}):
        record(
            actor,
            f"reorganisation.{kind}",
            unit_id=unit_id,
            kind="plan",
            object_id=plan.pk,
            facts=said,
        )
