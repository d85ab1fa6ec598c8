"""The register of villages of a day as a spreadsheet."""

from datetime import date
from io import BytesIO

import xlsxwriter

from nenep.people.queries.villages import Register, VillageLine
from nenep.structure.rules.units import UnitView

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    *("Số TT", "Thôn, làng, tổ dân phố", "Loại", "Chi bộ lãnh đạo"),
    *("Đảng viên chính thức", "Đảng viên dự bị", "Đảng viên 213 của chi bộ", "Ghi chú"),
)
WIDTHS = (7, 32, 16, 36, 12, 12, 14, 40)


def village_sheet(unit: UnitView, register: Register) -> bytes:
    """One row a village; counts stay empty to whoever may not see members."""
    target = BytesIO()
    # What a person typed is never read as a formula or an address.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("Thôn, làng, tổ dân phố")
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        title = f"Sổ thôn, làng, tổ dân phố ngày {register.on:%d/%m/%Y} · {unit.name}"
        sheet.write_string(0, 0, title)
        for column, (heading, width) in enumerate(zip(HEADINGS, WIDTHS, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, heading, bold)
        for number, line in enumerate(register.lines, 1):
            for column, value in enumerate((number, *_cells(line))):
                sheet.write(2 + number, column, value, plain)
        sheet.freeze_panes(3, 2)
    return target.getvalue()


def file_name(unit: UnitView, on: date) -> str:
    """By the unit's code and the day: a name of letters that every system keeps."""
    return f"thon-lang-{unit.code or 'don-vi'}-{on:%Y%m%d}.xlsx"


def _cells(line: VillageLine) -> tuple[str | int | None, ...]:
    notes = [
        "chưa có đảng viên" if line.no_member else "",
        "chưa có chi bộ lãnh đạo" if line.no_cell else "",
        "chi bộ lãnh đạo nhiều nơi" if line.shared else "",
    ]
    counts = (line.official, line.probationary, line.linked)
    return (line.name, line.kind_name, line.cell_name, *counts, "; ".join(filter(None, notes)))
