"""What the database itself refuses, whoever writes: the serving role, the worker, the owner."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import IntegrityError, connections, transaction
from django.db.backends.utils import CursorWrapper

from nenep.structure.actions.arranging import BROKEN
from tests.world import World

ROLES = pytest.mark.parametrize("role", ["default", "worker", "owner"])
EVERY = pytest.mark.django_db(databases=["default", "worker", "owner"])
MAY = date(2026, 5, 1)
Statement = tuple[str, Sequence[UUID | date]]
Harm = Callable[[World], Sequence[Statement]]

END = "update structure_unit set dissolved_on = %s where id = %s"
KEEP = (
    'insert into structure_succession (unit_id, successor_id, "on", decision)'
    " values (%s, %s, %s, '')"
)
CLOSE = "update structure_{0} set during = daterange(lower(during), %s) where unit_id = %s"
ROWS = ("unitname", "unitkind", "unitcode", "placement")


def _close_all(unit: UUID, on: date) -> list[Statement]:
    return [(CLOSE.format(table), (on, unit)) for table in ROWS]


def circle(world: World) -> Sequence[Statement]:
    put = "update structure_placement set parent_id = %s where unit_id = %s"
    return [
        (put, (world.unit("school"), world.unit("village"))),
        (put, (world.unit("village"), world.unit("school"))),
    ]


def end_without_a_keeper(world: World) -> Sequence[Statement]:
    return [*_close_all(world.unit("school"), MAY), (END, (MAY, world.unit("school")))]


def kept_by_one_that_has_ended(world: World) -> Sequence[Statement]:
    first, second = world.unit("school"), world.unit("village")
    return [
        *_close_all(first, MAY),
        *_close_all(second, MAY),
        (END, (MAY, first)),
        (END, (MAY, second)),
        (KEEP, (first, second, MAY)),
        (KEEP, (second, world.unit("ward"), MAY)),
    ]


def kept_while_alive(world: World) -> Sequence[Statement]:
    return [(KEEP, (world.unit("school"), world.unit("village"), MAY))]


def end_of_a_superior(world: World) -> Sequence[Statement]:
    gone = world.unit("other_ward")
    return [
        *_close_all(gone, MAY),
        (END, (MAY, gone)),
        (KEEP, (gone, world.unit("ward"), MAY)),
    ]


def gap_in_the_names(world: World) -> Sequence[Statement]:
    return [(CLOSE.format("unitname"), (MAY, world.unit("school")))]


def no_kind(world: World) -> Sequence[Statement]:
    return [("delete from structure_unitkind where unit_id = %s", (world.unit("school"),))]


def no_place(world: World) -> Sequence[Statement]:
    return [("delete from structure_placement where unit_id = %s", (world.unit("school"),))]


def code_before_the_founding(world: World) -> Sequence[Statement]:
    wider = (
        "update structure_unitcode set during = daterange('2020-01-01', null) where unit_id = %s"
    )
    return [(wider, (world.unit("school"),))]


def founded_later_than_its_rows(world: World) -> Sequence[Statement]:
    return [("update structure_unit set founded_on = %s where id = %s", (MAY, world.unit("ward")))]


def orphan(world: World) -> Sequence[Statement]:
    del world
    return [("insert into structure_unit (id, founded_on) values (%s, %s)", (uuid4(), MAY))]


HARMS: Sequence[tuple[Harm, str]] = (
    (circle, "nobody_stands_below_itself"),
    (end_without_a_keeper, "an_end_names_a_living_successor"),
    (kept_by_one_that_has_ended, "an_end_names_a_living_successor"),
    (kept_while_alive, "an_end_names_a_living_successor"),
    (end_of_a_superior, "a_superior_lives_as_long"),
    (gap_in_the_names, "names_fill_the_life"),
    (no_kind, "kinds_fill_the_life"),
    (no_place, "placements_fill_the_life"),
    (code_before_the_founding, "codes_lie_in_the_life"),
    (founded_later_than_its_rows, "names_fill_the_life"),
    (orphan, "names_fill_the_life"),
)


def _cursor(role: str) -> CursorWrapper:
    cursor = connections[role].cursor()
    cursor.execute("select access_enter_system('test')")
    return cursor


@EVERY
@ROLES
@pytest.mark.parametrize(("harm", "rule"), HARMS, ids=lambda value: getattr(value, "__name__", ""))
def test_it_refuses_a_broken_tree_at_the_end_of_the_transaction(
    world: World, role: str, harm: Harm, rule: str
) -> None:
    with _cursor(role) as cursor, transaction.atomic(using=role):
        for statement, values in harm(world):
            cursor.execute(statement, values)
        with pytest.raises(IntegrityError, match=rule), transaction.atomic(using=role):
            cursor.execute("set constraints a_life_is_whole immediate")
        transaction.set_rollback(True, using=role)


@EVERY
def test_it_holds_the_owner_without_any_scope(world: World) -> None:
    with connections["owner"].cursor() as cursor, transaction.atomic(using="owner"):
        for statement, values in gap_in_the_names(world):
            cursor.execute(statement, values)
        with (
            pytest.raises(IntegrityError, match="names_fill_the_life"),
            transaction.atomic(using="owner"),
        ):
            cursor.execute("set constraints a_life_is_whole immediate")
        transaction.set_rollback(True, using="owner")


@EVERY
@ROLES
def test_it_lets_a_transaction_pass_through_states_that_are_not_whole(
    world: World, role: str
) -> None:
    school = world.unit("school")
    with _cursor(role) as cursor, transaction.atomic(using=role):
        cursor.execute(KEEP, (school, world.unit("village"), MAY))
        cursor.execute(END, (MAY, school))
        for statement, values in _close_all(school, MAY):
            cursor.execute(statement, values)
        cursor.execute("set constraints a_life_is_whole immediate")
        transaction.set_rollback(True, using=role)


@pytest.mark.parametrize("table", ROWS)
def test_it_refuses_a_row_of_no_day_at_once(world: World, table: str) -> None:
    world.act_as_system()
    never = f"update structure_{table} set during = 'empty' where unit_id = %s"
    with (
        connections["default"].cursor() as cursor,
        pytest.raises(IntegrityError, match="lasts"),
        transaction.atomic(),
    ):
        cursor.execute(never, [world.unit("school")])


def test_it_has_words_for_what_an_office_can_meet() -> None:
    fallback = {"names_fill_the_life", "kinds_fill_the_life", "placements_fill_the_life"}
    assert {rule for _, rule in HARMS} - fallback <= set(BROKEN)


def test_it_lets_one_writer_at_a_time_change_the_tree(world: World, serving_url: str) -> None:
    """Two moves, each right, could make a circle together; the second waits for the first."""
    del world
    with psycopg.connect(serving_url) as first, psycopg.connect(serving_url) as second:
        first.execute("select structure_hold()")
        second.execute("set local lock_timeout = '20ms'")
        with pytest.raises(psycopg.errors.LockNotAvailable):
            second.execute("select structure_hold()")
        second.rollback()
        first.rollback()
        second.execute("select structure_hold()")
