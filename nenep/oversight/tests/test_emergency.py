"""Break-glass: two people, some hours, reading only, and the cell knows afterwards."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, connections, transaction
from django.urls import reverse

from nenep.access.rules import Actor, Office
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.meetings.models import Meeting
from nenep.meetings.tests.scenes import open_evening
from nenep.oversight.actions.emergency import approve_emergency, ask_emergency, end_emergency
from nenep.oversight.models import Emergency
from nenep.oversight.tests.scenes import second_officer
from nenep.people.models import Person
from tests.browsing import signed_in
from tests.world import World, uid

WORDS = "Cả chi ủy vắng, cần xem chương trình họp"


def _ask(world: World, key: str = "province_officer", unit: str = "village") -> Emergency:
    return ask_emergency(actor=world.act_as(key), unit_id=world.unit(unit), hours=2, words=WORDS)


def _approve(world: World, key: str, emergency: Emergency) -> Emergency:
    return approve_emergency(actor=world.act_as(key), emergency_id=emergency.pk)


def _lent(actor: Actor) -> list[UUID | None]:
    return [o.unit_id for o in actor.offices if o.office is Office.EMERGENCY_READER]


@pytest.fixture
def approved(world: World) -> Emergency:
    """The province's officer reads the village's records; a second one of the province agreed."""
    second_officer(world, "province")
    emergency = _approve(world, "teacher", _ask(world))
    world.leave()
    return emergency


def test_it_opens_nothing_by_asking(world: World) -> None:
    _ask(world)
    assert _lent(world.act_as("province_officer")) == []
    assert not Person.objects.filter(kept_by_id=world.unit("village")).exists()


def test_it_lets_nobody_approve_the_own_request(world: World) -> None:
    emergency = _ask(world)
    with pytest.raises(Refused, match="không tự duyệt"):
        _approve(world, "province_officer", emergency)
    with (
        pytest.raises(Exception, match="cannot approve"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select oversight_approve(%s)", [emergency.pk])


def test_it_is_not_approved_from_below(world: World) -> None:
    emergency = _ask(world)
    with pytest.raises(Refused, match="cấp trên duyệt"):
        _approve(world, "ward_officer", emergency)


def test_it_opens_the_records_by_a_second_person(world: World, approved: Emergency) -> None:
    actor = world.act_as("province_officer")
    assert _lent(actor) == [world.unit("village")]
    assert Person.objects.filter(kept_by_id=world.unit("village")).count() == 8
    assert not Person.objects.filter(pk=world.person("teacher")).exists()
    assert (
        approve_emergency(actor=world.act_as("teacher"), emergency_id=approved.pk).until
        == approved.until
    )
    assert _lent(world.act_as("teacher")) == []


def test_it_reads_and_writes_nothing(world: World, approved: Emergency) -> None:
    secretary = world.act_as("secretary")
    open_evening(actor=secretary, unit_id=world.unit("village"), month=world.today.replace(day=1))
    world.act_as("province_officer")
    assert Meeting.objects.filter(unit_id=world.unit("village")).exists()
    for harm in (
        "update meetings_meeting set conclusion = 'x'",
        "update people_person set full_name = 'x' where kept_by_id = %(unit)s",
        "delete from people_membership where unit_id = %(unit)s",
        "update imports_importrun set unit_id = unit_id",
    ):
        with connection.cursor() as cursor:
            cursor.execute(harm, {"unit": world.unit("village")})
            assert cursor.rowcount == 0, harm


class Hands:
    """The owner's hands on the tables and on the functions, in one transaction taken back."""

    def __init__(self, connection: psycopg.Connection[tuple[object, ...]], world: World) -> None:
        self.run, self.world = connection.execute, world
        self.id = uuid4()
        self.run(
            "insert into access_grant (id, person_id, unit_id, office, during) values"
            " (gen_random_uuid(), %s, %s, 'provincial_office', '[2025-07-01,)')",
            [world.person("teacher"), world.unit("province")],
        )
        self.enter("province_officer")
        self.run("select oversight_ask(%s, %s, 2, 'x')", [self.id, world.unit("village")])

    def enter(self, key: str) -> str:
        """Become that person; the offices the database lets them in with."""
        row = self.run("select access_enter_account(%s)", [uid(f"account:{key}")]).fetchone()
        return str(row and row[0])

    def approve(self) -> None:
        self.enter("teacher")
        self.run("select oversight_approve(%s)", [self.id])


