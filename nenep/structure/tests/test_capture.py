"""A ward's office at the SQL prompt: no statement brings another ward's unit into its reach.

Each attempt runs as the serving role's policies bind it, followed by a call for the paths anew.
That it would fail at the end is not enough: even inside its transaction nothing becomes visible.
"""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import Error, connection, transaction

from nenep.access.models import UnitPath
from nenep.structure.actions.dissolve_unit import dissolve_unit
from nenep.structure.tests.acts import cell, path_of
from tests.world import SINCE, World

SET = "update structure_placement set "
PUT = "insert into structure_placement (unit_id, parent_id, during) values "
ATTEMPTS = (
    PUT + "(%(victim)s, %(ward)s, '[2026-01-01,)')",
    PUT + "(%(victim)s, %(ward)s, '[2030-01-01,)')",
    PUT + "(%(victim)s, %(ward)s, '[2000-01-01,2001-01-01)')",
    PUT + "(%(victim)s, %(village)s, '[2026-01-01,)')",
    PUT + "(%(ward)s, %(victim)s, '[2030-01-01,)')",
    PUT + "(%(new)s, %(victim)s, '[2026-01-01,)')",
    PUT + "(%(new)s, null, '[2026-01-01,)')",
    SET + "parent_id = %(ward)s where unit_id = %(victim)s",
    SET + "unit_id = %(victim)s where unit_id = %(village)s",
    SET + "parent_id = %(other_ward)s where unit_id = %(village)s",
    SET + "parent_id = %(victim)s where unit_id = %(village)s",
    SET + "parent_id = null where unit_id = %(village)s",
    SET + "parent_id = %(other_ward)s where unit_id = %(ward)s",
    "delete from structure_placement where unit_id = %(victim)s",
    "delete from structure_succession where unit_id = %(victim)s",
    'insert into structure_succession (unit_id, successor_id, "on", decision)'
    " values (%(victim)s, %(ward)s, '2026-01-01', '')",
    'insert into structure_succession (unit_id, successor_id, "on", decision)'
    " values (%(victim)s, %(village)s, '2026-01-01', '')",
    'insert into structure_succession (unit_id, successor_id, "on", decision)'
    " values (%(village)s, %(victim)s, '2026-01-01', '')",
    "update structure_succession set successor_id = %(ward)s where unit_id = %(victim)s",
    "update structure_succession set unit_id = %(victim)s",
    "update structure_unit set id = %(victim)s where id = %(village)s",
    "update structure_unit set dissolved_on = '2026-01-01' where id = %(victim)s",
    "update structure_unit set founded_on = '2030-01-01' where id = %(victim)s",
    "delete from structure_unit where id = %(victim)s",
    "insert into structure_unitname (unit_id, name, short, during)"
    " values (%(victim)s, 'x', 'x', '[2000-01-01,2001-01-01)')",
    "update structure_unitname set name = 'x' where unit_id = %(victim)s",
    "update structure_unitname set unit_id = %(victim)s where unit_id = %(village)s",
    "update structure_unitkind set kind = 'party_group' where unit_id = %(victim)s",
    "update structure_unitcode set unit_id = %(victim)s where unit_id = %(village)s",
    "update access_unitpath set path = (select path from access_unitpath where unit_id = %(ward)s)"
    " where unit_id = %(victim)s",
    "insert into access_unitpath (unit_id, parent_id, path, depth)"
    " values (%(victim)s, %(ward)s, 'x', 1)",
    "delete from access_unitpath where unit_id = %(victim)s",
)
# No right, another's row that day, a missing or a double key, a guard: never a slip of this test.
REFUSALS = {"", "42501", "23P01", "23503", "23505", "23514"}
VICTIMS = ("living", "kept", "planned", "nameless", "moved away")


def _victim(world: World, kind: str) -> UUID:
    """A unit of the other ward; the last two are as broken as only the owner could leave them."""
    actor, ward = world.act_as_system(), world.unit("other_ward")
    if kind == "planned":
        return cell(actor, ward, date(2027, 1, 1))
    gone = cell(actor, ward, SINCE)
    if kind == "kept":
        keeper = world.unit("other_cell")
        dissolve_unit(actor=actor, unit_id=gone, successor_id=keeper, on=date(2026, 5, 1))
    if kind == "nameless":
        _run("delete from structure_unitname where unit_id = %(v)s", {"v": gone})
    if kind == "moved away":
        _run(
            "update structure_placement set during = '[2025-07-01,2026-01-01)'"
            " where unit_id = %(v)s",
            {"v": gone},
        )
        _run("select structure_place(%(v)s)", {"v": gone})
    return gone


@pytest.mark.parametrize("kind", VICTIMS)
@pytest.mark.parametrize("key", ["ward_officer", "secretary"])
def test_it_captures_no_unit_of_another_ward(world: World, kind: str, key: str) -> None:
    with transaction.atomic():
        _try_all(world, _victim(world, kind), key)
        transaction.set_rollback(True)


def _try_all(world: World, victim: UUID, key: str) -> None:
    said = {k: world.unit(k) for k in ("ward", "village", "other_ward")}
    said |= {"victim": victim, "new": uuid4()}
    before = path_of(victim)
    for attempt in ATTEMPTS:
        with transaction.atomic():
            world.act_as(key)
            assert _try(attempt, said) in REFUSALS, attempt
            _run("select structure_place(%(victim)s), structure_place(%(village)s)", said)
            seen = set(UnitPath.objects.values_list("unit_id", flat=True))
            assert not seen & {victim, world.unit("other_ward"), world.unit("other_cell")}, attempt
            assert not _reads(world.person("other_secretary")), attempt
            world.act_as_system()
            assert path_of(victim) == before, attempt
            transaction.set_rollback(True)


def test_it_finds_paths_by_no_day_but_the_database_s_own(world: World) -> None:
    """Whoever could choose the day could try on tomorrow's reach today."""
    world.act_as_system()
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_get_function_arguments(oid) from pg_proc where proname = 'structure_place'"
        )
        assert cursor.fetchall() == [("wanted uuid",)]


def test_it_names_units_only_for_who_has_entered(world: World) -> None:
    asked = "select count(*) from structure_names(array[%(village)s]::uuid[])"
    for enter, found in ((world.leave, 0), (lambda: world.act_as("other_secretary"), 1)):
        enter()
        with connection.cursor() as cursor:
            cursor.execute(asked, {"village": world.unit("village")})
            assert cursor.fetchone() == (found,)


def _reads(person_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select 1 from people_person where id = %s", [person_id])
        return cursor.fetchone() is not None


def _try(statement: str, values: Mapping[str, UUID]) -> str:
    """How it was refused; empty when it had no effect, or was written: the walls are asked next."""
    try:
        with transaction.atomic():
            _run(statement, values)
    except Error as refused:
        return str(getattr(refused.__cause__, "sqlstate", "?"))
    return ""


def _run(statement: str, values: Mapping[str, UUID]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
