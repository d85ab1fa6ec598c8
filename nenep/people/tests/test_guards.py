"""What the database itself refuses of spells: overlaps, and days on which the unit did not live."""

from datetime import date

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Model

from nenep.people.models import HostedStay, Membership, State
from nenep.structure.models import Unit
from tests.world import World

GUARDS = (
    "membership_within_its_unit, state_within_its_unit, stay_within_its_unit, nobody_left_behind"
)
BEFORE = DateRange(date(2025, 6, 1), date(2025, 6, 30))


def _written(row: Model) -> None:
    """Save it and come to the end of the transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        row.save(force_insert=row._state.adding)
        cursor.execute(f"set constraints {GUARDS} immediate")
        cursor.execute(f"set constraints {GUARDS} deferred")


def test_it_refuses_overlapping_memberships(world: World) -> None:
    world.act_as("ward_officer")
    with pytest.raises(IntegrityError, match="one_cell_a_day"):
        Membership.objects.create(
            person_id=world.person("member"),
            unit_id=world.unit("school"),
            standing="official",
            during=DateRange(date(2026, 1, 1), None),
        )


@pytest.mark.parametrize("key", ["ward_officer", None])
def test_it_refuses_spells_before_the_unit_existed(world: World, key: str | None) -> None:
    who, where = world.person("member"), world.unit("village")
    rows = (
        Membership(person_id=who, unit_id=where, standing="official", during=BEFORE),
        State(person_id=who, unit_id=where, kind="away", during=BEFORE),
        HostedStay(person_id=who, unit_id=world.unit("school"), during=BEFORE),
    )
    for row in rows:
        _ = world.act_as(key) if key else world.act_as_system()
        with pytest.raises(Error, match="begins before its unit"):
            _written(row)


def test_it_refuses_a_unit_that_ends_with_members_in_it(world: World) -> None:
    world.act_as_system()
    unit = Unit.objects.get(pk=world.unit("school"))
    unit.dissolved_on = date(2026, 12, 1)
    with pytest.raises(Error, match="memberships are left in it"):
        _written(unit)


def test_it_judges_a_row_as_it_stands_at_the_end(world: World) -> None:
    """Inside one transaction rows may pass through what would be wrong."""
    world.act_as_system()
    spell = Membership.objects.get(person_id=world.person("member"))
    kept = spell.during
    with transaction.atomic():
        spell.during = DateRange(date(2025, 1, 1), None)
        spell.save()
        spell.during = kept
        _written(spell)
    assert Membership.objects.get(pk=spell.pk).during == kept
