"""The empty forms of a plan: a YAML example to copy, a spreadsheet to fill in."""

import io
from pathlib import Path, PurePath

import xlsxwriter

from nenep.kernel.errors import Invalid
from nenep.reorganisation.rules.steps import STEP_NAMES
from nenep.reorganisation.rules.words import COLUMNS, HEAD, Column
from nenep.rulebook.rules.cell_types import CELL_TYPE_NAMES
from nenep.structure.rules.units import PLAIN_NAMES

EXAMPLE = Path(__file__).parent / "example.yaml"
XLSX_NAME, YAML_NAME = "phuong-an-sap-xep.xlsx", "phuong-an-sap-xep.yaml"
HEADING_ROW = 6
WIDTHS = (24, 32, 30, 34, 18, 18, 22, 26, 44, 26, 12, 20, 24)
EXPLAINED = {
    Column.ACT: "Chọn một việc trong danh sách.",
    Column.UNIT: "Mã 14 số; nhiều đơn vị cách nhau bằng dấu ;. Đơn vị mới: một khóa bằng chữ.",
    Column.TARGET: "Mã hoặc khóa: cấp trên (thành lập, chuyển cấp trên), nơi nhận, nơi giữ hồ sơ.",
    Column.MEMBERS: "Số thẻ, hoặc họ và tên (ngày sinh), cách nhau bằng dấu ;. Hoặc: còn lại.",
    Column.RECORDS: "Ghi x ở phần giữ hồ sơ của đơn vị bị chia.",
    Column.SERIES: "Khi sáp nhập: mã chi bộ có lịch họp được giữ.",
}


def template_for(name: str) -> bytes:
    """The empty form of the kind that the file's name says.

    Raises:
        Invalid: neither ``.xlsx`` nor ``.yaml``.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in {".yaml", ".yml"}:
        return EXAMPLE.read_bytes()
    if suffix == ".xlsx":
        return _workbook()
    raise Invalid("Mẫu có hai loại: .xlsx và .yaml. Hãy đặt tên tệp theo một trong hai.")


def _workbook() -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet("Phương án")
        sheet.write_string(0, 0, "PHƯƠNG ÁN SẮP XẾP TỔ CHỨC ĐẢNG", bold)
        for row, label in enumerate(HEAD.values(), 1):
            sheet.write_string(row, 0, label, bold)
        for at, column in enumerate(Column):
            sheet.set_column(at, at, WIDTHS[at], plain)
            sheet.write_string(HEADING_ROW, at, COLUMNS[column], bold)
            if column in EXPLAINED:
                sheet.write_comment(HEADING_ROW, at, EXPLAINED[column])
        sheet.data_validation(
            HEADING_ROW + 1, 0, 500, 0, {"validate": "list", "source": list(STEP_NAMES.values())}
        )
        sheet.freeze_panes(HEADING_ROW + 1, 0)
        _words(book, bold)
    return written.getvalue()


def _words(book: xlsxwriter.Workbook, bold: object) -> None:
    """The words that may stand in the columns."""
    sheet = book.add_worksheet("Từ dùng trong mẫu")
    lists = (
        (COLUMNS[Column.ACT], list(STEP_NAMES.values())),
        (COLUMNS[Column.KIND], list(PLAIN_NAMES.values())),
        (COLUMNS[Column.CELL_TYPE], list(CELL_TYPE_NAMES.values())),
    )
    for at, (title, words) in enumerate(lists):
        sheet.set_column(at, at, 52)
        sheet.write_string(0, at, title, bold)
        for row, word in enumerate(words, 1):
            sheet.write_string(row, at, word)
