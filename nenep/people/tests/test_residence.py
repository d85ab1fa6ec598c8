"""The village one lives in, and the book of Regulation 213."""

from datetime import date
from uuid import UUID

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor
from nenep.journal.models import Entry
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.people.actions.residence import (
    comment_residence,
    end_residence_link,
    link_residence,
    set_residence,
)
from nenep.people.models import Residence, ResidenceComment, ResidenceLink
from nenep.people.queries.links import links_in
from nenep.structure.models import Locality, LocalityPlace
from tests.world import SINCE, World

DAY = date(2026, 3, 1)


def _village(world: World, name: str) -> UUID:
    world.act_as_system()
    place = Locality.objects.create()
    LocalityPlace.objects.create(
        locality=place,
        name=name,
        kind="village",
        unit_id=world.unit("ward"),
        led_by_id=world.unit("village"),
        during=DateRange(SINCE, None),
    )
    return place.pk


def _link(actor: Actor, world: World) -> ResidenceLink:
    return link_residence(
        actor=actor,
        unit_id=world.unit("village"),
        full_name="trần văn BẮC",
        workplace="Trường Trung học Đồi Thông",
        on=DAY,
    )


def test_it_knows_the_village_from_a_day_on(world: World) -> None:
    first, second = _village(world, "Làng Một"), _village(world, "Làng Hai")
    actor, who = world.act_as("secretary"), world.person("member")
    set_residence(actor=actor, person_id=who, locality_id=first, on=DAY)
    again = set_residence(actor=actor, person_id=who, locality_id=first, on=world.today)
    assert again is not None
    assert again.during.lower == DAY
    set_residence(actor=actor, person_id=who, locality_id=second, on=world.today)
    set_residence(actor=actor, person_id=who, locality_id=None, on=date(2026, 12, 1))
    rows = Residence.objects.filter(person_id=who).order_by("during")
    assert [(r.locality_id, r.during.upper) for r in rows] == [
        (first, world.today),
        (second, date(2026, 12, 1)),
    ]


def test_it_refuses_a_village_nobody_knows_and_a_day_before_membership(world: World) -> None:
    known = _village(world, "Làng Một")
    actor, who = world.act_as("secretary"), world.person("member")
    with pytest.raises(Invalid):
        set_residence(actor=actor, person_id=who, locality_id=world.unit("ward"), on=DAY)
    with pytest.raises(Refused):
        set_residence(actor=actor, person_id=who, locality_id=known, on=date(2025, 6, 1))


@pytest.mark.parametrize(
    ("key", "refusal"), [("committee_member", Forbidden), ("school_secretary", Absent)]
)
def test_it_is_for_the_cell_and_its_superior(
    world: World, key: str, refusal: type[Exception]
) -> None:
    known = _village(world, "Làng Một")
    with pytest.raises(refusal):
        set_residence(
            actor=world.act_as(key), person_id=world.person("deputy"), locality_id=known, on=DAY
        )


def test_it_links_by_name_and_once(world: World) -> None:
    actor = world.act_as("secretary")
    link = _link(actor, world)
    assert link.full_name == "Trần Văn Bắc"
    assert _link(actor, world).pk == link.pk


def test_it_comments_once_a_year_and_keeps_the_last_text(world: World) -> None:
    actor = world.act_as("secretary")
    link = _link(actor, world)
    for text in ("Chấp hành tốt.", "Chấp hành tốt, gắn bó với làng."):
        comment_residence(actor=actor, link_id=link.pk, year=2026, given_on=world.today, text=text)
    assert ResidenceComment.objects.get(link=link).text.endswith("với làng.")
    [line] = links_in(world.unit("village"), 2026, world.today)
    assert (line.full_name, line.given_on) == ("Trần Văn Bắc", world.today)
    world.act_as_system()
    said = str(list(Entry.objects.filter(object_id=link.pk).values_list("facts", flat=True)))
    assert "làng" not in said


@pytest.mark.parametrize("year", [2025, 2027])
def test_it_refuses_a_year_without_a_link(world: World, year: int) -> None:
    actor = world.act_as("secretary")
    link = _link(actor, world)
    with pytest.raises(Refused):
        comment_residence(actor=actor, link_id=link.pk, year=year, given_on=world.today)


def test_it_ends_a_link_and_keeps_its_comments(world: World) -> None:
    actor = world.act_as("secretary")
    link = _link(actor, world)
    comment_residence(actor=actor, link_id=link.pk, year=2026, given_on=world.today)
    for _ in range(2):
        end_residence_link(actor=actor, link_id=link.pk, on=world.today)
    assert links_in(world.unit("village"), 2026, world.today)[0].last == date(2026, 11, 22)
    assert links_in(world.unit("village"), 2027, world.today) == []
    with pytest.raises(Refused):
        end_residence_link(actor=actor, link_id=link.pk, on=date(2026, 12, 1))


@pytest.mark.parametrize(("key", "refusal"), [("member", Absent), ("other_secretary", Absent)])
def test_it_shows_the_book_to_the_cell_only(
    world: World, key: str, refusal: type[Exception]
) -> None:
    link = _link(world.act_as("secretary"), world)
    actor = world.act_as(key)
    with pytest.raises(refusal):
        comment_residence(actor=actor, link_id=link.pk, year=2026, given_on=world.today)
    with pytest.raises(Forbidden):
        _link(actor, world)
    assert links_in(world.unit("village"), 2026, world.today) == []
