"""The list of plans and the page of one: what it comes to, what stands in its way, its steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.access.rules import Actor, Capability, Reach
from nenep.reorganisation.models import Plan
from nenep.reorganisation.pages.sentences import sentence_of
from nenep.reorganisation.queries.plans import (
    PlanLine,
    Standing,
    plan_lines,
    preview,
    standing_of,
    text_of,
)
from nenep.reorganisation.rules.outcomes import Outcome, outcome_of, unkept
from nenep.reorganisation.rules.projection import Conflict
from nenep.reorganisation.rules.steps import STEP_NAMES, PlanText, kind_of
from nenep.reorganisation.rules.summary import TreeLine
from nenep.reorganisation.wording import (
    COUNT_NAMES,
    MARK_NAMES,
    MARK_TONES,
    STANDING_NAMES,
    STANDING_TONES,
)
from nenep.structure.queries.history import names_of
from nenep.structure.queries.kinds import kinds_on
from nenep.structure.queries.units import units_on
from nenep.structure.rules.units import UnitView

DEPTHS = ("", "depth-2", "depth-3", "depth-4")
EVENT_NAMES = {
    "drafted": "soạn",
    "changed": "sửa",
    "applied": "áp dụng",
    "came_true": "có hiệu lực",
    "undone": "gỡ",
}


@dataclass(frozen=True)
class LineShown:
    """A plan in the list."""

    title: str
    url: str
    meta: str
    word: str
    tone: str


@dataclass(frozen=True)
class TreeShown:
    """A unit before or after."""

    depth: str
    name: str
    meta: str
    word: str
    tone: str


@dataclass(frozen=True)
class StepShown:
    """A step as a sentence; ``conflicts`` are those that name it."""

    number: int
    name: str
    sentence: str
    where: str
    conflicts: Sequence[str]


@dataclass(frozen=True)
class AddShown:
    """A kind of step that can be added."""

    name: str
    url: str


@dataclass(frozen=True)
class PlanPage:
    """Everything ``reorganisation/plan.html`` reads."""

    plan: Plan
    unit: str
    word: str
    tone: str
    open: bool
    applied: bool
    ready: bool
    conflicts: Sequence[str]
    figures: Sequence[tuple[str, int]]
    notices: Sequence[str]
    before: Sequence[TreeShown]
    after: Sequence[TreeShown]
    steps: Sequence[StepShown]
    adds: Sequence[AddShown]
    events: Sequence[tuple[str, str, datetime]]


def committees(actor: Actor, on: date) -> Sequence[UnitView]:
    """The committees whose branches the actor rearranges, by name."""
    roots = actor.roots(Capability.REORGANISE, Reach.UNIT_AND_BELOW)
    return sorted(units_on(sorted(roots), on).values(), key=lambda unit: unit.name)


def lines_shown(actor: Actor, on: date) -> Sequence[LineShown]:
    """The list, the latest effective day first."""
    return [_shown(line) for line in plan_lines(actor, on)]


def plan_page(actor: Actor, plan: Plan, on: date) -> PlanPage:
    """The page of a plan: of a draft as everything stands now, of an applied one as it was kept."""
    text, standing = text_of(plan), standing_of(plan, on)
    applied = standing in (Standing.PLANNED, Standing.APPLIED)
    conflicts: Sequence[Conflict] = ()
    if applied and plan.outcome is not None:
        outcome = unkept(plan.outcome)
    else:
        outcome, conflicts = _previewed(actor, plan, text)
    return PlanPage(
        plan=plan,
        unit=names_of([plan.unit_id]).get(plan.unit_id, ""),
        word=STANDING_NAMES[standing],
        tone=STANDING_TONES[standing],
        open=not applied,
        applied=applied,
        ready=not applied and not conflicts,
        conflicts=[str(conflict) for conflict in conflicts] if plan.steps else (),
        figures=[(_(COUNT_NAMES[name]), count) for name, count in outcome.figures if count],
        notices=outcome.notices,
        before=[_unit(line, left=True) for line in outcome.before],
        after=[_unit(line, left=False) for line in outcome.after],
        steps=_steps(plan, text, dict(outcome.names), conflicts),
        adds=[
            AddShown(_(name), reverse("reorganisation-steps", args=[plan.pk, kind]))
            for kind, name in STEP_NAMES.items()
        ],
        events=[
            (_(EVENT_NAMES.get(event.kind, event.kind)), event.actor_name, event.at)
            for event in plan.events.all()
        ],
    )


def _previewed(actor: Actor, plan: Plan, text: PlanText) -> tuple[Outcome, Sequence[Conflict]]:
    told = preview(actor, text, plan.unit_id, plan.pk)
    return outcome_of(text, told), told.conflicts


def _shown(line: PlanLine) -> LineShown:
    plan = line.plan
    decision = plan.decision or _("chưa có số quyết định")
    steps = _("%(count)s bước") % {"count": len(plan.steps)}
    since = _("từ ngày %(on)s") % {"on": f"{plan.effective_on:%d/%m/%Y}"}
    return LineShown(
        title=plan.title,
        url=reverse("reorganisation", args=[plan.pk]),
        meta=" · ".join(filter(None, (since, decision, steps, line.by))),
        word=STANDING_NAMES[line.standing],
        tone=STANDING_TONES[line.standing],
    )


def _unit(line: TreeLine, *, left: bool) -> TreeShown:
    told = [line.code] if line.code else []
    if line.members:
        words = _("%(count)s đảng viên đi") if left else _("%(count)s đảng viên đến")
        told.append(words % {"count": line.members})
    if line.goes_to:
        told.append(_("hồ sơ về %(unit)s") % {"unit": line.goes_to})
    return TreeShown(
        depth=DEPTHS[min(line.depth, len(DEPTHS) - 1)],
        name=line.name,
        meta=" · ".join(told),
        word=MARK_NAMES[line.mark],
        tone=MARK_TONES.get(line.mark, ""),
    )


def _steps(
    plan: Plan, text: PlanText, names: Mapping[str, str], conflicts: Sequence[Conflict]
) -> Sequence[StepShown]:
    kinds = kinds_on(plan.effective_on, near=plan.unit_id)
    return [
        StepShown(
            number=number,
            name=_(STEP_NAMES[kind_of(step.act)]),
            sentence=sentence_of(step.act, names, kinds),
            where=step.where,
            conflicts=[one.message for one in conflicts if number in one.steps],
        )
        for number, step in enumerate(text.steps, 1)
    ]
