"""What is looked at before a workbook is read.

A workbook is a zip that may unfold into gigabytes, and the reader keeps a dense table, so one
stray cell in the last corner would cost as much as a full sheet.
"""

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from nenep.imports.answers import (
    Limits,
    answer,
    damaged,
    encrypted,
    not_a_spreadsheet,
    too_many_rows,
)

_VALUED_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*[^/]>')
_LAST_ROW = re.compile(rb'<dimension ref="(?:[A-Z]+\d+:)?[A-Z]+(\d+)"')
_ODS_ROW = re.compile(
    rb"<table:table-row\b((?:[^>/]|/(?!>))*)(?:/>|>.*?</table:table-row>)", re.DOTALL
)
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell\b([^>]*)>")
_ODS_VALUE = re.compile(rb"<text:p|office:(?:value|date-value|boolean-value)\b")
_ODS_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
# What a zip with turned bytes may fall over: its table, its packing, the sizes and names it tells.
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(RuntimeError, EOFError, OSError, ValueError, LookupError, OverflowError),
)
_CHUNK = 1 << 20
_TAIL = 4096


def guard_zip(content: bytes, limits: Limits) -> None:
    """Refuse an archive that is no spreadsheet, is encrypted, or would unfold too far.

    Raises:
        Invalid: with the sentence for the person.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if not names & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
                raise not_a_spreadsheet()
            if any(entry.flag_bits & 1 for entry in entries) or _encrypted_ods(archive, names):
                raise encrypted()
            if any(_brings_document_type(archive, entry) for entry in entries):
                raise damaged()
            for entry in entries:
                if re.fullmatch(r"xl/worksheets/[^/]+\.xml", entry.filename):
                    _guard_sheet(archive, entry, limits)
            unfolded = sum(entry.file_size for entry in entries)
            if unfolded > limits.bytes_unfolded or unfolded > limits.ratio * len(content) + _CHUNK:
                raise answer(
                    "Tệp mở ra quá lớn so với một danh sách đảng viên. Chưa có gì được nhập. "
                    "Hãy chép danh sách sang một tệp mới rồi gửi lại."
                )
            if "content.xml" in names:
                _guard_open_document(archive, limits)
    except _DAMAGES:
        raise damaged() from None


def _encrypted_ods(archive: zipfile.ZipFile, names: set[str]) -> bool:
    manifest = "META-INF/manifest.xml"
    return manifest in names and b"encryption-data" in archive.read(manifest)[:_CHUNK]


def _brings_document_type(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bool:
    """Entities, those that read files and those that multiply, are declared before the root. No
    spreadsheet program writes any; the reader follows none, and this holds for the next reader."""
    if not entry.filename.lower().endswith((".xml", ".rels", ".rdf")):
        return False
    with archive.open(entry) as stream:
        beginning = stream.read(_TAIL)
    return b"<!DOCTYPE" in beginning.replace(b"\0", b"")


def _guard_sheet(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> None:
    """Look at the cells that hold a value, a piece at a time, and stop at the first too far."""
    declared = 0
    for piece in _pieces(archive, entry, limits):
        if not declared and (found := _LAST_ROW.search(piece)):
            declared = int(found[1])
        for column, row in _VALUED_CELL.findall(piece):
            if int(row) > limits.rows:
                raise too_many_rows(max(declared, int(row)), limits)
            if _column_number(column) > limits.columns:
                raise answer(
                    "Trang tính có dữ liệu ở tận cột %(column)s. Chưa có gì được nhập. "
                    "Hãy xóa các cột thừa bên phải danh sách rồi gửi lại.",
                    column=column.decode(),
                )


def _pieces(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits) -> Iterator[bytes]:
    """The member unfolded in overlapping pieces, never past the limit."""
    tail, seen = b"", 0
    with archive.open(entry) as stream:
        while chunk := stream.read(_CHUNK):
            seen += len(chunk)
            if seen > limits.bytes_unfolded:
                return
            yield tail + chunk
            tail = chunk[-_TAIL:]


def _guard_open_document(archive: zipfile.ZipFile, limits: Limits) -> None:
    """Here one row or cell may stand for a million. Blank ones to the end of the sheet are
    ordinary; those before a value would be written out one by one by the reader."""
    for table in archive.read("content.xml").split(b"<table:table "):
        row = 0
        for element in _ODS_ROW.finditer(table):
            row += _times(element[1])
            if not _ODS_VALUE.search(element[0]):
                continue
            if row > limits.rows:
                raise too_many_rows(row, limits)
            _guard_open_row(element[0], limits)


def _guard_open_row(row: bytes, limits: Limits) -> None:
    column = 0
    for cell in _ODS_CELL.finditer(row):
        column += _times(cell[1])
        if column > limits.columns and not cell[0].endswith(b"/>"):
            raise answer(
                "Trang tính có dữ liệu ở tận cột thứ %(column)s. Chưa có gì được nhập. "
                "Hãy xóa các cột thừa bên phải danh sách rồi gửi lại.",
                column=column,
            )


def _times(attributes: bytes) -> int:
    found = _ODS_REPEATED.search(attributes)
    return int(found[1]) if found else 1


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
