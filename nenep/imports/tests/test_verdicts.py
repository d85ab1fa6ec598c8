"""The verdict of each row: on the shared list, on lists of other layouts, against people stored."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

import pytest

from nenep.access.rules import Office
from nenep.imports.reading import open_list
from nenep.imports.rules.body import people_of
from nenep.imports.rules.cells import CellFinder
from nenep.imports.rules.changes import Change, Known
from nenep.imports.rules.entries import NotedState, Standing
from nenep.imports.rules.layout import find_layout
from nenep.imports.rules.mapping import ColumnMapping
from nenep.imports.rules.sheets import Cell
from nenep.imports.rules.verdicts import Judgement, RowVerdict, Verdict, judge
from nenep.imports.tests.lists import (
    CELLS,
    FULL_HEADER,
    GROUPED,
    TODAY,
    TWO_HEADER_ROWS,
    Expected,
    expected_verdicts,
    shared_list,
    workbook,
)
from nenep.kernel.partial_dates import UNKNOWN, PartialDate

GOOD = (1.0, "Siu Thin", "Nam", "05/01/1960", "Chi bộ thôn 2", "03/02/1985", "03/02/1986", "1", "")


def judged(
    content: bytes,
    known: Sequence[Known] = (),
    secretaries: frozenset[uuid.UUID] = frozenset(),
) -> Judgement:
    sheets = open_list(content, "ds.xlsx")
    found = find_layout(sheets)
    assert isinstance(found, ColumnMapping)
    page = next(one for one in sheets if one.name == found.sheet)
    return judge(
        people_of(page, found),
        found,
        finder=CellFinder(CELLS),
        known=known,
        secretaries=secretaries,
        on=TODAY,
    )


def judged_rows(*rows: Sequence[Cell], known: Sequence[Known] = ()) -> tuple[RowVerdict, ...]:
    return judged(workbook([FULL_HEADER, *rows]), known).rows


def changed(row: Sequence[Cell], **cells: Cell) -> tuple[Cell, ...]:
    order = ("tt", "name", "sex", "birth", "cell", "admitted", "official", "card", "office", "note")
    filled = [*row, *[""] * (len(order) - len(row))]
    return tuple(cells.get(name, filled[place]) for place, name in enumerate(order))


def stored(row: RowVerdict) -> Known:
    entry = row.entry
    return Known(
        person_id=uuid.uuid4(),
        full_name=entry.full_name,
        sex=entry.sex,
        birth=entry.birth,
        card=entry.card,
        cell=row.cell,
        admitted=entry.admitted,
        official=entry.official,
        standing=entry.standing,
        held=frozenset({row.office} if row.office else ()),
        noted=frozenset({entry.state} if entry.state else ()),
    )


@pytest.fixture(scope="module")
def of_shared_list() -> Judgement:
    return judged(shared_list())


def test_it_agrees_with_the_verdict_file_row_by_row(of_shared_list: Judgement) -> None:
    said = [
        Expected(
            row=row.entry.row,
            name=row.entry.full_name,
            birth_date="",
            cell=row.cell_name,
            verdict=row.verdict.value,
            reasons=row.reasons,
        )
        for row in of_shared_list.rows
    ]
    assert said == [replace(line, birth_date="") for line in expected_verdicts()]


def test_it_reads_the_birth_dates_of_the_verdict_file(of_shared_list: Judgement) -> None:
    for row, line in zip(of_shared_list.rows, expected_verdicts(), strict=True):
        if "ngày sinh không có thật" in row.reasons:
            assert row.entry.birth == UNKNOWN
        else:
            day = PartialDate(*map(int, line.birth_date.split("-")))
            assert row.entry.birth.may_equal(day)


def test_it_counts_every_verdict(of_shared_list: Judgement) -> None:
    assert of_shared_list.totals() == {
        Verdict.ACCEPTED: 89,
        Verdict.WARNED: 58,
        Verdict.REFUSED: 6,
        Verdict.UNCHANGED: 0,
    }


def test_it_changes_nothing_the_second_time(of_shared_list: Judgement) -> None:
    known = [stored(row) for row in of_shared_list.rows if row.importable]
    secretaries = frozenset(row.cell.id for row in of_shared_list.rows if row.office and row.cell)
    again = judged(shared_list(), known, secretaries)
    assert {row.entry.row: row.reasons for row in again.rows if not row.known} == {
        line.row: line.reasons for line in expected_verdicts() if line.verdict == "refused"
    }
    assert again.totals() == {
        Verdict.ACCEPTED: 0,
        Verdict.WARNED: 0,
        Verdict.REFUSED: 6,
        Verdict.UNCHANGED: 147,
    }


def test_it_reads_offices_and_states_but_not_their_ground(of_shared_list: Judgement) -> None:
    by_row = {row.entry.row: row for row in of_shared_list.rows}
    assert by_row[7].office is Office.CELL_SECRETARY
    assert by_row[8].office is Office.DEPUTY_CELL_SECRETARY
    assert by_row[9].office is Office.CELL_COMMITTEE_MEMBER
    assert by_row[16].entry.state is NotedState.AWAY
    assert by_row[18].entry.state is NotedState.ACTIVITY_EXEMPTION
    assert by_row[47].entry.state is NotedState.ACTIVITY_EXEMPTION
    assert "tuổi" not in repr(by_row[18])
    assert by_row[35].entry.standing is Standing.PROBATIONARY
    assert by_row[22].entry.standing is Standing.OFFICIAL
    assert by_row[94].notices == ("ghi chú “SH tạm thời” không nhập, hãy tự xem lại",)


def test_it_judges_two_header_rows() -> None:
    first, second = judged(workbook(TWO_HEADER_ROWS)).rows
    assert (first.entry.sex, first.entry.birth) == ("m", PartialDate(1960, 1, 5))
    assert (second.entry.sex, second.entry.birth) == ("f", PartialDate(1972))
    assert second.reasons == (
        "ngày sinh chỉ có năm",
        "ngày vào Đảng chỉ có tháng và năm",
        "ngày chính thức chỉ có năm",
        "tên chi bộ viết tắt",
    )


def test_it_judges_group_rows() -> None:
    rows = judged(workbook(GROUPED)).rows
    assert [row.cell_name for row in rows] == ["Chi bộ thôn 2"] * 2 + ["Chi bộ Trạm Y tế"] * 2
    assert [row.verdict.value for row in rows] == ["warned", "accepted", "accepted", "accepted"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (changed(GOOD, name=""), "thiếu họ và tên"),
        (changed(GOOD, cell=""), "thiếu tên chi bộ"),
        (changed(GOOD, cell="Chi bộ thôn 22"), "không tìm thấy chi bộ"),
        (changed(GOOD, birth="31/02/1970"), "ngày sinh không có thật"),
        (changed(GOOD, birth="01/01/2027"), "ngày sinh không có thật"),
        (
            (1.0, "Thôn 2", "", "", "Chi bộ thôn 2", "", "", "", "", "xem lại"),
            "không đủ thông tin để nhận ra một người",
        ),
    ],
)
def test_it_refuses(row: tuple[Cell, ...], reason: str) -> None:
    (said,) = judged_rows(row)
    assert said.verdict is Verdict.REFUSED
    assert reason in said.reasons


def test_it_names_near_cells_of_an_unknown_one() -> None:
    (said,) = judged_rows(changed(GOOD, cell="Chi bộ thôn 22"))
    assert "Chi bộ thôn 2" in said.nearest


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (changed(GOOD, birth="1960"), "ngày sinh chỉ có năm"),
        (changed(GOOD, birth="01/1960"), "ngày sinh chỉ có tháng và năm"),
        (changed(GOOD, birth=""), "ngày sinh không rõ"),
        (changed(GOOD, admitted="31/02/1985"), "ngày vào Đảng không có thật"),
        (changed(GOOD, official=""), "ngày chính thức không rõ"),
        (changed(GOOD, admitted="03/02/1950"), "ngày vào Đảng trước ngày sinh"),
        (changed(GOOD, official="03/02/1984"), "ngày chính thức trước ngày vào Đảng"),
        (changed(GOOD, cell="chi bo thon 2"), "tên chi bộ không có dấu"),
        (changed(GOOD, cell="CB thôn 2"), "tên chi bộ viết tắt"),
        (changed(GOOD, note="Dự bị"), "ghi chú Dự bị trái với ngày chính thức"),
    ],
)
def test_it_warns(row: tuple[Cell, ...], reason: str) -> None:
    (said,) = judged_rows(row)
    assert said.verdict is Verdict.WARNED
    assert reason in said.reasons


def test_it_keeps_a_member_admitted_this_year_on_probation() -> None:
    (said,) = judged_rows(changed(GOOD, admitted="03/02/2026", official=""))
    assert said.entry.standing is Standing.PROBATIONARY
    assert said.verdict is Verdict.ACCEPTED


def test_it_does_not_count_a_refused_row_as_the_first_of_two() -> None:
    first, second = judged_rows(changed(GOOD, birth="31/02/1960"), GOOD)
    assert (first.verdict, second.verdict) == (Verdict.REFUSED, Verdict.ACCEPTED)


def test_it_writes_one_secretary_a_cell() -> None:
    first, second = judged_rows(
        changed(GOOD, office="Bí thư"),
        changed(GOOD, name="Ksor Phe", card="2", office="Bí thư"),
    )
    assert (first.office, second.office) == (Office.CELL_SECRETARY, None)
    assert second.notices == ("Chi bộ thôn 2 đã có Bí thư: chức vụ không nhập",)


def test_it_adds_what_was_missing_and_overwrites_nothing() -> None:
    (listed,) = judged_rows(changed(GOOD, note="Miễn SH"))
    person = replace(
        stored(listed),
        birth=PartialDate(1960),
        card="999",
        official=PartialDate(1990, 1, 1),
        noted=frozenset(),
        sex="",
    )
    (said,) = judged_rows(changed(GOOD, note="Miễn SH"), known=[person])
    assert said.verdict is Verdict.ACCEPTED
    assert said.changes == {Change.SEX, Change.BIRTH, Change.STATE}
    assert said.notices == (
        "bổ sung: giới tính, ngày sinh, trạng thái sinh hoạt",
        "ngày chính thức trong danh sách là 03/02/1986, đang lưu 01/01/1990: giữ nguyên",
        "số thẻ trong danh sách là 1, đang lưu 999: giữ nguyên",
    )


def test_it_recognises_a_probationer_whose_official_date_came() -> None:
    (listed,) = judged_rows(GOOD)
    person = replace(stored(listed), standing=Standing.PROBATIONARY, official=UNKNOWN)
    (said,) = judged_rows(GOOD, known=[person])
    assert said.changes == {Change.OFFICIAL, Change.RECOGNISED}


def test_it_does_not_begin_again_what_was_ended() -> None:
    (listed,) = judged_rows(changed(GOOD, office="Phó Bí thư", note="Đi làm ăn xa"))
    (said,) = judged_rows(
        changed(GOOD, office="Phó Bí thư", note="Đi làm ăn xa"), known=[stored(listed)]
    )
    assert said.verdict is Verdict.UNCHANGED


def test_it_sends_a_member_of_another_cell_to_a_transfer() -> None:
    (listed,) = judged_rows(GOOD)
    (said,) = judged_rows(changed(GOOD, cell="Chi bộ Trạm Y tế"), known=[stored(listed)])
    assert said.verdict is Verdict.REFUSED
    assert said.reasons == ("đã có ở Chi bộ thôn 2, cần chuyển sinh hoạt",)


def test_it_asks_about_a_person_who_may_be_stored() -> None:
    (listed,) = judged_rows(GOOD)
    (said,) = judged_rows(
        changed(GOOD, name="Nguyễn Văn Khác", birth="1980"), known=[stored(listed)]
    )
    assert said.verdict is Verdict.WARNED
    assert said.reasons[-1] == "có thể là đ/c Siu Thin đã có ở Chi bộ thôn 2"
