"""Opening what a person sends: bytes in, sheets of plain values out, or one clear sentence.

The guards (:mod:`nenep.imports.guards`) come before the reader.
"""

import codecs
import csv
import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import PurePath

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from nenep.imports.answers import (
    USUAL,
    Limits,
    answer,
    damaged,
    encrypted,
    not_a_spreadsheet,
    too_many_rows,
)
from nenep.imports.guards import guard_zip
from nenep.imports.rules.sheets import Cell, Sheet
from nenep.kernel.errors import Invalid

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ZIP = b"PK\x03\x04"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_TEXT_SAMPLE = 4096
_Raw = int | float | str | bool | time | date | datetime | timedelta


def open_list(content: bytes, name: str, limits: Limits = USUAL) -> tuple[Sheet, ...]:
    """The visible sheets of a spreadsheet (.xlsx, .xlsm, .xls, .ods, .csv).

    Raises:
        Invalid: empty, not a spreadsheet, encrypted, damaged, or larger than the limits.
    """
    if not content.strip():
        raise answer("Tệp trống. Hãy kiểm tra lại tệp rồi gửi lại.")
    if len(content) > limits.bytes_sent:
        raise answer(
            "Tệp nặng %(size)s MB, nhiều hơn mức %(limit)s MB. Chưa có gì được nhập. "
            "Hãy tách danh sách theo chi bộ hoặc bỏ ảnh trong tệp rồi gửi lại.",
            size=len(content) // 1_000_000,
            limit=limits.bytes_sent // 1_000_000,
        )
    if content.startswith(_ZIP):
        guard_zip(content, limits)
        return _workbook(content, limits)
    if content.startswith(_OLE):
        if _ENCRYPTED_STREAM in content:
            raise encrypted()
        return _workbook(content, limits)
    if PurePath(name).suffix.lower() in {".csv", ".txt", ".tsv"}:
        return (_text_table(content, PurePath(name).stem, limits),)
    raise not_a_spreadsheet()


def _workbook(content: bytes, limits: Limits) -> tuple[Sheet, ...]:
    return tuple(_guarded(lambda: _sheets(content, limits)))


def _sheets(content: bytes, limits: Limits) -> list[Sheet]:
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    shown = [
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet
    ]
    read = []
    for name in shown:
        rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
        if len(rows) > limits.rows:
            raise too_many_rows(len(rows), limits)
        read.append(Sheet(name, tuple(tuple(map(_plain, row)) for row in rows)))
    if not any(sheet.rows for sheet in read):
        raise answer("Tệp không có dòng dữ liệu nào. Hãy kiểm tra lại tệp rồi gửi lại.")
    return read


def _guarded(read: Callable[[], list[Sheet]]) -> list[Sheet]:
    """The reader is native code: its faults, panics included, become an answer."""
    try:
        return read()
    except Invalid:
        raise
    except CalamineError as fault:
        if "password" in str(fault).lower() or "encrypt" in str(fault).lower():
            raise encrypted() from None
        raise damaged() from None
    except BaseException as fault:
        if isinstance(fault, KeyboardInterrupt | SystemExit | MemoryError):
            raise
        raise damaged() from None


def _plain(value: _Raw) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, bool | str | float | date):
        return value
    return float(value) if isinstance(value, int) else str(value)


def _text_table(content: bytes, name: str, limits: Limits) -> Sheet:
    text = _decoded(content)
    lines = text.count("\n")
    if lines > limits.rows:
        raise too_many_rows(lines, limits)
    sample = text[:_TEXT_SAMPLE]
    delimiter = max(",;\t", key=sample.count)
    try:
        rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error:
        raise not_a_spreadsheet() from None
    return Sheet(name, rows)


def _decoded(content: bytes) -> str:
    marked = content[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    if b"\0" in content and not marked:
        raise not_a_spreadsheet()
    encoding = "utf-16" if marked else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise answer(
            "Không đọc được chữ trong tệp. Chưa có gì được nhập. "
            "Hãy lưu lại tệp theo bảng mã UTF-8 hoặc lưu thành .xlsx rồi gửi lại."
        ) from None
