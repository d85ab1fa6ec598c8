"""A plan as the ward's own office carries it out, under the serving role."""

from datetime import date
from uuid import UUID

import pytest

from nenep.kernel import clock
from nenep.people.models import HostedStay, OfficeTerm, Person
from nenep.people.queries.rosters import roster_on
from nenep.reorganisation.actions.apply_plan import PlanRefused, apply_plan
from nenep.reorganisation.actions.undo_plan import undo_plan
from nenep.reorganisation.queries.plans import Standing, standing_of
from nenep.reorganisation.tests.plans import (
    MERGER,
    NEW_CODE,
    NEXT_MONTH,
    SCHOOL,
    VILLAGE,
    differing,
    drafted,
    every_row,
    where_is,
)
from nenep.structure.queries.history import history_of
from nenep.structure.queries.units import tree_on, unit_by_code
from nenep.structure.rules.history import Change
from tests.world import CAST, World

LAST_DAY = date(2026, 11, 30)


def _roll(world: World) -> list[tuple[UUID, str]]:
    """Who counted how in the village cell on its last day."""
    lines = roster_on(world.unit("village"), LAST_DAY)
    return [(line.person_id, line.counts.standing) for line in lines]


def test_it_merges_two_cells_next_month(world: World) -> None:
    actor = world.act_as("ward_officer")
    tree, roll = tree_on(world.today), _roll(world)
    plan = apply_plan(actor=actor, plan_id=drafted(world, actor, *MERGER).pk, on=world.today)
    merged = unit_by_code(NEW_CODE, NEXT_MONTH)
    for person in CAST:
        if person.unit in ("village", "school"):
            assert where_is(person.id, LAST_DAY) == [world.unit(person.unit)]
            assert where_is(person.id, NEXT_MONTH) == [merged.id]
    assert tree_on(world.today) == tree
    assert _roll(world) == roll
    assert {view.code for _depth, view in tree_on(NEXT_MONTH)} & {VILLAGE, SCHOOL} == set()
    assert standing_of(plan, world.today) is Standing.PLANNED
    assert [change.what for change in history_of(world.unit("village"))][-1] is Change.DISSOLVED
    assert [change.what for change in history_of(merged.id)].count(Change.TOOK_OVER) == 2
    assert {change.decision for change in history_of(merged.id)} == {"15-QĐ/ĐU"}


def test_it_ends_offices_and_brings_the_guest_home(world: World) -> None:
    actor = world.act_as("ward_officer")
    apply_plan(actor=actor, plan_id=drafted(world, actor, *MERGER).pk, on=world.today)
    terms = OfficeTerm.objects.filter(unit_id=world.unit("village"))
    assert {term.during.upper for term in terms} == {NEXT_MONTH}
    stay = HostedStay.objects.get(person_id=world.person("hosted"))
    assert (stay.unit_id, stay.during.upper) == (world.unit("village"), NEXT_MONTH)


def test_it_undoes_row_for_row(world: World) -> None:
    actor = world.act_as("ward_officer")
    plan = drafted(world, actor, *MERGER)
    world.act_as_system()
    before = every_row()
    actor = world.act_as("ward_officer")
    for _again in range(2):
        apply_plan(actor=actor, plan_id=plan.pk, on=world.today)
        undo_plan(actor=actor, plan_id=plan.pk, on=world.today)
    assert standing_of(plan, world.today) is Standing.UNDONE
    world.act_as_system()
    assert differing(before, every_row()) == {}


def test_it_takes_effect_today_with_the_records(world: World) -> None:
    actor = world.act_as("ward_officer")
    plan = drafted(world, actor, *MERGER, on=world.today)
    world.act_as_system()
    before = every_row()
    actor = world.act_as("ward_officer")
    apply_plan(actor=actor, plan_id=plan.pk, on=world.today)
    merged = unit_by_code(NEW_CODE, world.today)
    assert Person.objects.get(pk=world.person("member")).kept_by_id == merged.id
    undo_plan(actor=actor, plan_id=plan.pk, on=world.today)
    world.act_as_system()
    assert differing(before, every_row()) == {}


def test_it_applies_and_undoes_once(world: World) -> None:
    actor = world.act_as("ward_officer")
    plan = drafted(world, actor, *MERGER)
    for _again in range(2):
        apply_plan(actor=actor, plan_id=plan.pk, on=world.today)
    assert list(plan.events.values_list("kind", flat=True)) == ["drafted", "applied"]
    for _again in range(2):
        undo_plan(actor=actor, plan_id=plan.pk, on=world.today)
    assert plan.events.count() == 3


def test_it_changes_nothing_when_it_is_refused(world: World) -> None:
    actor = world.act_as("ward_officer")
    plan = drafted(world, actor, *MERGER)
    apply_plan(actor=actor, plan_id=plan.pk, on=world.today)
    again = drafted(world, actor, *MERGER, on=date(2027, 1, 1))
    world.act_as_system()
    before = every_row()
    actor = world.act_as("ward_officer")
    with clock.frozen(world.today), pytest.raises(PlanRefused):
        apply_plan(actor=actor, plan_id=again.pk, on=world.today)
    world.act_as_system()
    assert differing(before, every_row()) == {}
