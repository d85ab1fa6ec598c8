"""``reorganise``: preview, application, refusal, undoing, and the empty forms."""

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

import pytest

from nenep.kernel.commands import Registry
from nenep.kernel.errors import Absent, Invalid
from nenep.reorganisation.commands import register
from nenep.reorganisation.models import Plan
from nenep.reorganisation.queries.plans import Standing, standing_of
from nenep.structure.queries.units import tree_on
from tests.world import World

MERGER = """\
title: Hợp nhất hai chi bộ
decision: 15-QĐ/ĐU
effective_on: 2026-12-01
steps:
  - found: {key: moi, name: Chi bộ mới, kind: party_cell, cell_type: residential,
            code: 99101003000001, under: 99101000000000}
  - merge: {units: [99101001000001, 99101002000001], into: moi}
"""


def run(*words: str) -> int:
    commands = Registry()
    register(commands)
    found = commands.find(["reorganise"])
    assert found is not None
    parser = ArgumentParser("nenep reorganise")
    parser.add_argument("--json", action="store_true")
    assert found[0].configure is not None
    found[0].configure(parser)
    arguments: Namespace = parser.parse_args(list(words))
    return found[0].run(arguments)


@pytest.fixture
def plan(tmp_path: Path) -> str:
    file = tmp_path / "phuong-an.yaml"
    file.write_text(MERGER, encoding="utf-8")
    return str(file)


def test_it_previews_without_a_trace(
    world: World, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(plan, "--preview") == 0
    said = capsys.readouterr().out
    assert "đơn vị kết thúc 2" in said
    assert "Chi bộ làng Kon Rơlang  [kết thúc]" in said
    assert "Chi bộ mới  [mới lập]" in said
    assert "chưa ghi gì" in said
    world.act_as_system()
    assert not Plan.objects.exists()


def test_it_applies_and_undoes_as_json(
    world: World, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    world.act_as_system()
    before = tree_on(world.today)
    assert run(plan, "--apply", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["applied"], said["counts"]["members"], said["conflicts"]) == (True, 11, [])
    [kept] = Plan.objects.all()
    assert (str(kept.pk), kept.unit_id) == (said["plan"], world.unit("ward"))
    assert run("--undo", said["plan"]) == 0
    assert "Đã gỡ" in capsys.readouterr().out
    assert standing_of(kept, world.today) is Standing.UNDONE
    assert tree_on(world.today) == before


def test_it_refuses_a_conflict_whole(
    world: World, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = MERGER + "  - rename: {unit: 99101001000001, name: X}\n"
    Path(plan).write_text(text, encoding="utf-8")
    assert run(plan, "--apply") == 1
    said = capsys.readouterr().out
    assert "Bước 2, 3 (dòng 7, dòng 8)" in said
    assert "vừa kết thúc vừa có thay đổi khác" in said
    world.act_as_system()
    assert not Plan.objects.exists()


def test_it_enters_what_has_happened(
    world: World, plan: str, capsys: pytest.CaptureFixture[str]
) -> None:
    past = MERGER.replace("2026-12-01", "2026-10-01")
    Path(plan).write_text(past, encoding="utf-8")
    assert run(plan, "--apply") == 0
    assert "Đã áp dụng" in capsys.readouterr().out


def test_it_writes_the_forms_and_needs_a_file(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("mau.yaml", "mau.xlsx"):
        assert run("--template", str(tmp_path / name)) == 0
        assert (tmp_path / name).stat().st_size > 500
    with pytest.raises(Invalid):
        run()
    with pytest.raises(Absent):
        run(str(tmp_path / "khong-co.yaml"))
    with pytest.raises(Absent):
        run("--undo", "00000000-0000-4000-8000-000000000000")
