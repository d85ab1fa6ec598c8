"""Finding the list in workbooks of many layouts, or asking."""

import pytest

from nenep.imports.reading import open_list
from nenep.imports.rules.body import ListRow, people_of
from nenep.imports.rules.layout import Asked, Question, find_layout
from nenep.imports.rules.mapping import CellSource, ColumnMapping, Field, claim_of, faults_of
from nenep.imports.rules.sheets import Sheet, column_letter
from nenep.imports.tests.lists import (
    FULL_HEADER,
    GROUPED,
    TWO_HEADER_ROWS,
    Grid,
    shared_list,
    sheet,
    workbook,
)
from nenep.kernel.errors import Invalid


def layout_of(grid: Grid) -> tuple[ColumnMapping, list[ListRow]]:
    found, page = settled(open_list(workbook(grid), "ds.xlsx"))
    return found, list(people_of(page, found))


def settled(sheets: tuple[Sheet, ...]) -> tuple[ColumnMapping, Sheet]:
    found = find_layout(sheets)
    assert isinstance(found, ColumnMapping)
    return found, next(one for one in sheets if one.name == found.sheet)


def asked(*rows: tuple[str | float, ...]) -> Question:
    found = find_layout([sheet(*rows)])
    assert isinstance(found, Question)
    return found


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("STT", Field.NUMBER),
        ("Họ và tên", Field.FULL_NAME),
        ("HỌ, TÊN ĐẢNG VIÊN", Field.FULL_NAME),
        ("Họ và tên khai sinh", Field.FULL_NAME),
        ("Họ và tên đệm", Field.FAMILY_NAME),
        ("Ngày, tháng, năm sinh", Field.BIRTH_DATE),
        ("Năm sinh", Field.BIRTH_DATE),
        ("Ngày sinh Nam", Field.BIRTH_MALE),
        ("Năm sinh nữ", Field.BIRTH_FEMALE),
        ("Giới tính (Nam/Nữ)", Field.SEX),
        ("Chi bộ sinh hoạt", Field.CELL),
        ("Đơn vị", Field.CELL),
        ("Ngày vào Đảng", Field.ADMITTED),
        ("Ngày kết nạp", Field.ADMITTED),
        ("Ngày vào ĐCSVN", Field.ADMITTED),
        ("Ngày vào Đảng chính thức", Field.OFFICIAL),
        ("Ngày công nhận chính thức", Field.OFFICIAL),
        ("Chính thức", Field.OFFICIAL),
        ("Số thẻ đảng viên", Field.CARD),
        ("Số TĐV", Field.CARD),
        ("Chức vụ trong Đảng", Field.OFFICE),
        ("Ghi chú", Field.NOTE),
        ("Ho va ten", Field.FULL_NAME),
        ("Ngay vao Dang", Field.ADMITTED),
    ],
)
def test_it_reads_headings_in_many_words(heading: str, field: Field) -> None:
    claim = claim_of(heading)
    assert claim is not None
    assert claim.field is field


@pytest.mark.parametrize(
    "heading",
    ["Số CCCD", "Dân tộc", "Tôn giáo", "Quê quán", "Mức lương", "Chức vụ chính quyền", "Kỷ luật"],
)
def test_it_does_not_read_what_must_not_be_stored(heading: str) -> None:
    assert claim_of(heading) is None


def test_it_finds_the_list_below_title_rows_and_ignores_the_scratch_sheet() -> None:
    found, page = settled(open_list(shared_list(), "ds.xlsx"))
    assert (found.sheet, found.header_first, found.header_last) == ("DS đảng viên", 5, 5)
    rows = [row.row for row in people_of(page, found)]
    assert (rows[0], rows[-1], len(rows)) == (7, 164, 153)


def test_it_reads_two_header_rows_with_birth_dates_by_sex() -> None:
    found, people = layout_of(TWO_HEADER_ROWS)
    assert (found.header_first, found.header_last) == (4, 5)
    assert {name for _, name in found.columns} == {
        Field.NUMBER,
        Field.FULL_NAME,
        Field.BIRTH_MALE,
        Field.BIRTH_FEMALE,
        Field.ADMITTED,
        Field.OFFICIAL,
        Field.CELL,
    }
    assert [row.text(Field.FULL_NAME) for row in people] == ["SIU THIN", "Rơ Mah H'Nhi"]


def test_it_reads_cells_given_as_group_rows() -> None:
    found, people = layout_of(GROUPED)
    assert found.cell_source is CellSource.GROUPS
    assert [(row.text(Field.FULL_NAME), row.group) for row in people] == [
        ("Siu Thin", "CHI BỘ THÔN 2"),
        ("Nguyễn Thị Công", "CHI BỘ THÔN 2"),
        ("Puih Tuân", "Chi bộ trạm y tế"),
        ("Ksor Phe", "Chi bộ trạm y tế"),
    ]


