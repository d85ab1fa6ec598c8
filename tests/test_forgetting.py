"""Forgetting: listed by night, ordered by an office, carried out by the installation; the name is
nowhere any more, the totals and the chain are what they were."""

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.apps import apps
from django.db import Error, connection, models, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st
from procrastinate.contrib.django import procrastinate_app
from procrastinate.testing import InMemoryConnector

from nenep.access.rules import Actor
from nenep.documents.models import Paper
from nenep.journal.actions.record import commitment, record
from nenep.journal.queries import faults
from nenep.kernel.errors import Absent, Forbidden, Refused
from nenep.meetings.actions.guests import add_guest
from nenep.meetings.models import Attendance, Opinion
from nenep.meetings.tests.scenes import everybody_came, open_evening
from nenep.people.actions.residence import link_residence
from nenep.people.models import Membership, Person, ResidenceLink
from nenep.privacy.actions.correction import ask_correction
from nenep.privacy.actions.erase import erase
from nenep.privacy.actions.list_due import list_due
from nenep.privacy.actions.order_erasure import order_erasure
from nenep.privacy.models import DueRecord
from nenep.privacy.rules.corrections import Area
from nenep.privacy.rules.retention import MARK, Period
from nenep.resolutions.actions.assign_task import assign_task
from tests.world import TODAY, World

NAME = "Phạm Thị Cúc"
LATER = TODAY.replace(year=TODAY.year + 11)
LEFT = TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _queue() -> Iterator[None]:
    with procrastinate_app.current_app.replace_connector(InMemoryConnector()):
        yield


@pytest.fixture
def evening(world: World) -> UUID:
    """The member spoke, was given a task, is named in words, and then left the Party."""
    actor = world.act_as_system()
    meeting = open_evening(actor=actor, unit_id=world.unit("village"), month=date(2026, 11, 1))
    everybody_came(actor=actor, meeting=meeting)
    add_guest(actor=actor, meeting_id=meeting.pk, name=NAME, title="khách")
    Opinion(
        meeting=meeting,
        unit_id=meeting.unit_id,
        person_id=world.person("member"),
        kind="opinion",
        text=f"Đồng chí {NAME} đề nghị sửa đường",
        raised_on=TODAY,
    ).save(force_insert=True)
    assign_task(
        actor=actor,
        meeting_id=meeting.pk,
        title=f"{NAME} vận động ba hộ",
        due_on=date(2026, 12, 20),
        owner_person_id=world.person("member"),
    )
    ask_correction(
        actor=world.act_as("member"),
        person_id=world.person("member"),
        area=Area.NAME,
        text=f"Tên đúng là {NAME}",
        on=TODAY,
    )
    world.act_as_system()
    record(
        actor,
        "test.said",
        unit_id=meeting.unit_id,
        kind="person",
        object_id=world.person("member"),
        facts={"name": commitment(NAME)},
    )
    Membership.objects.filter(person_id=world.person("member")).update(
        during=DateRange(date(2025, 7, 1), LEFT), ended_as="left"
    )
    return meeting.pk


def system(world: World) -> Actor:
    return world.act_as_system()


def listed(world: World, on: date = LATER) -> DueRecord | None:
    list_due(actor=system(world), on=on)
    return DueRecord.objects.filter(category="former_member").first()


def forgotten(world: World) -> DueRecord:
    """Listed, ordered by the ward's office, carried out."""
    due = listed(world)
    assert due is not None
    order_erasure(actor=world.act_as("ward_officer"), due_id=due.pk, on=LATER)
    return erase(actor=system(world), due_id=due.pk, on=LATER)


