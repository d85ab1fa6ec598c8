"""Thirty mixed changes made by chance, carried out by the ward's office in the database."""

from datetime import date, timedelta
from random import Random
from uuid import UUID

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nenep.reorganisation.actions.apply_plan import PlanRefused, apply_plan
from nenep.reorganisation.actions.undo_plan import undo_plan
from nenep.reorganisation.models import Plan
from nenep.reorganisation.queries.snapshots import branch_on
from nenep.reorganisation.rules.snapshot import MemberNow
from nenep.reorganisation.rules.steps import Act, Rename, Step
from nenep.reorganisation.rules.stored import to_plain
from nenep.reorganisation.tests.generated import mixed
from nenep.reorganisation.tests.plans import NEXT_MONTH, differing, drafted, every_row
from nenep.reorganisation.tests.ward import grown
from nenep.structure.queries.units import tree_on
from tests.thorough import examples
from tests.world import World

BEFORE = NEXT_MONTH - timedelta(days=1)
DAYS = (date(2026, 9, 1), BEFORE, NEXT_MONTH, date(2027, 6, 30))
FEW = settings(
    max_examples=examples(3, 40),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def ward(world: World) -> World:
    """The grown ward."""
    grown(world, world.act_as_system())
    return world


@FEW
@given(seed=st.integers(0, 2**32))
def test_it_carries_out_and_undoes_thirty_changes(ward: World, seed: int) -> None:
    with transaction.atomic():
        ward.act_as_system()
        before, past = every_row(), _told(DAYS[0], BEFORE)
        actor = ward.act_as("ward_officer")
        plan = drafted(ward, actor, *_acts(ward, Random(seed)))
        apply_plan(actor=actor, plan_id=plan.pk, on=ward.today)
        ward.act_as_system()
        assert _told(DAYS[0], BEFORE) == past
        _everybody_is_somewhere()
        undo_plan(actor=ward.act_as("ward_officer"), plan_id=plan.pk, on=ward.today)
        ward.act_as_system()
        assert differing(before, every_row()) == {}
        transaction.set_rollback(True)


@settings(FEW, max_examples=examples(2, 10))
@given(seed=st.integers(0, 2**32))
def test_it_changes_nothing_for_a_plan_with_a_conflict(ward: World, seed: int) -> None:
    with transaction.atomic():
        actor = ward.act_as("ward_officer")
        acts = _acts(ward, Random(seed))
        plan = drafted(ward, actor, *acts)
        wrong = [Step(act) for act in (*acts, Rename("99999999999999", "Chi bộ không có"))]
        Plan.objects.filter(pk=plan.pk).update(steps=to_plain(wrong))
        ward.act_as_system()
        before = every_row()
        actor = ward.act_as("ward_officer")
        with pytest.raises(PlanRefused, match="99999999999999"):
            apply_plan(actor=actor, plan_id=plan.pk, on=ward.today)
        ward.act_as_system()
        assert differing(before, every_row()) == {}
        transaction.set_rollback(True)


def _acts(ward: World, chance: Random) -> tuple[Act, ...]:
    ward.act_as("ward_officer")
    units = branch_on(ward.unit("ward"), NEXT_MONTH)
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.id, m.unit_id, p.full_name, p.card_number from people_membership m"
            " join people_person p on p.id = m.person_id where m.during @> %s::date and"
            " p.card_number <> '' order by p.card_number",
            [NEXT_MONTH],
        )
        members = [MemberNow(*row) for row in cursor.fetchall()]
    return mixed(chance, units, members)


def _memberships(on: date) -> list[tuple[UUID, UUID, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id, unit_id, standing from people_membership where during @> %s::date"
            " order by person_id",
            [on],
        )
        return list(cursor.fetchall())


def _told(*days: date) -> list[object]:
    """Tree and members of those days."""
    return [(tree_on(day), _memberships(day)) for day in days]


def _everybody_is_somewhere() -> None:
    """On every day each is in one cell that stands, and the tree has one top and no circle."""
    counted = set()
    for day in DAYS:
        tree = tree_on(day)
        standing = {view.id for _depth, view in tree}
        members = _memberships(day)
        assert len({person for person, _unit, _standing in members}) == len(members)
        assert {unit for _person, unit, _standing in members} <= standing
        assert [depth for depth, _view in tree].count(0) == 1
        assert len(tree) == _units_on(day)
        counted.add(len(members))
    assert len(counted) == 1


def _units_on(day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from structure_unit"
            " where daterange(founded_on, dissolved_on) @> %s::date",
            [day],
        )
        return int(cursor.fetchone()[0])
