"""What the roles themselves cannot do, whoever's scope they are in; read from the catalogue."""

from collections.abc import Iterator

import psycopg
import pytest

from tests.world import World

Served = psycopg.Connection[tuple[object, ...]]
# Executable by everybody without harm: the job queue's own, which touch its tables only.
QUEUE = "procrastinate\\_%"
# Unique over all units. What a clash tells is no secret, or nobody who serves may insert there.
UNIQUE_EVERYWHERE = {
    "a_code_names_one_unit": "codes of units are official; people_destination answers by code too",
    "one_account_per_login": "accounts are opened by the owner only",
    "preparation_calendarfeed_token_hash_key": "a clash is a secret already known",
    "accounts_onetimelink_code_hash_key": "the hash of a code drawn at random: nobody guesses one",
}
# Handed from unit to unit, they keep the meeting that began them; a link is written for a member of
# the unit by a function that asks.
LOOSE = (
    "accounts_onetimelink",
    "box_box",  # closed to who serves
    "resolutions_resolution",
    "resolutions_task",
    "resolutions_taskoutcome",
)
FIXED = "search_path=public, pg_temp"


@pytest.fixture
def served(serving_url: str, world: World) -> Iterator[Served]:
    with psycopg.connect(serving_url) as connection:
        yield connection
        connection.rollback()


def test_it_fixes_the_path_of_every_function_that_lends_rights(served: Served) -> None:
    """A definer function that looked names up along the caller's path could be led astray."""
    lending = served.execute(
        "select p.proname, pg_get_userbyid(p.proowner), coalesce(p.proconfig, '{}') from pg_proc p"
        " join pg_namespace n on n.oid = p.pronamespace where p.prosecdef"
        " and n.nspname in ('public', 'nenep_private')"
    ).fetchall()
    assert len(lending) > 30
    assert [name for name, owner, set_to in lending if FIXED not in set_to] == []
    assert {owner for _, owner, _ in lending} == {"nenep_owner"}


def test_it_lets_nobody_call_a_function_by_default(served: Served) -> None:
    """Trigger functions aside: they cannot be called at all."""
    callable_by_all = served.execute(
        "select p.proname from pg_proc p where p.pronamespace = 'public'::regnamespace"
        " and p.prorettype <> 'trigger'::regtype and p.proname not like %s"
        " and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"
        " and exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a"
        "             where a.grantee = 0 and a.privilege_type = 'EXECUTE')",
        [QUEUE],
    ).fetchall()
    assert callable_by_all == []


def test_it_tells_by_no_clash_what_another_unit_has(served: Served) -> None:
    """A unique or exclusion constraint tells whoever inserts that a row is there. Each is within a
    unit, or about something whose random id one must know already."""
    found = served.execute(
        "select i.relname, array(select format_type(a.atttypid, null)"
        "   from pg_attribute a where a.attrelid = c.oid and a.attnum = any (x.indkey))"
        " from pg_index x join pg_class c on c.oid = x.indrelid"
        " join pg_class i on i.oid = x.indexrelid"
        " where (x.indisunique or x.indisexclusion) and c.relrowsecurity and not c.relispartition"
        " and c.relnamespace = 'public'::regnamespace"
    ).fetchall()
    assert len(found) > 60
    telling = {str(name) for name, kinds in found if "uuid" not in list(kinds)}
    counted = {name for name in telling if not name.endswith("_pkey")}
    assert counted == set(UNIQUE_EVERYWHERE)


@pytest.mark.parametrize(
    "attempt",
    [
        "create table public.mine (a int)",
        "create temp table mine (a int)",
        "create function public.access_all() returns boolean language sql as 'select true'",
        "create or replace function access_all() returns boolean language sql as 'select true'",
        "create schema mine",
        "create view public.mine as select * from people_person",
        "create policy mine on people_person using (true)",
        "alter policy people_person_read on people_person using (true)",
        "alter table people_person owner to nenep_serving",
        "alter table people_person disable trigger all",
        "alter role nenep_serving bypassrls",
        "alter role nenep_serving superuser",
        "set role nenep_owner",
        "set role nenep_worker",
        "set role nenep_backup",
        "set session authorization nenep_owner",
        "set session_replication_role = replica",
        "set row_security = off; select * from people_person",
        "select nenep_private.enter('{\"all\": true}')",
        "select nenep_private.signature('x')",
        "insert into access_office values ('party_member', true, true, true, true, true)",
        "update access_office set records = true",
        "copy people_person to program 'cat'",
        "copy people_person from '/etc/passwd'",
        "select pg_read_file('/etc/passwd')",
        "select lo_import('/etc/passwd')",
    ],
)
def test_it_climbs_over_nothing(served: Served, attempt: str) -> None:
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.SyntaxError)) as said:
        served.execute(attempt.encode())
    assert isinstance(said.value, psycopg.errors.InsufficientPrivilege)


@pytest.mark.parametrize("value", ["", "x" * 80, '{"all": true}', "0" * 64 + '{"all": true}'])
def test_it_forges_no_scope(served: Served, value: str) -> None:
    served.execute("select set_config('nenep.scope', %s, false)", [value])
    assert served.execute("select access_payload()").fetchone() == (None,)
    assert served.execute("select count(*) from people_person").fetchone() == (0,)


def test_it_reaches_nothing_from_an_empty_path(served: Served, world: World) -> None:
    """``<@ ''`` would be everything: a unit never has an empty path, and a root without one
    reaches nothing."""
    checked = served.execute(
        "select count(*) from pg_constraint where conname = 'path_is_not_empty'"
    ).fetchone()
    assert checked == (1,)
    served.execute("select access_enter_session(%s)", [world.session("secretary")])
    for roots in ([], [world.person("member")]):
        assert served.execute("select access_below(%s::uuid[])", [roots]).fetchall() == []
        assert served.execute("select access_next(%s::uuid[])", [roots]).fetchall() == []


def test_it_ties_what_belongs_to_a_meeting_to_its_unit(served: Served) -> None:
    """A row that repeats the unit of its meeting is tied by both: it cannot be filed elsewhere."""
    loose = served.execute(
        "select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid"
        " join pg_attribute m on m.attrelid = c.oid and m.attname = 'meeting_id'"
        " where a.attname = 'unit_id' and c.relkind in ('r', 'p') and not c.relispartition"
        " and c.relnamespace = 'public'::regnamespace"
        " and not exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'"
        "   and k.conkey @> array[a.attnum, m.attnum])"
    ).fetchall()
    assert {name for (name,) in loose} == set(LOOSE)
