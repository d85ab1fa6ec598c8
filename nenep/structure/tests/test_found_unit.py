"""Founding: refusals in words, and the path of today only while the unit stands."""

from datetime import date
from uuid import UUID

import pytest

from nenep.access.models import UnitPath
from nenep.kernel.errors import Forbidden, Invalid, Refused
from nenep.structure.actions.found_unit import found_unit
from nenep.structure.actions.refresh_paths import refresh_paths
from nenep.structure.models import Unit
from tests.world import World

CODE = "99101003000001"


def _found(
    world: World, code: str = CODE, on: date | None = None, until: date | None = None
) -> UUID:
    unit = found_unit(
        actor=world.act_as_system(),
        name="Chi bộ làng Plei Mơ",
        kind="party_cell",
        code=code,
        parent_id=world.unit("ward"),
        on=on or world.today,
        until=until,
        cell_type="residential",
    )
    return unit.pk


def _has_path(unit_id: UUID) -> bool:
    return UnitPath.objects.filter(pk=unit_id).exists()


def test_it_stands_under_its_ward_from_the_first_day(world: World) -> None:
    unit_id = _found(world)
    world.act_as("ward_officer")
    assert Unit.objects.filter(pk=unit_id).exists()
    world.act_as("other_ward_officer")
    assert not Unit.objects.filter(pk=unit_id).exists()


def test_it_refuses_a_code_that_names_another_unit(world: World) -> None:
    with pytest.raises(Refused, match="chưa lập"):
        _found(world, code="99101001000001")


def test_it_refuses_an_end_before_the_beginning(world: World) -> None:
    with pytest.raises(Invalid):
        _found(world, on=date(2026, 5, 1), until=date(2026, 5, 1))


def test_it_refuses_a_ward_office(world: World) -> None:
    actor = world.act_as("ward_officer")
    with pytest.raises(Forbidden):
        found_unit(
            actor=actor,
            name="Chi bộ mới",
            kind="party_cell",
            code=CODE,
            parent_id=world.unit("ward"),
            on=world.today,
        )


def test_it_opens_nothing_before_its_day_and_everything_on_it(world: World) -> None:
    unit_id = _found(world, on=date(2027, 1, 1))
    assert not _has_path(unit_id)
    assert refresh_paths(on=date(2026, 12, 31)) == 0
    assert refresh_paths(on=date(2027, 1, 1)) == 1
    assert _has_path(unit_id)
    assert refresh_paths(on=date(2027, 1, 1)) == 0


def test_it_loses_its_path_with_its_last_day(world: World) -> None:
    unit_id = _found(world, on=date(2026, 1, 1), until=date(2026, 12, 1))
    assert _has_path(unit_id)
    assert refresh_paths(on=date(2026, 12, 1)) == 1
    assert not _has_path(unit_id)
