"""A draft changes: its head, its steps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor
from nenep.kernel.errors import Absent, Invalid
from nenep.reorganisation.actions.draft_plan import must_have_a_head
from nenep.reorganisation.actions.tell import happened
from nenep.reorganisation.models import Plan
from nenep.reorganisation.policies import draft_for
from nenep.reorganisation.queries.plans import text_of
from nenep.reorganisation.rules.steps import Act, Step
from nenep.reorganisation.rules.stored import from_plain, to_plain
from nenep.reorganisation.rules.yaml_file import MOST_STEPS


@transaction.atomic
def change_head(
    *,
    actor: Actor,
    plan_id: UUID,
    title: str,
    decision: str,
    decided_on: date | None,
    effective_on: date,
) -> Plan:
    """Name, decision and effective day. The same again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's plan. Refused: it is applied. Invalid: no title.
    """
    plan = draft_for(actor, plan_id)
    text = replace(
        text_of(plan),
        title=title.strip(),
        decision=decision.strip(),
        decided_on=decided_on,
        effective_on=effective_on,
    )
    must_have_a_head(text)
    if text == text_of(plan):
        return plan
    plan.title, plan.decision = text.title, text.decision
    plan.decided_on, plan.effective_on = decided_on, effective_on
    return _saved(actor, plan)


@transaction.atomic
def add_steps(*, actor: Actor, plan_id: UUID, acts: Sequence[Act]) -> Plan:
    """Steps at the end of the plan; one that is there already is not added twice.

    Raises:
        Absent, Forbidden: not the actor's plan. Refused: it is applied. Invalid: too many steps.
    """
    plan = draft_for(actor, plan_id)
    steps = from_plain(plan.steps)
    there = [step.act for step in steps]
    fresh = [Step(act) for act in acts if act not in there]
    if not fresh:
        return plan
    if len(steps) + len(fresh) > MOST_STEPS:
        raise Invalid("Một phương án không quá %(most)s bước.", most=MOST_STEPS)
    plan.steps = to_plain([*steps, *fresh])
    return _saved(actor, plan)


@transaction.atomic
def remove_step(*, actor: Actor, plan_id: UUID, number: int, revision: int) -> Plan:
    """Take out the step of that number (from 1), as the plan stood at ``revision``: a form pressed
    twice takes out one step.

    Raises:
        Absent, Forbidden: not the actor's plan, or no such step. Refused: it is applied.
    """
    plan = draft_for(actor, plan_id)
    if plan.revision != revision:
        return plan
    steps = list(from_plain(plan.steps))
    if not 1 <= number <= len(steps):
        raise Absent("Phương án không có bước này.")
    del steps[number - 1]
    plan.steps = to_plain(steps)
    return _saved(actor, plan)


@transaction.atomic
def remove_plan(*, actor: Actor, plan_id: UUID) -> None:
    """Throw a draft away; the journal keeps that there was one.

    Raises:
        Absent, Forbidden: not the actor's plan. Refused: it is applied.
    """
    plan = draft_for(actor, plan_id)
    happened(actor, plan, "removed")
    plan.delete()


def _saved(actor: Actor, plan: Plan) -> Plan:
    plan.revision += 1
    plan.save()
    happened(actor, plan, "changed", facts={"steps": len(plan.steps)})
    return plan
