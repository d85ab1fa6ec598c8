"""Lists of invented people in the layouts that offices send, as bytes of real workbooks."""

import csv
import io
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from nenep.imports.rules.cells import CellChoice
from nenep.imports.rules.sheets import Cell, Sheet

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 11, 23)
CELL_NAMES = (
    "Chi bộ tổ dân phố 5",
    "Chi bộ làng Đăk Mây",
    "Chi bộ thôn 2",
    "Chi bộ Trường THCS Thông Xanh",
    "Chi bộ Trạm Y tế",
    "Chi bộ Công ty Cao su Đồi Mây",
)
CELLS = tuple(
    CellChoice(uuid.uuid5(uuid.NAMESPACE_OID, name), name, name.removeprefix("Chi bộ "))
    for name in CELL_NAMES
)

Grid = Sequence[Sequence[Cell]]


@dataclass(frozen=True)
class Expected:
    """A line of the verdict file."""

    row: int
    name: str
    birth_date: str
    cell: str
    verdict: str
    reasons: tuple[str, ...]


def shared_list() -> bytes:
    """The members' list as the ward office sent it."""
    return (FILES / "danh-sach-dang-vien.xlsx").read_bytes()


def expected_verdicts() -> list[Expected]:
    """What an import must say of the shared list, row by row."""
    with (FILES / "danh-sach-dang-vien.verdicts.csv").open(encoding="utf-8", newline="") as source:
        return [
            Expected(
                row=int(line["row"]),
                name=line["name"],
                birth_date=line["birth_date"],
                cell=line["cell"],
                verdict=line["verdict"],
                reasons=tuple(filter(None, line["reasons"].split("; "))),
            )
            for line in csv.DictReader(source)
        ]


def sheet(*rows: Sequence[Cell], name: str = "Sheet1") -> Sheet:
    """A sheet for the rules, without a workbook around it."""
    return Sheet(name, tuple(map(tuple, rows)))


def workbook(rows: Grid, *, other_sheets: Sequence[tuple[str, Grid]] = ()) -> bytes:
    """An .xlsx file with the rows on its first sheet."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"strings_to_formulas": False}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, grid in (("DS đảng viên", rows), *other_sheets):
            page = book.add_worksheet(name)
            for number, row in enumerate(grid):
                for column, value in enumerate(row):
                    if isinstance(value, date):
                        moment = datetime.combine(value, time())
                        page.write_datetime(number, column, moment, day)
                    elif value is not None and value != "":
                        page.write(number, column, value)
    return kept.getvalue()


HEADER = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chi bộ", "Ngày vào Đảng")
HEADER_END = ("Ngày chính thức", "Số thẻ đảng viên", "Chức vụ", "Ghi chú")
FULL_HEADER = (*HEADER, *HEADER_END)

TWO_HEADER_ROWS: Grid = (
    ("ĐẢNG BỘ PHƯỜNG THÔNG XANH",),
    ("DANH SÁCH ĐẢNG VIÊN (người và số liệu đều là giả định)",),
    (),
    ("TT", "Họ và tên", "Ngày, tháng, năm sinh", "", "Ngày vào Đảng", "", "Chi bộ"),
    ("", "", "Nam", "Nữ", "Dự bị", "Chính thức", ""),
    ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"),
    (1.0, "SIU THIN", "05/01/1960", "", "03/02/1985", "03/02/1986", "Chi bộ thôn 2"),
    (2.0, "Rơ Mah H’Nhi", "", "1972", "02/1999", "2000", "CB thôn 2"),
    ("", "Tổng cộng", "1", "1", "", "", ""),
    ("", "", "", "", "Ngày 20 tháng 11 năm 2026", "", ""),
    ("", "Người lập biểu", "", "", "T/M ĐẢNG ỦY", "", ""),
    ("", "Trần Văn Soạn", "", "", "", "", ""),
)

GROUPED: Grid = (
    ("DANH SÁCH ĐẢNG VIÊN TOÀN PHƯỜNG",),
    ("STT", "Họ tên", "Năm sinh", "Số thẻ ĐV", "Ngày vào Đảng", "Ngày chính thức"),
    ("I. CHI BỘ THÔN 2 (2 đảng viên)",),
    (1.0, "Siu Thin", 1960.0, "111122223333", "03/02/1985", "03/02/1986"),
    (2.0, "Nguyễn Thị Công", "12/3/1971", "111122224444", "02/09/1999", "02/09/2000"),
    ("", "Cộng chi bộ: 2"),
    ("II", "Chi bộ trạm y tế"),
    (1.0, "Puih Tuân", "21/07/1988", "111122225555", "19/05/2012", "19/05/2013"),
    ("STT", "Họ tên", "Năm sinh", "Số thẻ ĐV", "Ngày vào Đảng", "Ngày chính thức"),
    (2.0, "Ksor Phe", "01/06/1990", "111122226666", "03/02/2015", "03/02/2016"),
    ("", "Tổng số", 4.0),
    ("", "", "", "Bí thư"),
    ("", "", "", "Lê Văn Ký"),
)
