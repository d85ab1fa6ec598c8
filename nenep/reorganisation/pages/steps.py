"""What a step of a plan may name: units of the branch on the effective day, kinds, members."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from uuid import UUID

from nenep.reorganisation.forms.steps import Choices, Offer
from nenep.reorganisation.models import Plan
from nenep.reorganisation.queries.hangings import members_on
from nenep.reorganisation.queries.plans import text_of
from nenep.reorganisation.queries.snapshots import branch_on
from nenep.reorganisation.rules.snapshot import UnitNow
from nenep.reorganisation.rules.steps import Found
from nenep.structure.queries.kinds import kinds_on
from nenep.structure.rules.kinds import KindTable
from nenep.structure.rules.units import Kind


@dataclass(frozen=True)
class SourceChoice:
    """A unit whose members can be chosen from."""

    code: str
    name: str


def offer_for(plan: Plan, source: str = "") -> Offer:
    """What the boxes offer; members only of ``source``."""
    branch = branch_on(plan.unit_id, plan.effective_on)
    kinds = kinds_on(plan.effective_on, near=plan.unit_id)
    beneath = [u for u in branch.values() if u.id != plan.unit_id and u.code and not u.is_group]
    founded = [s.act for s in text_of(plan).steps if isinstance(s.act, Found)]
    by_code = {unit.code: unit for unit in branch.values()}
    unit = by_code.get(source)
    root = branch.get(plan.unit_id)
    taken = {act.key for act in founded}
    return Offer(
        standing=_choices(beneath),
        receiving=[
            *((act.key, f"{act.name} (mới)") for act in founded),
            *_choices(beneath),
            *(_choices([root]) if root is not None else ()),
        ],
        kinds=_kinds(kinds),
        next_key=next(key for n in count(1) if (key := f"moi{n}") not in taken),
        likeness={one.code: _likeness(one, branch) for one in beneath},
        source=source if unit is not None else "",
        members=members_on([unit.id], plan.effective_on) if unit is not None else (),
    )


def sources_for(plan: Plan) -> Sequence[SourceChoice]:
    """The units with members to choose from, by code."""
    branch = branch_on(plan.unit_id, plan.effective_on)
    return [SourceChoice(one.code, one.name) for one in branch.values() if one.is_cell]


def _choices(units: Sequence[UnitNow]) -> Choices:
    return [(unit.code, unit.name) for unit in units]


def _kinds(kinds: KindTable) -> Choices:
    known = [kind for kind in Kind if not kinds.kinds or kind in kinds.kinds]
    return [(kind.value, kinds.name(kind)) for kind in known if kind is not Kind.GROUP]


def _likeness(unit: UnitNow, branch: Mapping[UUID, UnitNow]) -> tuple[str, str, str]:
    above = branch.get(unit.parent_id) if unit.parent_id else None
    return unit.kind, unit.cell_type, above.code if above is not None else ""
