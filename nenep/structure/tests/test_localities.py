"""The register of villages: dated rows, refusals in words and by the database, doors."""

from contextlib import suppress
from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from pytest_django import DjangoAssertNumQueries

from nenep.access.rules import Actor
from nenep.journal.models import Entry, Outbox
from nenep.kernel.errors import Absent, Forbidden, Invalid, Refused
from nenep.structure.actions.dissolve_unit import dissolve_unit
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.actions.localities import change_locality, close_locality, open_locality
from nenep.structure.models import Locality, LocalityPlace
from nenep.structure.queries.localities import (
    history_of_locality,
    leaders_on,
    localities_on,
    villages_of_cell,
)
from tests.world import SINCE, World

JANUARY, JUNE = date(2026, 1, 1), date(2026, 6, 1)


def opened(
    world: World, actor: Actor, name: str = "Làng Kon Rơlang", led_by: str | None = "village"
) -> UUID:
    row = open_locality(
        actor=actor,
        unit_id=world.unit("ward"),
        name=name,
        kind="village",
        on=JANUARY,
        led_by_id=world.unit(led_by) if led_by else None,
    )
    return row.locality_id


def _change(world: World, actor: Actor, locality_id: UUID, on: date, **said: object) -> None:
    told: dict[str, object] = {
        "name": "Làng Kon Rơlang",
        "kind": "village",
        "unit_id": world.unit("ward"),
        "led_by_id": world.unit("village"),
    }
    change_locality(actor=actor, locality_id=locality_id, on=on, **{**told, **said})  # type: ignore[arg-type]


def test_it_keeps_every_day_of_a_village(world: World) -> None:
    actor = world.act_as("ward_officer")
    locality_id = opened(world, actor)
    _change(world, actor, locality_id, JUNE, name="Tổ dân phố 12", kind="residential_group")
    _change(world, actor, locality_id, date(2027, 1, 1), led_by_id=None, name="Tổ dân phố 12")
    close_locality(actor=actor, locality_id=locality_id, on=date(2027, 7, 1))
    told = [(row.name, row.since, row.until) for row in history_of_locality(locality_id)]
    assert told == [
        ("Làng Kon Rơlang", JANUARY, JUNE),
        ("Tổ dân phố 12", JUNE, date(2027, 1, 1)),
        ("Tổ dân phố 12", date(2027, 1, 1), date(2027, 7, 1)),
    ]
    assert [v.name for v in localities_on(world.unit("ward"), date(2026, 3, 3))] == [
        "Làng Kon Rơlang"
    ]
    assert villages_of_cell(world.unit("village"), date(2027, 3, 3)) == []
    verbs = Entry.objects.filter(object_id=locality_id).order_by("seq").values_list("verb")
    assert [verb for (verb,) in verbs] == [
        "locality.opened",
        "locality.changed",
        "locality.changed",
        "locality.closed",
    ]


def test_it_says_the_same_twice_and_writes_once(world: World) -> None:
    actor = world.act_as("ward_officer")
    locality_id = opened(world, actor)
    assert opened(world, actor) == locality_id
    _change(world, actor, locality_id, JUNE)
    for _again in range(2):
        close_locality(actor=actor, locality_id=locality_id, on=JUNE)
    assert LocalityPlace.objects.filter(locality_id=locality_id).count() == 1
    assert Entry.objects.filter(object_id=locality_id).count() == 2


def test_it_puts_right_what_began_the_same_day(world: World) -> None:
    actor = world.act_as("ward_officer")
    locality_id = opened(world, actor, led_by=None)
    _change(world, actor, locality_id, JANUARY)
    (only,) = history_of_locality(locality_id)
    assert (only.since, only.led_by_id) == (JANUARY, world.unit("village"))


