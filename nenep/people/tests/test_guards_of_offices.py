"""The database itself refuses an office to a stranger, at the end of the transaction."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.people.models import GroupPlace, Membership, OfficeTerm
from nenep.structure.models import Unit
from tests.world import SINCE, World

YEAR = DateRange(date(2026, 1, 1), date(2027, 1, 1))


def _must_break(rule: str, harm: Callable[[], object], world: World) -> None:
    """``harm``, written as the installation, is refused by that rule when the work is to be kept;
    that somebody else is asking by then changes nothing."""
    with pytest.raises(IntegrityError, match=rule):
        _kept(harm, world)


def _kept(harm: Callable[[], object], world: World) -> None:
    world.act_as_system()
    with transaction.atomic():
        harm()
        world.leave()
        connection.check_constraints()


def _office(world: World, key: str, office: str, during: DateRange, unit: str = "village") -> None:
    OfficeTerm.objects.create(
        person_id=world.person(key), unit_id=world.unit(unit), office=office, during=during
    )


@pytest.mark.parametrize("key", ["teacher", "hosted", "probationary"])
def test_it_refuses_an_office_of_the_cell_to_others(world: World, key: str) -> None:
    _must_break(
        "an_office_of_a_cell_for_its_official_members",
        lambda: _office(world, key, "cell_committee_member", YEAR),
        world,
    )


def test_it_refuses_an_office_beyond_the_life_of_its_unit(world: World) -> None:
    before = DateRange(date(2025, 1, 1), date(2026, 1, 1))
    _must_break(
        "an_office_within_the_life_of_its_unit",
        lambda: _office(world, "member", "committee_office", before, unit="ward"),
        world,
    )


def test_it_refuses_a_unit_that_ends_under_its_officers(world: World) -> None:
    def dissolve() -> None:
        Unit.objects.filter(pk=world.unit("village")).update(dissolved_on=date(2026, 12, 1))

    with pytest.raises(IntegrityError):
        _kept(dissolve, world)


def test_it_refuses_a_membership_that_ends_under_its_office(world: World) -> None:
    spell = Membership.objects.filter(person_id=world.person("secretary"))

    def leave() -> None:
        spell.update(during=DateRange(SINCE, date(2026, 6, 1)), ended_as="left")

    _must_break("an_office_of_a_cell_for_its_official_members", leave, world)
    _must_break("an_office_of_a_cell_for_its_official_members", spell.delete, world)


def test_it_lets_both_end_in_either_order(world: World) -> None:
    until = date(2026, 6, 1)
    world.act_as_system()
    with transaction.atomic():
        Membership.objects.filter(person_id=world.person("secretary")).update(
            during=DateRange(SINCE, until), ended_as="left"
        )
        OfficeTerm.objects.filter(person_id=world.person("secretary")).update(
            during=DateRange(SINCE, until), ended_as="moved"
        )
        connection.check_constraints()
    assert OfficeTerm.objects.get(person_id=world.person("secretary")).during.upper == until


def test_it_refuses_a_leader_outside_the_group(world: World) -> None:
    _must_break(
        "a_group_led_by_one_of_its_own",
        lambda: _office(world, "member", "party_group_leader", YEAR),
        world,
    )


@pytest.mark.parametrize(
    ("group", "rule"), [("school", "a_group_under_the_cell"), ("ward", "a_group_under_the_cell")]
)
def test_it_refuses_a_place_in_what_is_no_group_of_the_cell(
    world: World, group: str, rule: str
) -> None:
    def place() -> None:
        GroupPlace.objects.create(
            person_id=world.person("member"),
            unit_id=world.unit("village"),
            group_id=world.unit(group),
            during=YEAR,
        )

    _must_break(rule, place, world)


def test_it_puts_the_scope_back_that_it_found(world: World) -> None:
    actor = world.act_as("ward_officer")
    with transaction.atomic():
        _office(world, "member", "cell_committee_member", YEAR)
        connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute("select access_all(), access_account()")
        assert cursor.fetchone() == (False, UUID(str(actor.account_id)))
