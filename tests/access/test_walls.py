"""The row policies, asked directly."""

import json
from datetime import date

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Office
from nenep.meetings.tests.scenes import open_evening
from nenep.people.actions.appoint import appoint
from nenep.people.models import Person
from nenep.resolutions.actions.assign_task import assign_task
from tests.world import World


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from {table}")
        return int(cursor.fetchone()[0])


def test_it_shows_nothing_without_a_scope(world: World) -> None:
    for table in ("people_person", "people_membership", "structure_unit", "access_unitpath"):
        assert _count(table) == 0, table


def test_it_shows_a_secretary_exactly_the_own_cell(world: World) -> None:
    world.act_as("secretary")
    names = set(Person.objects.values_list("full_name", flat=True))
    assert names == {p.name for p in world.people.values() if "village" in (p.unit, p.hosted_at)}


def test_it_shows_a_ward_its_cells_and_not_the_neighbours(world: World) -> None:
    world.act_as("ward_officer")
    names = set(Person.objects.values_list("full_name", flat=True))
    assert "Siu Thương" in names
    assert "Đinh Thị Hòa" in names
    assert "Mai Thị Lý" not in names


def test_it_shows_a_province_the_tree_but_no_people(world: World) -> None:
    world.act_as("province_officer")
    assert _count("structure_unit") == len(world.units)
    assert set(Person.objects.values_list("full_name", flat=True)) == {"Trần Thị Vân"}


def test_it_shows_an_administrator_the_tree_and_nothing_in_it(world: World) -> None:
    world.act_as("administrator")
    assert _count("structure_unit") == len(world.units)
    for table in ("people_person", "people_membership", "meetings_meeting", "dashboards_unitmonth"):
        assert _count(table) == 0, table


def test_it_shows_a_member_only_the_own_record(world: World) -> None:
    world.act_as("member")
    assert list(Person.objects.values_list("full_name", flat=True)) == ["Phạm Thị Cúc"]


def test_it_does_not_believe_a_forged_scope(world: World) -> None:
    world.act_as("member")
    with connection.cursor() as cursor:
        cursor.execute("select current_setting('nenep.scope')")
        real = cursor.fetchone()[0]
        payload = json.loads(real[64:]) | {"all": True}
        cursor.execute(
            "select set_config('nenep.scope', %s, true)", [real[:64] + json.dumps(payload)]
        )
    assert _count("people_person") == 0


def test_it_forgets_the_scope_with_the_transaction(serving_url: str, world: World) -> None:
    with psycopg.connect(serving_url) as served:
        served.execute("select access_enter_session(%s)", [world.session("secretary")])
        seen = served.execute("select count(*) from people_person").fetchone()
        assert seen is not None
        assert seen[0] > 0
        old = served.execute("select current_setting('nenep.scope')").fetchone()
        assert old is not None
        served.commit()
        assert served.execute("select count(*) from people_person").fetchone() == (0,)
        # Not even the true value of an earlier transaction opens anything again.
        served.execute("select set_config('nenep.scope', %s, true)", [old[0]])
        assert served.execute("select count(*) from people_person").fetchone() == (0,)


@pytest.mark.parametrize(
    "attempt",
    [
        "select access_enter_system('me')",
        "select access_enter_account('00000000-0000-0000-0000-000000000001')",
        "set role nenep_owner",
        "alter table people_person disable row level security",
        "alter table people_person no force row level security",
        "drop policy people_person_read on people_person",
        "select * from identity_session",
        "select * from nenep_private.signing_key",
        "insert into journal_entry select * from journal_entry",
        "update journal_entry set verb = 'x'",
        "delete from journal_entry",
        "update dashboards_unitmonth set members = 1",
        "truncate people_person",
    ],
)
def test_it_refuses_the_serving_role(serving_url: str, attempt: str) -> None:
    with (
        psycopg.connect(serving_url) as served,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        served.execute(attempt)


def test_it_refuses_to_file_a_person_under_another_cell(world: World) -> None:
    world.act_as("secretary")
    person = Person.objects.get(pk=world.person("member"))
    person.kept_by_id = world.unit("school")
    with pytest.raises(Exception, match="row-level security"):
        person.save()


@pytest.mark.parametrize("office", ["administrator", "committee_office", "cell_secretary"])
def test_it_refuses_a_secretary_who_grants_offices(world: World, office: str) -> None:
    world.act_as("secretary")
    with pytest.raises(Exception, match="row-level security"):
        Grant.objects.create(
            person_id=world.person("secretary"),
            unit_id=world.unit("village"),
            office=office,
            during=DateRange(world.today, None),
        )


def test_it_refuses_a_ward_office_that_makes_an_administrator(world: World) -> None:
    world.act_as("ward_officer")
    with pytest.raises(Exception, match="row-level security"):
        Grant.objects.create(
            person_id=world.person("ward_officer"),
            unit_id=world.unit("ward"),
            office="administrator",
            during=DateRange(world.today, None),
        )


def test_it_lets_a_ward_office_appoint_in_its_cells(world: World) -> None:
    actor = world.act_as("ward_officer")
    appoint(
        actor=actor,
        person_id=world.person("member"),
        unit_id=world.unit("village"),
        office=Office.CELL_COMMITTEE_MEMBER,
        on=world.today,
    )
    assert Grant.objects.filter(person_id=world.person("member")).count() == 1


def test_it_refuses_to_change_an_account(world: World) -> None:
    world.act_as("secretary")
    with pytest.raises(Exception, match="permission denied"), connection.cursor() as cursor:
        cursor.execute("update identity_account set person_id = null")


@pytest.mark.parametrize(
    "harm",
    [
        "update meetings_meeting set conclusion = 'x'",
        "update meetings_agendaitem set note = 'x'",
        "update resolutions_task set title = 'x'",
        "delete from meetings_milestone",
    ],
)
def test_it_lets_a_member_read_the_own_cell_and_rewrite_nothing(world: World, harm: str) -> None:
    secretary = world.act_as("secretary")
    meeting = open_evening(actor=secretary, unit_id=world.unit("village"), month=date(2026, 10, 1))
    assign_task(
        actor=secretary,
        meeting_id=meeting.pk,
        title="Vận động bốn hộ",
        due_on=date(2026, 10, 25),
        owner_person_id=world.person("member"),
    )
    world.act_as("member")
    assert _count("meetings_meeting") == 1
    with connection.cursor() as cursor:
        cursor.execute(harm)
        assert cursor.rowcount == 0
