"""The registry of command words, and the answer for people and for machines."""

import json
from argparse import Namespace
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from nenep.kernel.commands import Registry, answer


def done(args: Namespace) -> int:
    return 0


@pytest.fixture
def commands() -> Registry:
    registry = Registry()
    registry.add("import members", help="nhập đảng viên", run=done)
    registry.add("import units", help="nhập đơn vị", run=done)
    registry.add("migrate", help="dựng cơ sở dữ liệu", run=done, database=False)
    return registry


def test_it_finds_the_longest_command_and_leaves_the_rest(commands: Registry) -> None:
    found = commands.find(["import", "members", "list.xlsx", "--dry-run"])
    assert found is not None
    assert found[0].name == "import members"
    assert found[1] == ["list.xlsx", "--dry-run"]


def test_it_finds_nothing_for_half_a_command(commands: Registry) -> None:
    assert commands.find(["import"]) is None
    assert commands.find([]) is None


def test_it_lists_the_commands_of_a_group(commands: Registry) -> None:
    assert [c.name for c in commands.under(["import"])] == ["import members", "import units"]
    assert commands.under(["export"]) == []


def test_it_suggests_what_was_perhaps_meant(commands: Registry) -> None:
    assert commands.near(["migrat"]) == ["migrate"]
    assert commands.near(["improt", "members"]) == ["import members", "import units"]
    assert commands.near(["xyzzy"]) == []


@pytest.mark.parametrize("name", ["migrate", "migrate now", "import", ""])
def test_it_refuses_words_that_collide(commands: Registry, name: str) -> None:
    with pytest.raises(ValueError, match="collides"):
        commands.add(name, help="", run=done)


@dataclass(frozen=True)
class Line:
    day: date
    share: Decimal
    unit: UUID


def test_it_answers_machines_in_json_and_people_in_words(
    capsys: pytest.CaptureFixture[str],
) -> None:
    line = Line(date(2026, 11, 3), Decimal("0.85"), UUID(int=7))
    answer(Namespace(json=True), {"rows": [line], "tên": {"b", "a"}}, "một dòng")
    told = json.loads(capsys.readouterr().out)
    assert told["rows"][0] == {"day": "2026-11-03", "share": "0.85", "unit": str(UUID(int=7))}
    assert told["tên"] == ["a", "b"]

    answer(Namespace(), {"rows": [line]}, "một dòng")
    assert capsys.readouterr().out == "một dòng\n"
