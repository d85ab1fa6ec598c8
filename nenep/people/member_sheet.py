"""A list of people as a spreadsheet, in the columns that the import of lists reads back."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter

from nenep.access.rules import OFFICE_NAMES
from nenep.kernel.partial_dates import PartialDate
from nenep.people.queries.lists import PersonLine
from nenep.people.rules.listing import LISTED, SEXES
from nenep.people.rules.standing import Standing

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    *("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Chi bộ", "Ngày vào Đảng"),
    *("Ngày chính thức", "Số thẻ đảng viên", "Chức vụ", "Tình trạng sinh hoạt"),
)
WIDTHS = (6, 28, 10, 13, 34, 15, 16, 18, 28, 26)
HEADER_ROW = 4
Value = str | int | date


def member_sheet(lines: Sequence[PersonLine], *, unit: str, mark: str, narrowed: bool) -> bytes:
    """The workbook: a title, the mark of who took it out and when, then a row a person.

    What people typed is written as text whatever it looks like: never a formula, never a link.
    """
    target = BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "default_date_format": "dd/mm/yyyy",
    }
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet("Danh sách đảng viên")
        bold = book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        for column, width in enumerate(WIDTHS):
            page.set_column(column, column, width)
        page.write_string(0, 0, f"DANH SÁCH ĐẢNG VIÊN · {unit}", book.add_format({"bold": True}))
        part = " (đã lọc)" if narrowed else ""
        page.write_string(
            1,
            0,
            f"{len(lines)} người{part}. {mark}",
        )
        for column, heading in enumerate(HEADINGS):
            page.write_string(HEADER_ROW - 1, column, heading, bold)
        for number, line in enumerate(lines, 1):
            for column, value in enumerate(_cells(number, line)):
                _write(page, HEADER_ROW - 1 + number, column, value)
        page.freeze_panes(HEADER_ROW, 2)
    return target.getvalue()


def _cells(number: int, line: PersonLine) -> tuple[Value, ...]:
    return (
        number,
        line.full_name,
        SEXES.get(line.sex, ""),
        _date(line.birth),
        line.cell,
        _date(line.admitted),
        _date(line.official),
        line.card,
        ", ".join(OFFICE_NAMES[office] for office in line.offices),
        "" if line.standing == Standing.OFFICIAL else LISTED[line.standing],
    )


def _date(known: PartialDate) -> Value:
    """A day as a date of the spreadsheet, less as it is said; not known is blank."""
    if known.day is None:
        return known.in_words() if known.known else ""
    return known.earliest() or ""


def _write(page: "xlsxwriter.worksheet.Worksheet", row: int, column: int, value: Value) -> None:
    if isinstance(value, date):
        page.write_datetime(row, column, datetime.combine(value, time()))
    elif isinstance(value, int):
        page.write_number(row, column, value)
    elif value:
        page.write_string(row, column, value)
