"""A projection becomes rows: the lower apps' own acts, in an order in which each finds its ground.

Part of :func:`nenep.reorganisation.actions.apply_plan.apply_plan`, which holds the lock and the
transaction. Whatever a lower act refuses, the whole plan is refused with its words.
"""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from nenep.access.rules import Actor
from nenep.kernel.errors import Refused
from nenep.meetings.actions.close_series import close_series, take_over_series
from nenep.people.actions.end_office import end_offices_of_unit
from nenep.people.actions.follow_cells import let_go_of_moved
from nenep.people.actions.hand_over_guests import StayGoesOn, hand_over_guests
from nenep.people.actions.relocate import Move, relocate
from nenep.reorganisation.rules.projection import Projection
from nenep.reorganisation.rules.snapshot import UnitNow
from nenep.structure.actions.change_kind import change_kind
from nenep.structure.actions.dissolve_unit import dissolve_unit
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.actions.localities import change_locality
from nenep.structure.actions.move_unit import move_unit
from nenep.structure.actions.recode_unit import recode_unit
from nenep.structure.actions.rename_unit import rename_unit
from nenep.structure.models import LocalityPlace
from nenep.structure.rules.units import Kind

PROVISIONAL = 10**14


def carry_out(actor: Actor, plan: Projection, *, on: date, decision: str) -> None:
    """Write everything but the tasks, which wait for the day (``come_true``)."""
    _change_the_tree(actor, plan, on, decision)
    let_go_of_moved(actor, plan.moved, on)
    moves = [Move(one.person_id, one.target_id) for one in plan.placings]
    if moves:
        relocate(actor=actor, moves=moves, on=on, how="reorganised", decision=decision)
    ended = list(plan.ended)
    hand_over_guests(
        actor=actor,
        stays=[StayGoesOn(stay.stay_id, stay.unit_id) for stay in plan.stays],
        links=plan.links,
        ended=ended,
        on=on,
    )
    for unit_id in ended:
        end_offices_of_unit(actor=actor, unit_id=unit_id, on=on, decision=decision)
    for unit_id, taken in plan.habits.items():
        take_over_series(actor=actor, from_unit_id=taken, unit_id=unit_id, on=on)
    close_series(actor=actor, unit_ids=ended, on=on)
    for unit_id, successor in plan.ended.items():
        dissolve_unit(
            actor=actor, unit_id=unit_id, successor_id=successor, on=on, decision=decision
        )
    for unit_id in plan.recoded:
        code = plan.after[unit_id].code
        recode_unit(actor=actor, unit_id=unit_id, code=code, on=on, decision=decision)
    _lead_the_villages(actor, plan, on)


def _change_the_tree(actor: Actor, plan: Projection, on: date, decision: str) -> None:
    acts: list[Callable[[], object]] = []
    for unit in plan.founded:
        acts.append(_founding(actor, unit, on, decision))
    for unit_id in plan.rekinded:
        acts.append(_rekinding(actor, plan.after[unit_id], on, decision))
    for unit_id in plan.renamed:
        acts.append(_renaming(actor, plan.after[unit_id], on, decision))
    for unit_id, parent_id in plan.moved.items():
        acts.append(_moving(actor, unit_id, parent_id, on, decision))
    _each_when_it_can(acts)


def _each_when_it_can(acts: Sequence[Callable[[], object]]) -> None:
    """Two acts may only be possible in one order (a unit goes under one that is itself moved): what
    is refused now is tried again once others are done.

    Raises:
        Refused: none of the rest is possible; the words are those of the first.
    """
    waiting = list(acts)
    while waiting:
        refused: list[tuple[Callable[[], object], Refused]] = []
        for act in waiting:
            try:
                act()
            except Refused as answer:
                refused.append((act, answer))
        if len(refused) == len(waiting):
            raise refused[0][1]
        waiting = [act for act, _answer in refused]


def _founding(actor: Actor, unit: UnitNow, on: date, decision: str) -> Callable[[], object]:
    """Its own code may still be borne by a unit that ends: a code nobody has stands in for it until
    :func:`recode_unit` writes the right one into the same row."""
    code = "" if unit.kind == Kind.GROUP else f"{unit.id.int % PROVISIONAL:014d}"
    return lambda: found_unit(
        actor=actor,
        unit_id=unit.id,
        name=unit.name,
        short=unit.short,
        kind=unit.kind,
        cell_type=unit.cell_type,
        code=code,
        parent_id=unit.parent_id,
        on=on,
        decision=decision,
    )


def _rekinding(actor: Actor, unit: UnitNow, on: date, decision: str) -> Callable[[], object]:
    return lambda: change_kind(
        actor=actor,
        unit_id=unit.id,
        kind=unit.kind,
        cell_type=unit.cell_type,
        on=on,
        decision=decision,
    )


def _renaming(actor: Actor, unit: UnitNow, on: date, decision: str) -> Callable[[], object]:
    return lambda: rename_unit(
        actor=actor,
        unit_id=unit.id,
        name=unit.name,
        short=unit.short,
        on=on,
        decision=decision,
    )


def _moving(
    actor: Actor, unit_id: UUID, parent_id: UUID, on: date, decision: str
) -> Callable[[], object]:
    return lambda: move_unit(
        actor=actor, unit_id=unit_id, parent_id=parent_id, on=on, decision=decision
    )


def _lead_the_villages(actor: Actor, plan: Projection, on: date) -> None:
    """The end of a unit has handed its villages to its successor; here they follow their cells."""
    for move in plan.localities:
        row = LocalityPlace.objects.filter(
            locality_id=move.locality_id, during__contains=on
        ).first()
        if row is None or (row.unit_id, row.led_by_id) == (move.unit_id, move.led_by_id):
            continue
        change_locality(
            actor=actor,
            locality_id=move.locality_id,
            name=row.name,
            kind=row.kind,
            unit_id=move.unit_id,
            led_by_id=move.led_by_id,
            on=on,
        )