def places_with(text: str) -> dict[str, int]:
    """Every column of every table in which the text stands, sealed papers left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, a.attname from pg_attribute a join pg_class c on c.oid = a.attrelid"
            " join pg_type t on t.oid = a.atttypid where c.relkind in ('r', 'p')"
            " and not c.relispartition and c.relnamespace = 'public'::regnamespace"
            " and a.attnum > 0 and not a.attisdropped and c.relname <> 'documents_paper'"
            " and t.typname in ('text', 'varchar', 'jsonb', 'json', 'bytea')"
            " and has_table_privilege(c.oid, 'select')"
        )
        columns = cursor.fetchall()
        found = {}
        for table, column in columns:
            cursor.execute(
                f'select count(*) from {table} where position(%s in "{column}"::text) > 0', [text]
            )
            if number := int(cursor.fetchone()[0]):
                found[f"{table}.{column}"] = number
    assert len(columns) > 80
    return found


def test_it_lists_nobody_before_the_time(world: World, evening: UUID) -> None:
    assert listed(world, on=TODAY + timedelta(days=30)) is None
    due = listed(world)
    assert due is not None
    assert (due.subject_id, due.ended_on) == (world.person("member"), LEFT)
    assert list_due(actor=system(world), on=LATER) == 0


def test_it_lists_no_longer_whoever_came_back(world: World, evening: UUID) -> None:
    assert listed(world) is not None
    Membership(
        person_id=world.person("member"),
        unit_id=world.unit("village"),
        standing="official",
        during=DateRange(LATER - timedelta(days=5), None),
        begun_as="admitted",
    ).save(force_insert=True)
    assert listed(world) is None


def test_it_forgets_nothing_by_itself(world: World, evening: UUID) -> None:
    due = listed(world)
    assert due is not None
    erase(actor=system(world), due_id=due.pk, on=LATER)
    assert Person.objects.get(pk=due.subject_id).full_name == NAME


def test_it_is_ordered_by_the_office_that_keeps_the_record(world: World, evening: UUID) -> None:
    due = listed(world)
    assert due is not None
    for key in ("secretary", "member", "other_ward_officer", "province_officer"):
        with pytest.raises(Absent):
            order_erasure(actor=world.act_as(key), due_id=due.pk, on=LATER)
    with pytest.raises(Refused, match="Chưa đến thời hạn"):
        order_erasure(
            actor=world.act_as("ward_officer"), due_id=due.pk, on=TODAY + timedelta(days=30)
        )
    officer = world.act_as("ward_officer")
    ordered = order_erasure(actor=officer, due_id=due.pk, on=LATER)
    assert order_erasure(actor=officer, due_id=due.pk, on=LATER).ordered_on == ordered.ordered_on
    with pytest.raises(Forbidden):
        erase(actor=officer, due_id=due.pk, on=LATER)


def test_it_leaves_the_name_nowhere(world: World, evening: UUID) -> None:
    before = places_with(NAME)
    assert {"people_person.full_name", "meetings_guest.name", "resolutions_task.title"} <= {*before}
    done = forgotten(world)
    system(world)
    assert places_with(NAME) == {}
    assert places_with("phạm thị cúc") == {}
    assert done.texts >= 3
    person = Person.objects.get(pk=world.person("member"))
    assert (person.full_name, person.card_number) == (MARK, "")
    assert person.birth_date == date(1977, 1, 1)
    assert Opinion.objects.get(meeting_id=evening).text == f"Đồng chí {MARK} đề nghị sửa đường"


def test_it_keeps_totals_and_the_chain(world: World, evening: UUID) -> None:
    system(world)
    roll = Attendance.objects.filter(meeting_id=evening, mark="present").count()
    forgotten(world)
    system(world)
    assert Attendance.objects.filter(meeting_id=evening, mark="present").count() == roll
    assert faults() == []


def test_it_makes_the_commitments_silent(world: World, evening: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select privacy_forget_salts(%s)", [[world.person("teacher")]])
        assert cursor.fetchone()[0] == 0
    forgotten(world)
    system(world)
    with connection.cursor() as cursor:
        cursor.execute("select privacy_forget_salts(%s)", [[world.person("member")]])
        assert cursor.fetchone()[0] == 0, "the salts were gone already"


def test_it_closes_the_account(world: World, evening: UUID) -> None:
    forgotten(world)
    with pytest.raises(AssertionError):
        world.act_as("member")


def test_it_leaves_a_sealed_paper_as_it_was(world: World, evening: UUID) -> None:
    system(world)
    paper = Paper(
        unit_id=world.unit("village"),
        subject_kind="meeting",
        subject_id=evening,
        type_code="BB",
        content={"said": NAME},
        sha256="0" * 64,
        finalised_on=TODAY,
        created_at="2026-11-23T20:00:00+07:00",
    )
    paper.save(force_insert=True)
    forgotten(world)
    system(world)
    assert Paper.objects.get(pk=paper.pk).content == {"said": NAME}


def test_it_touches_no_words_that_may_mean_somebody_else(world: World, evening: UUID) -> None:
    system(world)
    other = Person.objects.get(pk=world.person("deputy"))
    other.full_name = NAME
    other.save(update_fields=["full_name"])
    done = forgotten(world)
    system(world)
    assert done.namesakes
    assert Person.objects.get(pk=other.pk).full_name == NAME
    assert Person.objects.get(pk=world.person("member")).full_name == MARK
    assert NAME in Opinion.objects.get(meeting_id=evening).text


def test_it_is_carried_out_once(world: World, evening: UUID) -> None:
    done = forgotten(world)
    again = erase(actor=system(world), due_id=done.pk, on=LATER + timedelta(days=1))
    assert again.erased_on == LATER


def test_it_forgets_a_link_of_book_213(world: World) -> None:
    link = link_residence(
        actor=system(world),
        unit_id=world.unit("village"),
        full_name="Người Cư Trú",
        workplace="Cơ quan Xa",
        on=date(2026, 1, 1),
    )
    ResidenceLink.objects.filter(pk=link.pk).update(during=DateRange(date(2026, 1, 1), TODAY))
    list_due(actor=system(world), on=TODAY.replace(year=2029))
    due = DueRecord.objects.get(category="residence_link")
    order_erasure(actor=world.act_as("ward_officer"), due_id=due.pk, on=TODAY.replace(year=2029))
    erase(actor=system(world), due_id=due.pk, on=TODAY.replace(year=2029))
    system(world)
    assert places_with("Người Cư Trú") == {}
    assert places_with("Cơ quan Xa") == {}


def test_it_lets_nobody_but_the_installation_reach_salts_and_accounts(world: World) -> None:
    world.act_as("ward_officer")
    for function in ("privacy_forget_salts", "privacy_close_accounts"):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"select {function}(%s)", [[world.person("member")]])


def test_it_hides_what_is_due_from_a_neighbour(world: World, evening: UUID) -> None:
    assert listed(world) is not None
    world.act_as("other_ward_officer")
    assert DueRecord.objects.count() == 0
    world.act_as("secretary")
    assert DueRecord.objects.count() == 0


@given(st.dates(date(2000, 1, 1), date(2040, 12, 31)), st.integers(1, 30))
def test_it_agrees_on_what_is_due_forwards_and_backwards(ended: date, years: int) -> None:
    period = Period(years)
    assert period.cutoff(period.due_on(ended)) >= ended
    assert period.cutoff(period.due_on(ended) - timedelta(days=1)) < ended


def test_it_knows_every_table_with_a_persons_id() -> None:
    """A table that is about people and has no unit cannot be reached by forgetting: name it."""
    without = {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith("nenep")
        for column in model._meta.concrete_fields
        if isinstance(column, models.ForeignKey)
        and column.related_model is Person
        and "unit_id" not in {c.attname for c in model._meta.concrete_fields}
    }
    assert without <= {"identity_account", "access_grant", "people_person", "people_tally"}
