"""``import members``: the verdicts as JSON, the import, the second run."""

import json
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from nenep.imports.commands import iso_of, members, progress_bar, register, row_numbers
from nenep.imports.tests.lists import CELLS, FILES, expected_verdicts, workbook
from nenep.kernel.commands import Registry
from nenep.kernel.errors import Absent, Invalid
from nenep.kernel.partial_dates import UNKNOWN, PartialDate
from nenep.people.models import Person

LIST = FILES / "danh-sach-dang-vien.xlsx"
WARD_CODE = "99101000000000"


def arguments(*words: str) -> Namespace:
    commands = Registry()
    register(commands)
    found = commands.find(["import", "members"])
    assert found is not None
    parser = ArgumentParser("nenep import members")
    parser.add_argument("--json", action="store_true")
    assert found[0].configure is not None
    found[0].configure(parser)
    return parser.parse_args([*words, "--on", "2026-11-23"])


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert members(arguments(*words, "--json")) == 0
    said = json.loads(capsys.readouterr().out)
    assert isinstance(said, dict)
    return said


def test_its_dry_run_agrees_with_the_verdict_file_and_writes_nothing(
    ward: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, str(LIST), "--unit", WARD_CODE, "--dry-run")
    assert said["totals"] == {"accepted": 89, "warned": 58, "refused": 6, "unchanged": 0}
    rows = said["rows"]
    assert isinstance(rows, list)
    assert [
        (row["row"], row["name"], row["cell"], row["verdict"], tuple(row["reasons"]))
        for row in rows
    ] == [(e.row, e.name, e.cell, e.verdict, e.reasons) for e in expected_verdicts()]
    listed = [cell.id for cell in CELLS]
    assert not Person.objects.filter(kept_by_id__in=listed).exists()


def test_it_imports_and_changes_nothing_the_second_time(
    ward: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    first = told(capsys, str(LIST), "--unit", WARD_CODE)
    assert first["changes"] == {"total": 163, "added": 147, "completed": 0, "offices": 16}
    second = told(capsys, str(LIST), "--unit", WARD_CODE)
    assert second["changes"] == {"total": 0, "added": 0, "completed": 0, "offices": 0}
    assert second["totals"] == {"accepted": 0, "warned": 0, "refused": 6, "unchanged": 147}


def test_it_imports_chosen_rows_and_speaks_in_words(
    ward: UUID, capsys: pytest.CaptureFixture[str]
) -> None:
    words = (str(LIST), "--unit", str(ward), "--rows", "7,9-10", "--since", "2026-01-01")
    assert members(arguments(*words)) == 0
    said = capsys.readouterr().out
    assert "Đã ghi 5 thay đổi: 3 đảng viên mới" in said
    assert "dòng 40: Dương Văn Vinh — từ chối: ngày sinh chỉ có năm; trùng với dòng 29" in said


def test_it_asks_and_takes_the_answer(
    ward: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "ds.xlsx"
    path.write_bytes(workbook([("TT", "Ai", "Ngày sinh"), (1.0, "Siu Thin", "05/01/1960")]))
    with pytest.raises(Invalid, match="--column"):
        members(arguments(str(path), "--unit", WARD_CODE))
    answered = ("--column", "B=full_name", "--cell", "Chi bộ thôn 2", "--dry-run")
    said = told(capsys, str(path), "--unit", WARD_CODE, *answered)
    assert said["totals"] == {"accepted": 0, "warned": 1, "refused": 0, "unchanged": 0}


def test_it_says_when_there_is_no_file_or_no_unit(ward: UUID, tmp_path: Path) -> None:
    with pytest.raises(Absent, match="Không đọc được tệp"):
        members(arguments(str(tmp_path / "nothing.xlsx"), "--unit", WARD_CODE))
    with pytest.raises(Absent, match="Không tìm thấy đơn vị"):
        members(arguments(str(LIST), "--unit", "99999999999999"))


def test_it_reads_row_numbers() -> None:
    assert row_numbers("7, 9-12") == {7, 9, 10, 11, 12}
    with pytest.raises(ArgumentTypeError):
        row_numbers("bảy")


def test_it_writes_dates_as_far_as_they_are_known() -> None:
    dates = [PartialDate.of(date(1958, 1, 17)), PartialDate(1974, 2), PartialDate(1954), UNKNOWN]
    assert [iso_of(one) for one in dates] == ["1958-01-17", "1974-02", "1954", None]


def test_its_bar_stays_away_from_pipes(capsys: pytest.CaptureFixture[str]) -> None:
    progress_bar(10)(10)
    assert capsys.readouterr().err == ""


def test_it_imports_units_and_tells_each_row(
    ward: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "dv.xlsx"
    rows = [("Tên tổ chức đảng", "Mã", "Ngày thành lập"), ("Chi bộ thôn 9", "99101077000001", "")]
    path.write_bytes(workbook([*rows, ("Chi bộ thôn 10", "12", "")]))
    words = (str(path), "--unit", WARD_CODE)
    dry = said_by(capsys, "units", *words, "--dry-run")
    assert dry["totals"] == {"accepted": 0, "warned": 1, "refused": 1, "unchanged": 0}
    assert "changes" not in dry
    done = said_by(capsys, "units", *words)
    assert done["changes"] == {"founded": 1, "renamed": 0, "recoded": 0}
    again = said_by(capsys, "units", *words)
    assert again["totals"] == {"accepted": 0, "warned": 0, "refused": 1, "unchanged": 1}


def test_it_imports_changes(ward: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told(capsys, str(LIST), "--unit", WARD_CODE)
    path = tmp_path / "ds.xlsx"
    header = ("Họ và tên", "Ngày sinh", "Số thẻ đảng viên")
    path.write_bytes(workbook([header, ("Trần Đức Quý", "1900", "1"), ("Ai Đó", "1960", "2")]))
    dry = said_by(capsys, "changes", str(path), "--unit", WARD_CODE, "--dry-run")
    assert dry["totals"] == {"accepted": 0, "warned": 0, "refused": 2, "unchanged": 0}
    done = said_by(capsys, "changes", str(path), "--unit", WARD_CODE)
    assert done["changes"] == {
        **dict.fromkeys(("total", "moved", "cards", "completed", "states", "offices"), 0)
    }


def said_by(capsys: pytest.CaptureFixture[str], kind: str, *words: str) -> dict[str, object]:
    commands = Registry()
    register(commands)
    found = commands.find(["import", kind])
    assert found is not None
    command = found[0]
    parser = ArgumentParser(f"nenep import {kind}")
    parser.add_argument("--json", action="store_true")
    assert command.configure is not None
    command.configure(parser)
    assert command.run(parser.parse_args([*words, "--on", "2026-11-23", "--json"])) == 0
    said = json.loads(capsys.readouterr().out)
    assert isinstance(said, dict)
    return said
