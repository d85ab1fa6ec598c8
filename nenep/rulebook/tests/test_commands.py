"""``nenep rulebook …`` as a person or a machine meets it."""

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from nenep.kernel.commands import Registry
from nenep.rulebook import commands
from nenep.rulebook.tests.files import OVERRIDE
from tests.world import World


def test_it_registers_its_words() -> None:
    registry = Registry()
    commands.register(registry)
    assert [c.name for c in registry] == ["rulebook check", "rulebook load", "rulebook value"]


def test_it_accepts_a_sound_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "son-ha.yaml"
    file.write_text(OVERRIDE, encoding="utf-8")
    assert commands.check(Namespace(file=str(file), json=False)) == 0
    assert "Tệp hợp lệ" in capsys.readouterr().out


def test_it_lists_the_faults_of_a_broken_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "son-ha.yaml"
    file.write_text(OVERRIDE.replace("value: 60", "valu: 60"), encoding="utf-8")
    assert commands.check(Namespace(file=str(file), json=True)) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["valid"] is False
    assert {problem["line"] for problem in told["problems"]} == {15}


def test_it_answers_a_value_with_its_basis(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Namespace(
        name="meeting.min_minutes", on=date(2019, 3, 3), unit="99101001000001", cell_type=None
    )
    assert commands.value(asked) == 0
    said = capsys.readouterr().out
    assert said.startswith("90\nCăn cứ: Hướng dẫn 12-HD/BTCTW ngày 06/07/2018")


def test_it_says_when_no_rule_is_known(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    asked = Namespace(
        name="meeting.min_minutes", on=date(2008, 3, 3), unit=None, cell_type=None, json=True
    )
    assert commands.value(asked) == 1
    assert json.loads(capsys.readouterr().out)["known"] is False
