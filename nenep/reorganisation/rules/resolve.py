"""A plan looked up against a snapshot: what it comes to, or everything that is wrong with it."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from nenep.reorganisation.rules import around, effects
from nenep.reorganisation.rules.codes import judge_codes, recoded_in_order
from nenep.reorganisation.rules.draft import Draft, NewId, read_steps
from nenep.reorganisation.rules.placing import place_members
from nenep.reorganisation.rules.projection import Notice, Placing, Projection, Resolution
from nenep.reorganisation.rules.snapshot import Snapshot, UnitNow
from nenep.reorganisation.rules.steps import PlanText
from nenep.reorganisation.rules.tree_after import (
    judge_changes,
    judge_targets,
    judge_tree,
    settle_what_is_below,
    tree_after,
)
from nenep.structure.rules.kinds import KindTable


def resolve(plan: PlanText, now: Snapshot, kinds: KindTable, new_id: NewId) -> Resolution:
    """Everything at once; the same snapshot gives the same answer.

    ``new_id`` makes the id of a new unit from its key, so that preview and application speak of the
    same unit.
    """
    draft = read_steps(plan, now, new_id)
    around.judge_day(draft)
    settle_what_is_below(draft)
    after = tree_after(draft)
    judge_changes(draft)
    judge_targets(draft, after)
    judge_tree(draft, after, kinds)
    judge_codes(draft, after)
    placings = place_members(draft, after)
    around.judge_later(draft, _receiving(draft, placings))
    around.judge_people(draft, placings)
    notices = around.judge_meetings(draft)
    projection = _projection(draft, after, placings)
    notices += _told(draft, projection)
    ordered = sorted(draft.conflicts, key=lambda c: (c.steps or (0,), c.fault))
    return Resolution(projection, tuple(ordered), tuple(notices))


def _receiving(draft: Draft, placings: Sequence[Placing]) -> set[UUID]:
    given = {wanted.unit_id for wanted in (*draft.ended.values(), *draft.moved.values())}
    given |= {
        draft.by_name[act.under] for act, _n in draft.founded.values() if act.under in draft.by_name
    }
    return given | {placing.target_id for placing in placings}


def _projection(
    draft: Draft, after: Mapping[UUID, UnitNow], placings: tuple[Placing, ...]
) -> Projection:
    closed, habits = effects.series_after(draft)
    going = {placing.person_id for placing in placings}
    left = {placing.source_id for placing in placings}
    return Projection(
        before=draft.now.units,
        after=after,
        founded=_superiors_first(draft, after),
        ended=_below_first(draft),
        moved={
            key: wanted.unit_id
            for key, wanted in draft.moved.items()
            if draft.now.units[key].parent_id != wanted.unit_id
        },
        renamed=tuple(draft.renamed),
        rekinded=tuple(draft.rekinded),
        recoded=recoded_in_order(draft),
        placings=placings,
        offices=tuple(
            one
            for one in draft.now.offices
            if one.unit_id in draft.ended or (one.person_id in going and one.unit_id in left)
        ),
        tasks=effects.tasks_after(draft, placings),
        series_closed=closed,
        habits=habits,
        localities=effects.localities_after(draft, after),
        stays=effects.stays_after(draft, placings),
        links=effects.links_after(draft),
        meetings_open=tuple(one.id for one in draft.now.meetings if one.unit_id in draft.ended),
    )


def _superiors_first(draft: Draft, after: Mapping[UUID, UnitNow]) -> tuple[UnitNow, ...]:
    waiting = [after[unit_id] for unit_id in draft.founded]
    done: list[UnitNow] = []
    while waiting:
        pending = {unit.id for unit in waiting}
        ready = [unit for unit in waiting if unit.parent_id not in pending]
        if not ready:  # a circle of new units: a conflict says so
            return (*done, *waiting)
        done += ready
        waiting = [unit for unit in waiting if unit not in ready]
    return tuple(done)


def _below_first(draft: Draft) -> dict[UUID, UUID]:
    def depth(unit_id: UUID) -> int:
        height, at = 0, draft.now.units[unit_id].parent_id
        while at is not None and at in draft.now.units and height < len(draft.now.units):
            height, at = height + 1, draft.now.units[at].parent_id
        return height

    return {key: draft.ended[key].unit_id for key in sorted(draft.ended, key=depth, reverse=True)}


def _told(draft: Draft, projection: Projection) -> list[Notice]:
    cells = {unit.id: unit.name for unit in projection.founded if unit.is_cell}
    return around.tell_the_new(draft, cells, projection.habits)