def test_it_tells_the_figures_from_that_month_and_nothing_of_days_to_come(world: World) -> None:
    actor = world.act_as("ward_officer")
    locality_id = opened(world, actor)
    close_locality(actor=actor, locality_id=locality_id, on=date(2027, 1, 1))
    world.act_as_system()
    told = Outbox.objects.filter(kind="localities.changed").values_list("unit_id", "month")
    assert list(told) == [(world.unit("ward"), JANUARY)]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"led_by": "school"}, "Chi bộ lãnh đạo phải là"),
        ({"led_by": "other_cell"}, "Chi bộ lãnh đạo phải là"),
        ({"led_by": "ward"}, "Chi bộ lãnh đạo phải là"),
        ({"on": date(2020, 1, 1)}, "không hoạt động vào ngày"),
        ({"name": " làng kon rơlang "}, "đã có"),
    ],
)
def test_it_refuses_what_cannot_be(world: World, said: dict[str, object], words: str) -> None:
    actor = world.act_as("ward_officer")
    opened(world, actor)
    led_by = said.pop("led_by", None)
    asked = {"name": "Làng Đăk Mây", "kind": "village", "on": JUNE, **said}
    with pytest.raises(Refused, match=words):
        open_locality(
            actor=actor,
            unit_id=world.unit("ward"),
            led_by_id=world.unit(str(led_by)) if led_by else None,
            **asked,  # type: ignore[arg-type]
        )
    assert LocalityPlace.objects.count() == 1


def test_it_refuses_a_register_outside_a_commune(world: World) -> None:
    for key in ("village", "province"):
        with pytest.raises(Refused, match="không quản lý thôn, làng"):
            open_locality(
                actor=world.act_as_system(),
                unit_id=world.unit(key),
                name="Làng Đăk Mây",
                kind="village",
                on=JUNE,
            )


def test_it_refuses_days_the_wrong_way_round(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Invalid):
        open_locality(
            actor=actor,
            unit_id=world.unit("ward"),
            name="Làng Đăk Mây",
            kind="village",
            on=JUNE,
            until=JUNE,
        )
    locality_id = opened(world, actor)
    for day in (JANUARY, date(2025, 12, 31)):
        with pytest.raises(Refused, match="phải sau ngày đó"):
            close_locality(actor=actor, locality_id=locality_id, on=day)
    with pytest.raises(Refused, match="Sổ không có"):
        _change(world, actor, locality_id, date(2025, 12, 31), led_by_id=None)
    close_locality(actor=actor, locality_id=locality_id, on=JUNE)
    with pytest.raises(Refused, match="Sổ không có"):
        _change(world, actor, locality_id, JUNE, led_by_id=None)


def test_it_refuses_the_name_of_another_village(world: World) -> None:
    actor = world.act_as("ward_officer")
    opened(world, actor)
    other = opened(world, actor, name="Làng Đăk Mây", led_by=None)
    with pytest.raises(Refused, match="đã có"):
        _change(world, actor, other, JUNE, led_by_id=None)


def test_it_opens_to_the_office_of_the_commune_only(world: World) -> None:
    locality_id = opened(world, world.act_as("ward_officer"))
    for key, refusal in (
        ("secretary", Forbidden),
        ("province_officer", Forbidden),
        ("other_ward_officer", Absent),
    ):
        actor = world.act_as(key)
        with pytest.raises(refusal):
            close_locality(actor=actor, locality_id=locality_id, on=JUNE)
        with pytest.raises((Forbidden, Absent)):
            opened(world, actor, name="Làng Đăk Mây", led_by=None)


def test_it_is_known_to_the_branch_of_the_commune_only(world: World) -> None:
    opened(world, world.act_as("ward_officer"))
    seen = {}
    for key in ("secretary", "school_secretary", "province_officer", "other_ward_officer"):
        world.act_as(key)
        seen[key] = len(localities_on(world.unit("ward"), JUNE))
    assert seen == {
        "secretary": 1,
        "school_secretary": 1,
        "province_officer": 1,
        "other_ward_officer": 0,
    }


@pytest.mark.parametrize(
    "harm",
    [
        "update structure_localityplace set name = 'x'",
        "delete from structure_localityplace",
        "insert into structure_localityplace (locality_id, name, kind, unit_id, during)"
        " select locality_id, 'x', 'village', unit_id, '[2020-01-01,2021-01-01)'"
        " from structure_localityplace",
    ],
)
def test_it_is_rewritten_by_nobody_else_at_the_database(world: World, harm: str) -> None:
    opened(world, world.act_as("ward_officer"))
    world.act_as_system()
    before = list(LocalityPlace.objects.values())
    for key in ("secretary", "province_officer", "other_ward_officer"):
        world.act_as(key)
        _try(harm)
    world.act_as_system()
    assert list(LocalityPlace.objects.values()) == before


