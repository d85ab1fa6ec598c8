"""Opening what a person sends, and one clear sentence for what cannot be opened."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from nenep.imports.answers import Limits
from nenep.imports.reading import open_list
from nenep.imports.tests.lists import FULL_HEADER, GROUPED, shared_list, workbook
from nenep.kernel.errors import Invalid

SMALL = Limits(rows=50)


def zipped(files: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return kept.getvalue()


def unfolded(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refusal(content: bytes, name: str = "ds.xlsx", limits: Limits = SMALL) -> str:
    with pytest.raises(Invalid) as caught:
        open_list(content, name, limits)
    assert caught.value.field == "file"
    return str(caught.value)


def test_it_opens_the_shared_list_with_rows_numbered_as_in_the_sheet() -> None:
    first, scratch = open_list(shared_list(), "ds.xlsx")
    assert first.cell(5, 1) == "Họ và tên"
    assert first.cell(9, 3) == date(1985, 11, 5)
    assert first.cell(31, 7) == 229195877583.0
    assert scratch.name == "Sheet2"


def test_it_keeps_text_that_looks_like_a_formula() -> None:
    content = workbook([("Họ và tên", "Ghi chú"), ("=1+1", "=HYPERLINK(1)")])
    (page,) = open_list(content, "ds.xlsx")
    assert page.rows[1] == ("=1+1", "=HYPERLINK(1)")


def test_it_reads_past_hidden_sheets() -> None:
    book = openpyxl.load_workbook(io.BytesIO(shared_list()))
    book["Sheet2"].sheet_state = "hidden"
    kept = io.BytesIO()
    book.save(kept)
    assert [page.name for page in open_list(kept.getvalue(), "ds.xlsx")] == ["DS đảng viên"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_it_reads_text_tables(encoding: str, delimiter: str) -> None:
    lines = [delimiter.join(FULL_HEADER), delimiter.join(("1", "Đỗ Ngọc Oanh", "Nữ", "1962"))]
    (page,) = open_list("\n".join(lines).encode(encoding), "ds.csv")
    assert page.name == "ds"
    assert page.rows[1] == ("1", "Đỗ Ngọc Oanh", "Nữ", "1962")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "ds.xlsx", "Tệp trống"),
        (b"  \n", "ds.csv", "Tệp trống"),
        (b"%PDF-1.7 ...", "ds.xlsx", "không phải tệp bảng tính"),
        (b"\x89PNG\r\n\x1a\n", "ds.csv", "bảng mã"),
        (b"<html><table></table></html>", "ds.xls", "không phải tệp bảng tính"),
        ("Họ và tên".encode("utf-16-le"), "ds.csv", "không phải tệp bảng tính"),
        (zipped({"word/document.xml": b"<w/>"}), "ds.xlsx", "không phải tệp bảng tính"),
        (b"PK\x03\x04 broken", "ds.xlsx", "bị hỏng"),
        (bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "ds.xls", "bị hỏng"),
        (zipped({"xl/workbook.xml": b"<not a workbook"}), "ds.xlsx", "bị hỏng"),
        (workbook([]), "ds.xlsx", "không có dòng dữ liệu"),
    ],
)
def test_it_says_what_is_wrong_with_a_file(content: bytes, name: str, said: str) -> None:
    message = refusal(content, name)
    assert said in message
    assert "Hãy" in message


def test_it_answers_a_workbook_with_turned_bytes() -> None:
    """Whichever byte went wrong on the way: it is read, or said to be damaged."""
    sound, damaged = workbook(GROUPED), 0
    for at in range(30, len(sound), 23):
        turned = sound[:at] + bytes([sound[at] ^ 0x55]) + sound[at + 1 :]
        try:
            open_list(turned, "ds.xlsx")
        except Invalid:
            damaged += 1
    assert damaged > 10


def test_it_recognises_a_password() -> None:
    container = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 512
    assert "mật khẩu" in refusal(container + "EncryptedPackage".encode("utf-16-le"))
    ods = {"content.xml": b"x", "META-INF/manifest.xml": b"<manifest:encryption-data/>"}
    assert "mật khẩu" in refusal(zipped(ods), "ds.ods")


def test_it_refuses_too_many_rows_without_reading_them() -> None:
    message = refusal(workbook([("a",)] * 60))
    assert "dòng 60" in message
    assert "50 dòng một lần" in message
    assert "dòng" in refusal(b"a,b\n" * 60, "ds.csv")


def test_it_answers_a_million_declared_rows_at_the_first_cell_too_far() -> None:
    files = unfolded(workbook([("a",)] * 60))
    name = "xl/worksheets/sheet1.xml"
    files[name] = files[name].replace(b'ref="A1:A60"', b'ref="A1:A1000000"')
    assert "dòng 1.000.000" in refusal(zipped(files))


def test_it_refuses_a_stray_cell_in_the_last_corner() -> None:
    files = unfolded(workbook([("a", "b")]))
    name = "xl/worksheets/sheet1.xml"
    far_row = files[name].replace(b'r="B1"', b'r="B1048576"')
    assert "1.048.576" in refusal(zipped({**files, name: far_row}))
    far_column = files[name].replace(b'r="B1"', b'r="XFD1"')
    assert "cột XFD" in refusal(zipped({**files, name: far_column}))


def test_it_refuses_what_unfolds_beyond_measure() -> None:
    bomb = {**unfolded(workbook([("a",)])), "xl/media/image1.bmp": b"\0" * 20_000_000}
    assert "quá lớn" in refusal(zipped(bomb))


def test_it_refuses_a_heavy_file() -> None:
    assert "MB" in refusal(b"x" * 200, limits=Limits(bytes_sent=100))


def open_document(*rows: str) -> bytes:
    body = "".join(rows)
    content = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="DS">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        b"<manifest:manifest xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'/>"
    )
    files = {"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content.encode()}
    return zipped(files)


CELL = '<table:table-cell office:value-type="string"><text:p>Ksor Thin</text:p></table:table-cell>'
ROW = f"<table:table-row>{CELL}</table:table-row>"
BLANK = (
    '<table:table-row table:number-rows-repeated="1048570">'
    '<table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
)
FAR = '<table:table-cell table:number-columns-repeated="900000"/>'


def test_it_opens_an_open_document_with_blank_rows_to_the_end() -> None:
    (page,) = open_list(open_document(ROW, BLANK), "ds.ods", SMALL)
    assert page.rows == (("Ksor Thin",),)


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            (ROW.replace("<table:table-row>", BLANK.split("<table:table-cell")[0]),),
            "dòng 1.048.570",
        ),
        ((ROW, BLANK, ROW), "dòng 1.048.572"),
        ((f"<table:table-row>{FAR}{CELL}</table:table-row>",), "cột thứ 900001"),
    ],
)
def test_it_refuses_an_open_document_that_repeats_without_measure(
    rows: tuple[str, ...], said: str
) -> None:
    assert said in refusal(open_document(*rows), "ds.ods")