def test_it_reads_columns_headed_only_by_sex_as_what_they_hold() -> None:
    dates, _ = settled(
        (sheet(("TT", "Họ tên", "Nam", "Nữ", "Chi bộ"), (1.0, "Siu Thin", "1960", "", "Thôn 2")),)
    )
    assert dates.column(Field.BIRTH_MALE) == 2
    header = ("TT", "Họ tên", "Nam", "Nữ", "Năm sinh", "Chi bộ")
    crosses, _ = settled((sheet(header, (1.0, "Siu Thin", "x", "", "1960", "Thôn 2")),))
    assert crosses.column(Field.MALE_MARK) == 2


def test_it_joins_a_name_written_in_two_columns() -> None:
    found, _ = settled(
        (
            sheet(
                ("TT", "Họ và tên", "", "Ngày sinh", "Chi bộ"),
                (1.0, "Rơ Mah", "Thin", "1960", "Thôn 2"),
                (2.0, "Nguyễn Thị", "Hoa", "1961", "Thôn 2"),
            ),
        )
    )
    assert found.column(Field.FAMILY_NAME) == 1
    assert found.column(Field.GIVEN_NAME) == 2


def test_it_asks_which_of_two_like_columns() -> None:
    question = asked(("Họ và tên", "Ngày sinh", "Ngày sinh", "Chi bộ"), ("A", "1", "2", "B"))
    assert question.about is Asked.COLUMNS
    assert "Cột B và C" in question.text


def test_it_asks_which_sheet() -> None:
    page = (FULL_HEADER, (1.0, "Siu Thin", "Nam", "1960", "Thôn 2"))
    found = find_layout([sheet(*page, name="Thôn 2"), sheet(*page, name="Thôn 3")])
    assert isinstance(found, Question)
    assert (found.about, found.options) == (Asked.SHEET, ("Thôn 2", "Thôn 3"))
    chosen = find_layout(
        [sheet(*page, name="Thôn 2"), sheet(*page, name="Thôn 3")], sheet_name="Thôn 3"
    )
    assert isinstance(chosen, ColumnMapping)
    assert chosen.sheet == "Thôn 3"


def test_it_asks_for_the_cell_of_a_list_that_names_none() -> None:
    question = asked(("TT", "Họ và tên", "Ngày sinh"), (1.0, "Siu Thin", "1960"))
    assert question.about is Asked.CELL


@pytest.mark.parametrize(
    ("header", "about"),
    [
        (("TT", "Họ và tên", "Chi bộ"), "ngày sinh"),
        (("TT", "Ai", "Ngày sinh", "Chi bộ"), "họ và tên"),
    ],
)
def test_it_asks_for_a_missing_column(header: tuple[str, ...], about: str) -> None:
    assert about in asked(header, ("1", "Siu Thin", "1960", "Thôn 2")).text


def test_it_refuses_a_sheet_without_a_header() -> None:
    with pytest.raises(Invalid, match="Không tìm thấy dòng tiêu đề"):
        find_layout([sheet(("Thu", "Chi"), (1.0, 2.0)), sheet(("nháp",))])


def test_it_remembers_a_corrected_mapping_for_the_same_headings() -> None:
    header = ("TT", "Ai", "Ngày sinh", "Chi bộ")
    question = asked(header, ("1", "Siu Thin", "1960", "Thôn 2"))
    corrected = question.mapping.corrected(
        {1: Field.FULL_NAME, 2: Field.BIRTH_DATE, 3: Field.CELL}, CellSource.COLUMN
    )
    assert faults_of(corrected) == ()
    again = find_layout(
        [sheet(("Một tiêu đề khác",), header, ("1", "Siu Thin", "1960", "Thôn 2"))],
        remembered={corrected.signature: corrected},
    )
    assert isinstance(again, ColumnMapping)
    assert (again.columns, again.header_first) == (corrected.columns, 2)


def test_it_names_the_faults_of_a_correction() -> None:
    mapping = asked(("TT", "Ai", "Ngày sinh", "Chi bộ"), ("1", "A", "1960", "B")).mapping
    wrong = mapping.corrected({1: Field.BIRTH_DATE, 2: Field.BIRTH_DATE}, CellSource.COLUMN)
    assert len(faults_of(wrong)) == 3
    nowhere = mapping.corrected({1: Field.FULL_NAME}, CellSource.FIXED)
    assert faults_of(nowhere) == ("Hãy chọn chi bộ cho cả danh sách.",)


def test_it_names_columns_as_people_do() -> None:
    assert [column_letter(index) for index in (0, 25, 26, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]
