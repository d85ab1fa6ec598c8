"""The papers of a month on the command line."""

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

import pytest

from nenep.documents.tests.extraction import docx_text, pdf_text
from nenep.kernel.commands import Registry
from nenep.kernel.errors import Absent
from nenep.meetings.tests.scenes import hold_evening
from nenep.minutes.commands import month, register
from nenep.minutes.tests.evenings import NOVEMBER, seal_evening
from tests.world import World

CELL = "99101001000001"


def _asked(folder: Path, first: date = NOVEMBER) -> Namespace:
    return Namespace(cell=CELL, month=first, out=folder, json=True)


def test_it_writes_drafts_until_the_papers_are_sealed(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actor = world.act_as("secretary")
    meeting = hold_evening(actor, world.unit("village"), NOVEMBER)
    assert month(_asked(tmp_path / "nháp")) == 0
    told = json.loads(capsys.readouterr().out)["files"]
    assert [file["kind"] for file in told] == [
        *("agenda", "agenda", "minutes", "minutes"),
        *("resolution", "resolution", "monthly-report", "monthly-report"),
    ]
    draft = (tmp_path / "nháp" / "2026-11-minutes.pdf").read_bytes()
    assert "Dự thảo, chưa có giá trị ban hành" in pdf_text(draft)
    seal_evening(world.act_as("secretary"), meeting, 4)
    assert month(_asked(tmp_path)) == 0
    told = json.loads(capsys.readouterr().out)["files"]
    assert {file["number"] for file in told} == {
        "01-CTr/CB",
        "01-BB/CB",
        "01-KL/CB",
        "01-BC/CB",
        "02-BC/CB",
    }
    for file in told:
        content = Path(file["path"]).read_bytes()
        text = pdf_text(content) if file["path"].endswith("pdf") else docx_text(content)
        assert f"Số {file['number']}" in text
        assert "Dự thảo" not in text


def test_it_says_which_month_has_no_meeting(world: World, tmp_path: Path) -> None:
    with pytest.raises(Absent, match="02/2026"):
        month(_asked(tmp_path, date(2026, 2, 1)))


def test_it_is_one_word_of_the_command_line() -> None:
    commands = Registry()
    register(commands)
    found = commands.find(["month"])
    assert found is not None
    assert found[0].connection == "worker"
