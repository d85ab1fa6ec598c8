"""The files of docs/examples/rulebook: what a province may copy, and what goes wrong how."""

from argparse import Namespace
from pathlib import Path

import pytest

from nenep.rulebook import commands
from nenep.rulebook.rules.national import read_file
from nenep.rulebook.rules.reading import BrokenFile
from nenep.rulebook.tests.files import OVERRIDE

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples" / "rulebook"
BROKEN = {
    "01-gap": (17, "để trống từ 01/07/2026 đến 09/07/2026"),
    "02-overlap": (17, "trùng ngày với giá trị ở dòng 16"),
    "03-unknown-document": (17, "“HD01_SON_HAA”; có phải “HD01_SON_HA”?"),
    "04-wrong-type": (17, "khác kiểu"),
    "05-unknown-name": (16, "có phải “meeting.min_minutes”?"),
    "06-wrong-unit": (2, "không phải 14 chữ số"),
    "07-unknown-cell-type": (16, "“rural” không được dùng ở đây"),
    "08-duplicate": (12, "“HD01_SON_HA” đã dùng ở trên"),
    "09-bands-and-sums": (4, "cộng lại 99"),
    "10-outside-its-document": (16, "vượt ra ngoài hiệu lực"),
    "11-not-yaml": (18, "không đọc được YAML"),
    "12-tab": (5, "phím Tab"),
}


@pytest.mark.parametrize("name", ["son-ha", "agencies-bloc"])
def test_it_accepts_what_is_offered_for_copying(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.check(Namespace(file=str(EXAMPLES / f"{name}.yaml"))) == 0
    assert "Tệp hợp lệ" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "line", "reason"), [(n, *told) for n, told in BROKEN.items()])
def test_it_names_line_and_reason_of_each_broken_example(
    name: str, line: int, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert commands.check(Namespace(file=str(EXAMPLES / "broken" / f"{name}.yaml"))) == 1
    said = capsys.readouterr().out
    told = [one for one in said.splitlines() if f"dòng {line}: " in one and reason in one]
    assert told, said


def test_it_lists_every_broken_example_here() -> None:
    assert {path.stem for path in (EXAMPLES / "broken").glob("*.yaml")} == set(BROKEN)


def test_it_tells_both_faults_of_a_sheet() -> None:
    path = EXAMPLES / "broken" / "09-bands-and-sums.yaml"
    with pytest.raises(BrokenFile, match="phải giảm dần"):
        read_file(path.read_text(encoding="utf-8"), path.name)


def test_it_refuses_two_lists_of_types_that_share_one() -> None:
    text = OVERRIDE.replace("value: 60,", "value: 60, cell_types: [agency, school],")
    text = text.replace("value: 75,", "value: 75, cell_types: [school],")
    assert read_file(text, "x.yaml").parameters
    with pytest.raises(BrokenFile, match="cho school trùng ngày"):
        read_file(text.replace("from: 2026-07-01", "from: 2026-06-01"), "x.yaml")
