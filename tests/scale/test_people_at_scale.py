"""A list of a hundred thousand people pages in constant queries, by an index, on every page."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test.utils import CaptureQueriesContext

from nenep.access.models import Grant
from nenep.access.rules import Actor
from nenep.config.cluster import Cluster
from nenep.people.queries.lists import PAGE, people_page
from nenep.people.rules.listing import Wanted
from tests.browsing import signed_in
from tests.scale.crowd import CELLS_OF_A_WARD, PEOPLE, RARE, WARDS, Crowd, leave, settle, tree
from tests.world import SINCE, World

pytestmark = pytest.mark.scale
OF_A_WARD = PEOPLE // WARDS


@pytest.fixture(scope="module")
def crowd(cluster: Cluster, django_db_setup: None) -> Iterator[Crowd]:
    """Committed beside the world, and gone with the module."""
    drawn = tree()
    with psycopg.connect(cluster.superuser_url("nenep_test"), autocommit=True) as admin:
        settle(admin, drawn)
        try:
            yield drawn
        finally:
            leave(admin, drawn)


def office_of(world: World, unit: UUID) -> Actor:
    """The world's teacher, working for a committee of the crowd."""
    world.act_as_system()
    Grant.objects.create(
        person_id=world.person("teacher"),
        unit_id=unit,
        office="committee_office",
        during=DateRange(SINCE, None),
    )
    return world.act_as("teacher")


@dataclass(frozen=True)
class Scans:
    """How often this transaction has read persons, whole and by which index."""

    whole: int
    by: dict[str, int]


def scans() -> Scans:
    with connection.cursor() as cursor:
        cursor.execute(
            "select relkind = 'r', relname, pg_stat_get_xact_numscans(oid) from pg_class"
            " where oid = 'people_person'::regclass or oid in (select indexrelid from pg_index"
            " where indrelid = 'people_person'::regclass)"
        )
        rows = cursor.fetchall()
    return Scans(
        sum(count for table, _, count in rows if table),
        {name: count for table, name, count in rows if not table},
    )


def used(actor: Actor, unit: UUID, world: World, wanted: Wanted, after: UUID | None) -> set[str]:
    """The indexes by which a page was fetched; fails when persons were read through."""
    before = scans()
    people_page(actor, unit, world.today, wanted=wanted, after=after)
    now = scans()
    assert now.whole == before.whole, "persons were read from end to end"
    return {name for name, count in now.by.items() if count > before.by[name]}


def nth(unit: UUID, number: int) -> UUID:
    """Whoever stands at that place of the whole list."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from people_person where kept_by_id in (select access_below(%s))"
            ' order by name_key collate "C", id offset %s limit 1',
            [[unit], number],
        )
        found: UUID = cursor.fetchone()[0]
    return found


OF_PAGES = {"people_in_order", "people_of_a_unit_in_order", "people_by_part_of_name"}


@pytest.mark.parametrize("part", ["", "nguyen van", "Quế", "h' an"])
def test_it_fetches_the_first_middle_and_last_page_by_an_index(
    world: World, crowd: Crowd, part: str
) -> None:
    actor = office_of(world, crowd.top)
    for unit, size in ((crowd.top, PEOPLE), (crowd.wards[3], OF_A_WARD)):
        for place in (None, size // 2, size - PAGE):
            after = nth(unit, place) if place else None
            assert used(actor, unit, world, Wanted(part=part), after) & OF_PAGES


def test_it_takes_the_index_that_fits_the_name(world: World, crowd: Crowd) -> None:
    actor = office_of(world, crowd.top)
    rare = used(actor, crowd.top, world, Wanted(part=RARE), None)
    assert "people_by_part_of_name" in rare
    common = used(actor, crowd.top, world, Wanted(part="nguyen"), None)
    assert "people_in_order" in common


def test_it_leads_through_a_ward_once_in_order(world: World, crowd: Crowd) -> None:
    actor, ward = office_of(world, crowd.wards[7]), crowd.wards[7]
    seen: list[UUID] = []
    names: list[str] = []
    after: UUID | None = None
    with CaptureQueriesContext(connection) as asked:
        while True:
            page = people_page(actor, ward, world.today, after=after)
            seen += [line.person_id for line in page.lines]
            names += [line.full_name for line in page.lines]
            after = page.after
            if after is None:
                break
    assert len(seen) == len(set(seen)) == OF_A_WARD
    assert len(asked) == -(-OF_A_WARD // PAGE)
    given = [name.rsplit(" ", 1)[-1] for name in names]
    assert given.index("Đạt") > max(n for n, word in enumerate(given) if word == "Dũng")


def test_it_finds_the_same_people_with_and_without_diacritics(world: World, crowd: Crowd) -> None:
    actor = office_of(world, crowd.top)

    def found(part: str) -> list[UUID]:
        page = people_page(actor, crowd.top, world.today, wanted=Wanted(part=part))
        return [line.person_id for line in page.lines]

    assert len(found("nguyen van a")) == PAGE
    assert found("nguyen van a") == found("Nguyễn Văn A") == found("NGUYỄN VĂN A")
    assert found("dang duc dat") == found("Đặng Đức Đạt")
    assert len(found("truong que dak")) == 1 + (PEOPLE - 1) // 9_973


def test_it_narrows_without_reading_everybody(world: World, crowd: Crowd) -> None:
    actor = office_of(world, crowd.top)
    for wanted in (
        Wanted(standing="away"),
        Wanted(standing="probationary", sex="f"),
        Wanted(expiring="overdue", part="tran"),
        Wanted(age_from=60, age_to=70, standing="official"),
    ):
        used(actor, crowd.wards[1], world, wanted, None)
    page = people_page(actor, crowd.top, world.today, wanted=Wanted(standing="away"))
    assert len(page.lines) == PAGE
    assert {line.standing for line in page.lines} == {"away"}


def test_it_keeps_to_the_ward_of_whoever_asks(world: World, crowd: Crowd) -> None:
    actor = office_of(world, crowd.wards[2])
    page = people_page(actor, crowd.top, world.today, wanted=Wanted(part=RARE))
    own = set(crowd.cells[2])
    assert {line.unit_id for line in page.lines} <= own
    assert people_page(actor, crowd.wards[3], world.today).lines == []


def test_it_opens_every_page_with_the_same_number_of_questions(world: World, crowd: Crowd) -> None:
    office_of(world, crowd.top)
    client = signed_in(world, "teacher")

    def asked(said: dict[str, str]) -> int:
        with CaptureQueriesContext(connection) as found:
            answer = client.post(f"/units/{crowd.top}/members/", said)
        assert answer.status_code == 200
        return len(found)

    last = str(nth(crowd.top, PEOPLE - PAGE - 1))
    pages = ({}, {"part": "nguyen"}, {"part": "Quế", "standing": "official"}, {"after": last})
    assert len({asked(said) for said in pages}) == 1


def test_it_refuses_to_hand_out_a_hundred_thousand_people(world: World, crowd: Crowd) -> None:
    office_of(world, crowd.top)
    client = signed_in(world, "teacher")
    answer = client.post(f"/units/{crowd.top}/members/sheet/")
    assert answer.status_code == 422
    assert "20.000" in answer.content.decode()
    cell = crowd.cells[0][0]
    assert client.post(f"/units/{cell}/members/sheet/").status_code == 200
    assert len(crowd.cells[0]) == CELLS_OF_A_WARD
