"""What a plan touches, counted, and the branch before and after it as two indented lists."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from nenep.reorganisation.rules.projection import Projection
from nenep.reorganisation.rules.snapshot import UnitNow
from nenep.reorganisation.rules.tree_after import children


class Mark(StrEnum):
    """What happens to a unit of the list."""

    SAME = ""
    NEW = "new"
    ENDS = "ends"
    GROWS = "grows"
    CHANGES = "changes"
    MOVES = "moves"


@dataclass(frozen=True)
class TreeLine:
    """A unit in one of the two lists. ``members``: how many leave (before) or come (after)."""

    unit_id: UUID
    depth: int
    name: str
    code: str
    mark: Mark
    members: int = 0
    goes_to: str = ""


@dataclass(frozen=True)
class Counts:
    """How much of everything a plan touches."""

    founded: int
    ended: int
    moved: int
    renamed: int
    recoded: int
    rekinded: int
    members: int
    offices: int
    meetings: int
    tasks: int
    series: int
    localities: int
    guests: int


def counts(plan: Projection) -> Counts:
    """The figures above the lists."""
    founded = {unit.id for unit in plan.founded}
    return Counts(
        founded=len(founded),
        ended=len(plan.ended),
        moved=len(plan.moved),
        renamed=len(plan.renamed),
        recoded=len(set(plan.recoded) - founded),
        rekinded=len(plan.rekinded),
        members=len(plan.placings),
        offices=len(plan.offices),
        meetings=len(plan.meetings_open),
        tasks=len(plan.tasks),
        series=len(plan.series_closed) + len(plan.habits),
        localities=len(plan.localities),
        guests=len(plan.stays) + len(plan.links),
    )


def before_lines(plan: Projection) -> Sequence[TreeLine]:
    """The units that the plan touches, with their superiors, as they stand without it."""
    left = _per_unit(one.source_id for one in plan.placings)
    shown = _with_superiors(plan.before, plan.touched & plan.before.keys())
    return [
        TreeLine(
            unit.id,
            depth,
            unit.name,
            unit.code,
            _before(plan, unit.id),
            left.get(unit.id, 0),
            _goes_to(plan, unit.id),
        )
        for depth, unit in _indented(plan.before, shown)
    ]


def after_lines(plan: Projection) -> Sequence[TreeLine]:
    """The same branch as it stands with the plan."""
    came = _per_unit(one.target_id for one in plan.placings)
    founded = {unit.id for unit in plan.founded}
    touched = (plan.touched | plan.moved.keys()) & plan.after.keys()
    shown = _with_superiors(plan.after, touched)
    return [
        TreeLine(
            unit.id,
            depth,
            unit.name,
            unit.code,
            _after(plan, unit.id, founded, came),
            came.get(unit.id, 0),
        )
        for depth, unit in _indented(plan.after, shown)
    ]


def _per_unit(units: Iterable[UUID]) -> dict[UUID, int]:
    found: dict[UUID, int] = {}
    for unit_id in units:
        found[unit_id] = found.get(unit_id, 0) + 1
    return found


def _before(plan: Projection, unit_id: UUID) -> Mark:
    if unit_id in plan.ended:
        return Mark.ENDS
    return _living(plan, unit_id)


def _after(
    plan: Projection, unit_id: UUID, founded: Collection[UUID], came: Collection[UUID]
) -> Mark:
    if unit_id in founded:
        return Mark.NEW
    mark = _living(plan, unit_id)
    return Mark.GROWS if mark is Mark.SAME and unit_id in came else mark


def _living(plan: Projection, unit_id: UUID) -> Mark:
    if unit_id in plan.moved:
        return Mark.MOVES
    changed = {*plan.renamed, *plan.recoded, *plan.rekinded}
    return Mark.CHANGES if unit_id in changed else Mark.SAME


def _goes_to(plan: Projection, unit_id: UUID) -> str:
    """Who keeps the records of a unit that ends."""
    kept = plan.ended.get(unit_id)
    keeper = plan.after.get(kept) if kept is not None else None
    return keeper.name if keeper is not None else ""


def _with_superiors(units: Mapping[UUID, UnitNow], wanted: Iterable[UUID]) -> set[UUID]:
    shown: set[UUID] = set()
    for unit_id in wanted:
        at: UUID | None = unit_id
        while at is not None and at in units and at not in shown:
            shown.add(at)
            at = units[at].parent_id
    return shown


def _indented(units: Mapping[UUID, UnitNow], shown: set[UUID]) -> list[tuple[int, UnitNow]]:
    below = children({key: units[key] for key in shown})
    tops = [units[key] for key in shown if units[key].parent_id not in shown]
    lines: list[tuple[int, UnitNow]] = []
    waiting = [(0, unit) for unit in _ordered(tops)]
    while waiting:
        depth, unit = waiting.pop()
        lines.append((depth, unit))
        waiting += [(depth + 1, child) for child in _ordered(below.get(unit.id, []))]
    return lines


def _ordered(units: Iterable[UnitNow]) -> list[UnitNow]:
    """Last first, since the list is taken from its end."""
    return sorted(units, key=lambda unit: (unit.code or "9", unit.name), reverse=True)
