"""A file with faults is refused as a whole, each fault with its line and reason."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.rulebook.rules.national import DATA, national_source, read_file
from nenep.rulebook.rules.reading import BrokenFile
from nenep.rulebook.tests.files import OVERRIDE, SHEET

VETO = "{line: C9, points: 0, band: poor, title: A}"
BROKEN = {
    "unknown key": ("until: 2026-06-30, provision", "util: 2026-06-30, provision", 15, "“util”"),
    "unknown section": ("parameters:", "parameter:", 11, "có phải “parameters”?"),
    "overlap": ("from: 2026-07-01", "from: 2026-06-30", 16, "trùng ngày"),
    "gap": ("from: 2026-07-01", "from: 2026-07-03", 16, "để trống từ 01/07/2026 đến 02/07/2026"),
    "unknown document": ("75, document: HD01_SON_HA", "75, document: HD02", 16, "mang mã “HD02”"),
    "day that is none": ("2026-06-30", "2026-06-31", 15, "“2026-06-31” không có thật"),
    "ends before it begins": ("2026-06-30", "2026-01-01", 15, "trước ngày bắt đầu"),
    "before its document": ("from: 2026-01-10, until", "from: 2026-01-01, until", 15, "vượt ra"),
    "unknown name": ("meeting.min_minutes", "meeting.min_minute", 15, "“meeting.min_minutes”?"),
    "other kind of value": ("value: 75", 'value: "75"', 16, "khác kiểu"),
    "decimal point": ("value: 75", "value: 0.75", 16, "dấu nháy"),
    "missing key": ("    title: Thời lượng tối thiểu\n", "", 12, "thiếu khóa “title”"),
    "key twice": ("    title: Thời", "    title: A\n    title: Thời", 14, "lặp lại"),
    "unknown kind": ("kind: guidance", "kind: guidence", 4, "có phải “guidance”?"),
    "unknown confidence": ("confidence: read", "confidence: sure", 10, "“sure”"),
    "national document again": ("- code: HD01_SON_HA", "- code: HD42_2025", 3, "đã có"),
    "not YAML": ("scope: {unit", "scope: {{unit", 2, "không đọc được YAML"),
    "anchor": ("value: 75", "value: *x", 16, "tham chiếu"),
    "not a list": ("    values:\n", "    values: 5\n    older:\n", 14, "danh sách"),
}


def test_it_accepts_a_sound_override() -> None:
    source = read_file(OVERRIDE, "son-ha.yaml")
    assert source.unit == "99000000000000"
    assert len(source.parameters) == 2


@pytest.mark.parametrize(("old", "new", "line", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_it_names_line_and_reason(old: str, new: str, line: int, reason: str) -> None:
    assert old in OVERRIDE
    with pytest.raises(BrokenFile) as caught:
        read_file(OVERRIDE.replace(old, new), "son-ha.yaml")
    told = [(p.line, p.message) for p in caught.value.problems]
    assert any(at == line and reason in message for at, message in told), told
    assert "chưa nạp gì" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("max: 100\n        lines", "max: 90\n        lines", "tổng điểm của phiếu là 90"),
        ("chung, max: 100", "chung, max: 99", "cộng lại 99"),
        ("least: 0", "least: 10", "bắt đầu từ 0"),
        ("chung, max: 100", "chung, max: 100, measure: attendance", "otherwise"),
        (
            "    criteria",
            "    vetoes: [{line: C9, points: 0, band: poor, title: A}]\n    criteria",
            "C9",
        ),
    ],
)
def test_it_refuses_a_sheet_that_does_not_add_up(old: str, new: str, reason: str) -> None:
    read_file(SHEET, "sheet.yaml")
    with pytest.raises(BrokenFile, match=reason):
        read_file(SHEET.replace(old, new), "sheet.yaml")


def test_it_knows_the_keys_of_a_table() -> None:
    text = OVERRIDE.replace("meeting.min_minutes", "meeting.day")
    text = text.replace("value: 60", "value: {mode: free}").replace("value: 75", "value: {day: 5}")
    assert read_file(text, "son-ha.yaml").parameters
    with pytest.raises(BrokenFile, match="không có khóa “dai”; có phải “day”"):
        read_file(text.replace("{day: 5}", "{dai: 5}"), "son-ha.yaml")


def test_it_tells_all_faults_at_once() -> None:
    text = OVERRIDE.replace("value: 60", "valu: 60").replace("kind: guidance", "kind: x")
    with pytest.raises(BrokenFile) as caught:
        read_file(text, "son-ha.yaml")
    assert {problem.line for problem in caught.value.problems} == {4, 15}


def test_it_accepts_a_gap_that_is_explained() -> None:
    text = OVERRIDE.replace("from: 2026-07-01", "from: 2026-07-03, after_gap: Chờ văn bản mới")
    assert len(read_file(text, "son-ha.yaml").parameters) == 2


@pytest.mark.parametrize("text", ["", "- 1", "x", "\x00", "a: [", "scope: [1]"])
def test_it_answers_nonsense_with_a_sentence(text: str) -> None:
    with pytest.raises(BrokenFile, match=r"dòng [12]: "):
        read_file(text, "odd.yaml")


@given(st.data())
def test_it_survives_any_broken_line(data: st.DataObject) -> None:
    lines = OVERRIDE.splitlines()
    place = data.draw(st.integers(0, len(lines) - 1))
    lines[place] = data.draw(st.text(max_size=30))
    with suppress(BrokenFile):
        source = read_file("\n".join(lines), "son-ha.yaml")
        assert len(source.documents) <= 1


def test_it_ships_files_without_a_fault() -> None:
    shipped = {path.name for path in DATA.glob("*.yaml")}
    assert {row.file for row in national_source().parameters} <= shipped
    assert national_source().unit == ""
