"""Reads of plans: which there are, how they stand, what they come to today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID, uuid5

from django.db.models import QuerySet

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.reorganisation.models import Plan, PlanEvent
from nenep.reorganisation.queries.snapshots import snapshot_for
from nenep.reorganisation.rules.projection import Resolution
from nenep.reorganisation.rules.resolve import resolve
from nenep.reorganisation.rules.steps import PlanText
from nenep.reorganisation.rules.stored import from_plain
from nenep.structure.queries.kinds import kinds_on


class Standing(StrEnum):
    """Where a plan stands; follows from its events."""

    DRAFT = "draft"
    PLANNED = "planned"
    APPLIED = "applied"
    UNDONE = "undone"


@dataclass(frozen=True)
class PlanLine:
    """A plan in a list. ``at`` is when it was last touched."""

    plan: Plan
    standing: Standing
    at: datetime
    by: str


def visible_to(actor: Actor) -> QuerySet[Plan]:
    """The plans of the committees whose branches the actor rearranges."""
    return Plan.objects.filter(within(actor, Capability.REORGANISE))


def plan_lines(actor: Actor, on: date, limit: int = 100) -> Sequence[PlanLine]:
    """Plans, the latest effective day first. Two queries."""
    plans = visible_to(actor).order_by("-effective_on", "-created_at")[:limit]
    shown = list(plans.prefetch_related("events"))
    return [_line(plan, list(plan.events.all()), on) for plan in shown]


def standing_of(plan: Plan, on: date) -> Standing:
    """Draft, applied for a day to come, applied, or undone."""
    return _standing(plan, list(plan.events.all()), on)


def is_applied(plan_id: UUID) -> bool:
    """Was it applied, and not undone since?"""
    last = (
        PlanEvent.objects.filter(plan_id=plan_id, kind__in=("applied", "undone"))
        .order_by("-at", "-id")
        .first()
    )
    return last is not None and last.kind == "applied"


def text_of(plan: Plan) -> PlanText:
    """The plan as written."""
    return PlanText(
        title=plan.title,
        decision=plan.decision,
        decided_on=plan.decided_on,
        effective_on=plan.effective_on,
        steps=from_plain(plan.steps),
    )


def preview(actor: Actor, plan: PlanText, root_id: UUID, plan_id: UUID) -> Resolution:
    """What the plan comes to, or what is wrong with it, as everything stands now."""
    now = snapshot_for(actor, plan, root_id)
    kinds = kinds_on(plan.effective_on, near=root_id)
    return resolve(plan, now, kinds, lambda key: uuid5(plan_id, key))


def _line(plan: Plan, events: Sequence[PlanEvent], on: date) -> PlanLine:
    last = events[-1] if events else None
    return PlanLine(
        plan=plan,
        standing=_standing(plan, events, on),
        at=last.at if last else plan.created_at,
        by=last.actor_name if last else "",
    )


def _standing(plan: Plan, events: Sequence[PlanEvent], on: date) -> Standing:
    done = [event.kind for event in events if event.kind in ("applied", "undone")]
    if not done:
        return Standing.DRAFT
    if done[-1] == "undone":
        return Standing.UNDONE
    return Standing.PLANNED if plan.effective_on > on else Standing.APPLIED


def due_plans(on: date) -> Sequence[UUID]:
    """Plans of that day or before which are applied and have not come true since. As the
    installation."""
    due: list[UUID] = []
    for plan in Plan.objects.filter(effective_on__lte=on, outcome__isnull=False):
        kinds = [event.kind for event in plan.events.all()]
        if "applied" in kinds and "came_true" not in kinds[_last(kinds, "applied") :]:
            due.append(plan.pk)
    return due


def _last(kinds: Sequence[str], kind: str) -> int:
    return len(kinds) - 1 - list(reversed(kinds)).index(kind)