def _try(harm: str) -> None:
    """What the policies refuse outright ends in an error, what they hide touches no row."""
    with suppress(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(harm)


@pytest.mark.parametrize(
    ("unit", "led_by", "since"),
    [
        ("ward", None, date(2020, 1, 1)),
        ("ward", "young", JANUARY),
    ],
)
def test_it_refuses_at_the_database_a_village_outside_the_lives(
    world: World, unit: str, led_by: str | None, since: date
) -> None:
    young = _cell(world, "99101003000001", JUNE)
    locality = Locality()
    locality.save(force_insert=True)
    row = LocalityPlace(
        locality=locality,
        name="Làng Plei Mơ",
        kind="village",
        unit_id=world.unit(unit),
        led_by_id=young if led_by else None,
        during=DateRange(since, None),
    )
    with pytest.raises(IntegrityError, match="living"):
        _committed(row)


def test_it_is_led_by_the_successor_of_the_cell_that_ended(world: World) -> None:
    actor = world.act_as_system()
    told = {}
    for number, heir in enumerate(("village", "school"), 1):
        cell = _cell(world, f"9910100300000{number}")
        row = open_locality(
            actor=actor,
            unit_id=world.unit("ward"),
            name=f"Làng Plei {number}",
            kind="village",
            on=JANUARY,
            led_by_id=cell,
        )
        dissolve_unit(actor=actor, unit_id=cell, successor_id=world.unit(heir), on=JUNE)
        told[heir] = [(v.led_by_id, v.until) for v in history_of_locality(row.locality_id)]
        assert told[heir][0] == (cell, JUNE)
    # A school's cell leads no village: nobody does until the office says who.
    assert told["village"][1] == (world.unit("village"), None)
    assert told["school"][1] == (None, None)


def test_it_lies_in_the_successor_of_the_commune_that_ended(world: World) -> None:
    actor = world.act_as_system()
    commune = found_unit(
        actor=actor,
        name="Đảng bộ xã Plei Mơ",
        kind="commune_committee",
        code="99103000000000",
        parent_id=world.unit("province"),
        on=SINCE,
    )
    old, later = (
        open_locality(actor=actor, unit_id=commune.pk, name=name, kind="village", on=on)
        for name, on in (("Làng Mơ", JANUARY), ("Làng Mới", date(2027, 1, 1)))
    )
    dissolve_unit(actor=actor, unit_id=commune.pk, successor_id=world.unit("ward"), on=JUNE)
    lay = [(v.unit_id, v.since) for v in history_of_locality(old.locality_id)]
    assert lay == [(commune.pk, JANUARY), (world.unit("ward"), JUNE)]
    (only,) = history_of_locality(later.locality_id)
    assert (only.unit_id, only.since) == (world.unit("ward"), date(2027, 1, 1))


def _committed(row: LocalityPlace) -> None:
    """As far as a test goes: the deferred guards are asked."""
    with transaction.atomic(), connection.cursor() as cursor:
        row.save()
        cursor.execute("set constraints all immediate")


def _cell(world: World, code: str, on: date = SINCE) -> UUID:
    cell = found_unit(
        actor=world.act_as_system(),
        name="Chi bộ làng Plei Mơ",
        kind="party_cell",
        code=code,
        parent_id=world.unit("ward"),
        on=on,
        cell_type="residential",
    )
    return cell.pk


def test_it_asks_the_same_few_questions_for_many_villages(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    actor = world.act_as("ward_officer")
    for number in range(1, 8):
        opened(world, actor, name=f"Tổ dân phố {number * 3}", led_by="village")
    with django_assert_num_queries(1):
        names = [view.name for view in localities_on(world.unit("ward"), JUNE)]
    assert names[:4] == ["Tổ dân phố 3", "Tổ dân phố 6", "Tổ dân phố 9", "Tổ dân phố 12"]
    with django_assert_num_queries(2):
        assert set(leaders_on(world.unit("ward"), JUNE)) == {world.unit("village")}
