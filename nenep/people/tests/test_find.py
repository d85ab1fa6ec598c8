"""The search that carries its own reach finds exactly what the row policies show."""

import json
from datetime import date
from uuid import UUID

import psycopg
import pytest
from django.db import connection

from nenep.kernel.names import fold
from nenep.people.rules.listing import Wanted, terms_of
from tests.world import ADMINISTRATOR, WITH_ACCOUNT, World

ACTORS = (*sorted(WITH_ACCOUNT), ADMINISTRATOR)
PLAIN = """
select p.id from people_person p
where p.kept_by_id in (select access_below(%(roots)s::uuid[])) and p.merged_into_id is null
  and exists (select from people_membership m where m.person_id = p.id and m.during @> %(on)s::date)
  and p.name_folded like %(pattern)s and (%(sex)s = '' or p.sex = %(sex)s)
  and p.kept_by_id in (select access_units('records'))
order by p.name_key collate "C", p.id
"""


def found(roots: list[UUID], wanted: Wanted, on: date, after: UUID | None = None) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select f.person_id from people_find(%s, %s::jsonb, %s, %s, 100) f"
            ' join people_person p on p.id = f.person_id order by p.name_key collate "C", p.id',
            [roots, json.dumps(terms_of(wanted, on)), on, after],
        )
        return [row[0] for row in cursor.fetchall()]


def unseen(roots: list[UUID], wanted: Wanted, on: date) -> list[UUID]:
    """What the function itself returns, before the policies are asked about it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select person_id from people_find(%s, %s::jsonb, %s, null, 100)",
            [roots, json.dumps(terms_of(wanted, on)), on],
        )
        return sorted(row[0] for row in cursor.fetchall())


def plain(roots: list[UUID], part: str, on: date) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN, {"roots": roots, "on": on, "pattern": f"%{fold(part)}%", "sex": ""})
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("part", ["", "thi", "Đ"])
@pytest.mark.parametrize("key", ACTORS)
def test_it_finds_what_the_policies_show(world: World, key: str, part: str) -> None:
    world.act_as(key)
    for unit in world.units:
        roots = [world.unit(unit)]
        wanted = Wanted(part=part)
        assert found(roots, wanted, world.today) == plain(roots, part, world.today)
        assert unseen(roots, wanted, world.today) == sorted(plain(roots, part, world.today))


@pytest.mark.parametrize("key", ACTORS)
def test_it_lets_nobody_find_a_person_out_of_reach(world: World, key: str) -> None:
    world.act_as(key)
    everywhere = [unit.id for unit in world.units.values()]
    with connection.cursor() as cursor:
        cursor.execute("select id from people_person")
        seen = {row[0] for row in cursor.fetchall()}
    for standing in ("", "hosted", "exempt", "former", "suspended"):
        assert set(unseen(everywhere, Wanted(standing=standing), world.today)) <= seen


def test_it_finds_everybody_for_the_installation(world: World) -> None:
    world.act_as_system()
    assert len(found([world.unit("province")], Wanted(), world.today)) == len(world.people)
    assert len(found([world.unit("ward")], Wanted(), world.today)) == 13


def test_it_finds_nobody_without_a_scope(world: World) -> None:
    world.leave()
    assert unseen([world.unit("province")], Wanted(), world.today) == []


def test_it_gives_the_scope_back(world: World) -> None:
    world.act_as("secretary")
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('nenep.scope')")
        before = cursor.fetchone()
        unseen([world.unit("village")], Wanted(standing="exempt"), world.today)
        cursor.execute("select current_setting('nenep.scope')")
        assert cursor.fetchone() == before


@pytest.mark.parametrize(
    "hostile", ["' or true --", "%' or '1'='1", "\\'); select 1; --", "$1", "%L"]
)
def test_it_takes_every_word_as_a_word(world: World, hostile: str) -> None:
    world.act_as("ward_officer")
    roots = [world.unit("ward")]
    for wanted in (
        Wanted(part=hostile),
        Wanted(office=hostile),
        Wanted(sex=hostile),
        Wanted(standing=hostile),
    ):
        assert found(roots, wanted, world.today) == []


def test_it_narrows_nothing_by_signs_that_are_no_letters(world: World) -> None:
    world.act_as("ward_officer")
    roots = [world.unit("ward")]
    everybody = found(roots, Wanted(), world.today)
    assert found(roots, Wanted(part="\x01"), world.today) == everybody
    assert found(roots, Wanted(office="\x01"), world.today) == []


@pytest.mark.parametrize(
    "attempt",
    [
        "select nenep_private.search_units('{}')",
        "select nenep_private.widen()",
        "select people_merge(gen_random_uuid(), gen_random_uuid(), current_date, now())",
        "select people_with_account(array[gen_random_uuid()])",
    ],
)
def test_it_keeps_its_parts_from_who_serves(serving_url: str, attempt: str) -> None:
    with (
        psycopg.connect(serving_url) as served,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        served.execute(attempt)