@pytest.fixture
def hands(world: World) -> Iterator[Hands]:
    url = connections["owner"].get_connection_params()
    url.pop("cursor_factory", None)
    url.pop("context", None)
    with psycopg.connect(**url) as owner:
        yield Hands(owner, world)
        owner.rollback()


@pytest.mark.parametrize(
    "end",
    [
        "update oversight_emergency set until = until - interval '2 hours'",
        "update oversight_emergency set ended_at = now()",
        "update access_grant set during = daterange(lower(during), '2026-11-23')"
        " where office = 'provincial_office'",
    ],
)
def test_it_ends_with_its_hours_and_with_the_office(hands: Hands, end: str) -> None:
    hands.approve()
    assert "emergency_reader" in hands.enter("province_officer")
    hands.run(end.encode())
    assert "emergency_reader" not in hands.enter("province_officer")


def test_it_cannot_be_approved_after_a_day(hands: Hands) -> None:
    hands.run("update oversight_emergency set asked_at = asked_at - interval '25 hours'")
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="cannot approve"):
        hands.approve()


def test_it_is_closed_early_once(world: World, approved: Emergency) -> None:
    for _ in range(2):
        ended = end_emergency(actor=world.act_as("ward_officer"), emergency_id=approved.pk)
    assert ended.ended_name == "Lê Minh Châu"
    assert _lent(world.act_as("province_officer")) == []
    world.act_as("secretary")
    assert Entry.objects.filter(verb="emergency.ended").count() == 1


def test_it_refuses_too_many_hours_and_no_reason(world: World) -> None:
    actor, unit = world.act_as("ward_officer"), world.unit("village")
    for hours, words in ((0, WORDS), (99, WORDS), (2, "gấp")):
        with pytest.raises(Invalid):
            ask_emergency(actor=actor, unit_id=unit, hours=hours, words=words)
    assert not Emergency.objects.exists()


def test_it_refuses_who_stands_above_nothing(world: World) -> None:
    with pytest.raises(Forbidden):
        _ask(world, "secretary")
    with pytest.raises(Forbidden):
        _ask(world, "ward_officer", "ward")
    with pytest.raises(Absent):
        _ask(world, "other_ward_officer")
    with (
        pytest.raises(Exception, match="no office of this account"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("select oversight_ask(%s, %s, 2, 'x')", [uuid4(), world.unit("village")])


def test_it_asks_once_while_a_request_waits(world: World) -> None:
    assert _ask(world).pk == _ask(world).pk


def test_it_is_never_granted_as_an_office(world: World) -> None:
    world.act_as("ward_officer")
    grant = (
        "insert into access_grant (id, person_id, unit_id, office, during) values"
        " (gen_random_uuid(), %s, %s, 'emergency_reader', '[2026-01-01,)')"
    )
    with (
        pytest.raises(Exception, match="grant_is_never_an_emergency"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(grant, [world.person("member"), world.unit("village")])


def test_it_writes_every_page_read_into_the_cell_s_journal(
    world: World, approved: Emergency
) -> None:
    page = reverse("unit-members", args=[world.unit("village")])
    assert signed_in(world, "province_officer").get(page).status_code == 200
    told = signed_in(world, "secretary").get(reverse("unit-readings", args=[world.unit("village")]))
    assert WORDS in told.content.decode()
    world.act_as("secretary")
    entry = Entry.objects.get(verb="emergency.read")
    assert entry.facts == {"page": "unit-members"}
    assert entry.person_id == world.person("province_officer")


def test_it_walks_through_the_pages(world: World) -> None:
    second_officer(world)
    asking, approving = signed_in(world, "ward_officer"), signed_in(world, "teacher")
    asked = asking.post(
        reverse("emergency-new", args=[world.unit("village")]), {"hours": "2", "words": WORDS}
    )
    assert asked.status_code == 302
    page = asking.get(reverse("emergencies"))
    line = page.context["lines"][0]
    assert (line.state, line.approval_url) == ("chờ duyệt", "")
    line = approving.get(reverse("emergencies")).context["lines"][0]
    assert approving.post(line.approval_url).status_code == 302
    line = asking.get(reverse("emergencies")).context["lines"][0]
    assert line.state == "đang mở"
    assert asking.post(line.end_url).status_code == 302
    assert asking.get(reverse("emergencies")).context["lines"][0].state == "đã đóng"
