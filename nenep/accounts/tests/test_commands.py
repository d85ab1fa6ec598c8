"""``account open``: for somebody of a cell, and for an office of the committee above it."""

from argparse import ArgumentParser
from datetime import UTC, datetime
from uuid import UUID

import pytest

from nenep.accounts import commands
from nenep.accounts.actions.open_account import Slip
from nenep.kernel.commands import Registry
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.people.models import OfficeTerm
from tests.world import World

WARD, VILLAGE, SCHOOL = "99101000000000", "99101001000001", "99101002000001"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """Whose accounts were opened; only the owner of the database may write the accounts."""
    told: list[UUID] = []
    slip = Slip("x", "CODE", datetime(2026, 11, 30, tzinfo=UTC))

    def opened(*, person_id: UUID, **said: object) -> Slip:
        told.append(person_id)
        return slip

    monkeypatch.setattr(commands, "open_account", opened)
    return told


def _open(*words: str) -> int:
    known = Registry()
    commands.register(known)
    found = known.find(["account", "open"])
    assert found is not None
    assert found[0].configure is not None
    parser = ArgumentParser("nenep account open")
    parser.add_argument("--json", action="store_true")
    found[0].configure(parser)
    return found[0].run(parser.parse_args([*words, "--json"]))


def test_it_finds_somebody_of_the_cell(world: World, opened: list[UUID]) -> None:
    assert _open("--login", "cuc", "--unit", VILLAGE, "--name", "Phạm Thị Cúc") == 0
    assert opened == [world.person("member")]


def test_it_gives_a_committees_office_to_somebody_of_a_cell_below(
    world: World, opened: list[UUID]
) -> None:
    words = ("--login", "tin", "--name", "Trương Quang Tín", "--office", "committee_office")
    assert _open(*words, "--unit", SCHOOL, "--office-unit", WARD) == 0
    world.act_as_system()
    term = OfficeTerm.objects.get(person_id=world.person("teacher"))
    assert (term.unit_id, term.office) == (world.unit("ward"), "committee_office")
    assert opened == [world.person("teacher")]


def test_it_finds_somebody_anywhere_below_the_unit(world: World, opened: list[UUID]) -> None:
    words = ("--login", "tin", "--name", "Trương Quang Tín", "--office", "committee_secretary")
    assert _open(*words, "--unit", WARD) == 0
    world.act_as_system()
    assert OfficeTerm.objects.get(person_id=world.person("teacher")).unit_id == world.unit("ward")


def test_it_refuses_nobody_a_strange_office_and_half_a_sentence(
    world: World, opened: list[UUID]
) -> None:
    with pytest.raises(Absent, match="đúng một người"):
        _open("--login", "x", "--unit", VILLAGE, "--name", "Trương Quang Tín")
    with pytest.raises(Invalid):
        _open("--login", "x", "--unit", VILLAGE)
    words = ("--login", "x", "--unit", VILLAGE, "--name", "Phạm Thị Cúc")
    with pytest.raises(Refused):
        _open(*words, "--office", "committee_office")
