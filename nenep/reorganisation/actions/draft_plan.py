"""A plan begins: from a file, or empty to be built on screen."""

from uuid import UUID

from django.db import transaction

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.kernel import clock, ids
from nenep.kernel.errors import Invalid
from nenep.reorganisation.actions.tell import happened
from nenep.reorganisation.models import Plan
from nenep.reorganisation.rules.steps import PlanText
from nenep.reorganisation.rules.stored import to_plain

LONGEST_TITLE, LONGEST_DECISION = 200, 60


@transaction.atomic
def draft_plan(
    *,
    actor: Actor,
    unit_id: UUID,
    text: PlanText,
    source_name: str = "",
    plan_id: UUID | None = None,
) -> Plan:
    """Keep a plan for the branch under the committee ``unit_id``; nothing of it is looked up yet.
    The same ``plan_id`` again returns what is kept. Journals ``reorganisation.drafted``.

    Raises:
        Forbidden: not a committee whose branch the actor rearranges.
        Invalid: no title, or words that are too long.
    """
    must_hold(actor, Capability.REORGANISE, unit_id)
    must_have_a_head(text)
    known = Plan.objects.filter(pk=plan_id).first() if plan_id else None
    if known is not None:
        return known
    plan = Plan.objects.create(
        id=plan_id or ids.new_id(),
        unit_id=unit_id,
        title=text.title.strip(),
        decision=text.decision.strip(),
        decided_on=text.decided_on,
        effective_on=text.effective_on,
        steps=to_plain(text.steps),
        source_name=source_name[:200],
        created_at=clock.now(),
    )
    happened(actor, plan, "drafted", facts={"steps": len(text.steps)})
    return plan


def must_have_a_head(text: PlanText) -> None:
    """A name for the plan; the number of the decision as it fits on paper."""
    if not text.title.strip() or len(text.title) > LONGEST_TITLE:
        raise Invalid(
            "Tên phương án phải có, và không quá %(most)s chữ.", field="title", most=LONGEST_TITLE
        )
    if len(text.decision) > LONGEST_DECISION:
        raise Invalid(
            "Số quyết định không quá %(most)s chữ.", field="decision", most=LONGEST_DECISION
        )
