"""The row policies table by table, read from the catalogue: a new table is covered by existing.

A scene is set by the system, then read and written through one secretary's scope; and the real
serving role is asked without any scope at all.
"""

from collections.abc import Iterator
from uuid import UUID

import psycopg
import pytest
from django.db import Error, connection, transaction
from psycopg import sql

from nenep.people.models import Transfer
from tests.access.place import Place
from tests.world import World


@pytest.fixture(autouse=True)
def _undone(places: tuple[Place, ...]) -> Iterator[None]:
    """Each test in a savepoint of the scene's transaction: a refused statement ends only it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def protected(serving_url: str) -> list[str]:
    """The tables with row security, partitions left to their whole."""
    return _tables(serving_url, "relrowsecurity and not relispartition")


@pytest.fixture
def of_units(serving_url: str) -> list[str]:
    """Those among them whose rows name the unit they belong to."""
    return _tables(
        serving_url,
        "relrowsecurity and not relispartition and exists (select from pg_attribute a"
        " where a.attrelid = pg_class.oid and a.attname = 'unit_id')",
    )


def test_it_shows_no_row_without_a_scope(protected: list[str], serving_url: str) -> None:
    assert len(protected) > 20
    World().leave()
    assert {table: n for table in protected if (n := _count(table))} == {}
    with psycopg.connect(serving_url, autocommit=True) as served:
        counted = {t: _served_count(served, t) for t in protected}
    assert {table: n for table, n in counted.items() if n} == {}


@pytest.mark.parametrize("key", ["secretary", "other_secretary"])
def test_it_shows_one_cell_its_own_rows_only(key: str, of_units: list[str]) -> None:
    world = World()
    unit = world.unit(world.people[key].unit)
    line = {world.unit(above) for above in _line(world, world.people[key].unit)}
    names_of_units = {t for t in of_units if t.startswith(("structure_", "access_unitpath"))}
    # A letter of transfer is known on both its sides.
    senders = _senders_to(unit)
    world.act_as(key)
    # As is a task between a committee and its cell.
    known = {"people_transfer": {unit, *senders}, "resolutions_task": line} | dict.fromkeys(
        names_of_units, line
    )
    strange = {
        table: found for table in of_units if (found := _units_in(table) - known.get(table, {unit}))
    }
    assert strange == {}
    assert [t for t in of_units if t.startswith("meetings_") and not _count(t)] == []


def test_it_shows_another_ward_nothing_of_this_one(
    of_units: list[str],
) -> None:
    world = World()
    world.act_as("other_ward_officer")
    ours = {world.unit(key) for key in ("ward", "village", "school")}
    assert {table: found for table in of_units if (found := _units_in(table) & ours)} == {}


def test_it_refuses_to_move_a_row_to_another_cell(
    of_units: list[str],
) -> None:
    """Every row the secretary may change, pushed under the other cell: refused, or not one row."""
    world = World()
    other, moved, tried = world.unit("other_cell"), [], 0
    for table in of_units:
        world.act_as("secretary")
        tried += bool(_count(table))
        if _attempt(f"update {table} set unit_id = %s", other):
            moved.append(table)
    assert tried > 8
    assert moved == []


def test_it_refuses_to_copy_a_row_under_another_cell(
    of_units: list[str],
) -> None:
    """``insert … select`` of one's own row with the other cell's id and a fresh key."""
    world = World()
    other, written = world.unit("other_cell"), []
    for table in of_units:
        world.act_as("secretary")
        columns = _columns(table)
        picked = ", ".join(_picked(name, kind) for name, kind in columns)
        named = ", ".join(name for name, _ in columns)
        copy = f"insert into {table} ({named}) select {picked} from {table} limit 1"
        if _attempt(copy, other):
            written.append(table)
    assert written == []


def test_it_refuses_to_remove_a_row_of_another_cell(
    of_units: list[str],
) -> None:
    world = World()
    for table in of_units:
        world.act_as("secretary")
        assert not _attempt(f"delete from {table} where unit_id = %s", world.unit("other_cell"))


def test_it_keeps_a_list_with_the_office_that_sent_it() -> None:
    world = World()
    world.act_as("ward_officer")
    assert _units_in("imports_importrun") == {world.unit("ward")}
    world.act_as("secretary")
    assert _count("imports_importrun") == 0


def _senders_to(unit: UUID) -> set[UUID]:
    World().act_as_system()
    letters = Transfer.objects.filter(to_unit_id=unit)
    return set(letters.values_list("unit_id", flat=True))


def _attempt(statement: str, unit: UUID) -> bool:
    """Did the statement change anything? It is undone either way."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [unit])
            changed: int = cursor.rowcount
            transaction.set_rollback(True)
    except Error:
        return False
    return changed > 0


def _picked(name: str, kind: str) -> str:
    if name == "unit_id":
        return "%s::uuid"
    if name == "id":
        return "gen_random_uuid()" if kind == "uuid" else "id + 1000000"
    return name


def _columns(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select attname, format_type(atttypid, null) from pg_attribute where attnum > 0"
            " and attrelid = %s::regclass and not attisdropped and attgenerated = ''",
            [table],
        )
        return [(str(name), str(kind)) for name, kind in cursor.fetchall()]


def _units_in(table: str) -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(f"select distinct unit_id from {table} where unit_id is not null")
        return {row[0] for row in cursor.fetchall()}


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


def _served_count(served: psycopg.Connection[tuple[object, ...]], table: str) -> object:
    asked = sql.SQL("select count(*) from {}").format(sql.Identifier(table))
    row = served.execute(asked).fetchone()
    return row and row[0]


def _line(world: World, key: str | None) -> list[str]:
    return [] if key is None else [key, *_line(world, world.units[key].parent)]


def _tables(url: str, which: str) -> list[str]:
    with psycopg.connect(url) as served:
        found = served.execute(
            f"select relname from pg_class where relkind in ('r', 'p') and {which}"
            " and has_table_privilege('nenep_serving', oid, 'select')"
            " and relnamespace = 'public'::regnamespace order by relname"
        ).fetchall()
    return [str(row[0]) for row in found]
