"""The book of Regulation 213 of a year as a spreadsheet: for the file, and for the workplaces."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO

import xlsxwriter

from nenep.people.queries.links import LinkLine
from nenep.structure.rules.units import UnitView

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    *("Số TT", "Họ và tên", "Nơi công tác", "Chi bộ nơi cư trú"),
    *("Theo dõi từ ngày", "Đến hết ngày", "Ngày gửi nhận xét", "Nội dung nhận xét"),
)
WIDTHS = (7, 28, 36, 28, 16, 16, 18, 60)


def link_sheet(lines: Sequence[LinkLine], unit: UnitView, year: int, *, mark: str) -> bytes:
    """The sheet of everybody linked in that year, with the mark of who took it out and when."""
    target = BytesIO()
    # What a person typed is never read as a formula or an address.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet(f"Sổ 213 năm {year}")
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        day = book.add_format({"num_format": "dd/mm/yyyy", "valign": "top", "border": 1})
        sheet.write_string(0, 0, f"Sổ theo dõi đảng viên 213, năm {year} · {unit.name}")
        sheet.write_string(1, 0, f"{len(lines)} người. {mark}")
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, heading, bold)
        for number, line in enumerate(lines, 1):
            cells = (
                *(number, line.full_name, line.workplace, line.cell_name),
                *(line.since, line.last, line.given_on, line.text),
            )
            for column, value in enumerate(cells):
                if isinstance(value, date):
                    sheet.write_datetime(2 + number, column, value, day)
                else:
                    sheet.write(2 + number, column, value, plain)
        sheet.freeze_panes(3, 2)
    return target.getvalue()
