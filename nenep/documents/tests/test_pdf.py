import io
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from pypdf.generic import ArrayObject, DictionaryObject, PdfObject, StreamObject

from nenep.documents.rules.blocks import Block, BulletList, Column, Paragraph, Table
from nenep.documents.rules.model import Document, Head
from nenep.documents.rules.text import rich
from nenep.documents.tests import samples
from nenep.documents.tests.extraction import one_line, pdf_pages, pdf_text
from nenep.documents.tests.strategies import documents
from nenep.documents.writers import pdf
from nenep.documents.writers.typeface import unprintable
from tests.thorough import examples

LAYOUT = samples.official_layout()
A4_POINTS = (595.276, 841.89)
HOSTILE = 'Ông nói: #eval("1") *đậm* _nghiêng_ $x^2$ @ai <nhãn> \\ `mã` // ~ -- "nháy" [a](b) & <b>'


def _reader(document: Document) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(pdf.write(document, LAYOUT)))


def test_it_gives_back_every_name_and_number_of_the_minutes() -> None:
    text = pdf_text(pdf.write(samples.minutes(), LAYOUT))
    for name in samples.MEMBERS:
        assert name in text
    for said in (
        "Số 02-BB/CB",
        "Đồi Chè, ngày 03 tháng 02 năm 2026",
        "19 giờ 30 phút, ngày 03/02/2026",
        "1.250.000 đồng",
        "12/15 hộ",
        "46/46",
        "97,5%",
        "8/8 đồng chí, đạt 100%",
        "21 giờ 05 phút",
        "đ/c Y Nhơm Êban",
    ):
        assert said in text
    assert text.index("NGƯỜI GHI BIÊN BẢN") < text.index("CHỦ TRÌ HỘI NGHỊ")


def test_it_prints_on_a4_with_embedded_fonts_of_our_own() -> None:
    reader = _reader(samples.minutes())
    assert len(reader.pages) == 2
    for page in reader.pages:
        assert tuple(float(side) for side in page.mediabox[2:]) == pytest.approx(
            A4_POINTS, abs=0.01
        )
    faces = dict(_faces(reader))
    assert set(faces) == {
        "Tinos-Regular",
        "Tinos-Bold",
        "Tinos-Italic",
        "Tinos-BoldItalic",
    }
    assert all("/FontFile2" in descriptor for descriptor in faces.values())


def test_it_is_an_archival_tagged_file_in_vietnamese() -> None:
    reader = _reader(samples.resolution())
    catalogue = _part(reader.trailer["/Root"])
    assert str(catalogue["/Lang"]) == "vi"
    assert str(_part(catalogue["/MarkInfo"])["/Marked"]) == "True"
    stream = catalogue["/Metadata"].get_object()
    assert isinstance(stream, StreamObject)
    metadata = stream.get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert reader.metadata is not None
    assert reader.metadata.title == "NGHỊ QUYẾT Về nhiệm vụ tháng 02 năm 2026"
    assert reader.metadata.author == "CHI BỘ TỔ DÂN PHỐ 3"


def test_it_numbers_pages_from_the_second() -> None:
    first, second = pdf_pages(pdf.write(samples.minutes(), LAYOUT))
    assert second.splitlines()[0].strip() == "2"
    assert first.splitlines()[0].strip() != "1"


@given(documents)
@settings(
    max_examples=examples(12, 120), suppress_health_check=[HealthCheck.too_slow], deadline=None
)
def test_it_gives_the_same_bytes_for_the_same_paper(document: Document) -> None:
    assert pdf.write(document, LAYOUT) == pdf.write(document, LAYOUT)


def test_it_sets_text_and_never_runs_it() -> None:
    document = replace(
        samples.bare(),
        head=Head("#strong[ĐẢNG BỘ]", "*CHI BỘ* $1"),
        blocks=(Paragraph(rich(HOSTILE)), BulletList((rich("= không phải đề mục"),))),
        recipients=("+ @ai",),
    )
    text = pdf_text(pdf.write(document, LAYOUT))
    assert HOSTILE in text
    assert "- = không phải đề mục" in text
    assert "#strong[ĐẢNG BỘ]" in text
    assert "*CHI BỘ* $1" in text
    assert "- + @ai" in text


def test_it_leaves_no_trace_of_what_is_left_out() -> None:
    text = pdf_text(pdf.write(samples.bare(), LAYOUT))
    assert text == "CHI BỘ THÔN 1 * ĐẢNG CỘNG SẢN VIỆT NAM THÔNG BÁO -----"


def test_it_repeats_the_header_of_a_long_table_and_keeps_every_row() -> None:
    pages = pdf_pages(pdf.write(samples.long_table(300), LAYOUT))
    assert len(pages) > 5
    assert all("Họ và tên" in page for page in pages)
    text = one_line(" ".join(pages))
    assert all(f" {at:03d} x" in text for at in range(1, 301))


@pytest.mark.parametrize("lines", range(20, 29))
@pytest.mark.parametrize("last", ["paragraph", "list", "table", "short table"])
def test_it_never_leaves_a_signature_alone_on_a_page(lines: int, last: str) -> None:
    columns = (Column("Việc"), Column("Ai"))
    words = [*(f"hàng {at}" for at in range(6)), "HẾT"]
    rows = tuple((rich(word), rich("x")) for word in words)
    ends: dict[str, Block] = {
        "paragraph": Paragraph(rich("Đoạn cuối " * 12 + "HẾT.")),
        "list": BulletList((rich("một"), rich("hai HẾT."))),
        "table": Table(columns, rows),
        "short table": Table(columns, rows[-2:]),
    }
    filler = tuple(Paragraph(rich(f"Dòng {at}.")) for at in range(lines))
    document = replace(samples.resolution(), bases=(), annexes=(), blocks=(*filler, ends[last]))
    pages = pdf_pages(pdf.write(document, LAYOUT))
    signed = [at for at, page in enumerate(pages) if "T/M CHI BỘ" in page]
    assert signed == [at for at, page in enumerate(pages) if "HẾT" in page]
    assert signed == [at for at, page in enumerate(pages) if samples.SECRETARY in page]
    assert all(page.strip() for page in pages)


def test_it_lets_a_last_paragraph_longer_than_a_page_flow() -> None:
    document = replace(
        samples.resolution(), annexes=(), blocks=(Paragraph(rich("Kết luận dài. " * 500)),)
    )
    pages = pdf_pages(pdf.write(document, LAYOUT))
    sizes = [len(page) for page in pages[:-1]]
    assert all(size > 900 for size in sizes)


def test_it_breaks_words_too_long_for_a_line_and_wraps_long_names() -> None:
    address = "https://noi-lam-viec.example/" + "abcdefghij" * 14
    name = "Nguyễn Phúc Tôn Nữ " + "Hoàng Thuỷ Thiên Kim " * 9 + "Hương"
    document = replace(
        samples.resolution(),
        head=Head("ĐẢNG BỘ " + "CÁC CƠ QUAN " * 8, "CHI BỘ " + "TRƯỜNG TIỂU HỌC " * 6),
        blocks=(
            Paragraph(rich(address)),
            Table((Column("A"), Column("B", 9)), ((rich(address), rich(name)),)),
        ),
    )
    whole = "".join(pdf_pages(pdf.write(document, LAYOUT))).replace("\n", "")
    assert whole.count(address) == 2
    assert name in pdf_text(pdf.write(document, LAYOUT))
    assert _rightmost(document) <= 210 - 15 + 0.5


def test_it_boxes_what_the_typeface_lacks_in_a_preview() -> None:
    document = replace(samples.bare(), blocks=(Paragraph(rich("Tốt 👍 lắm ✓")),))
    assert unprintable(document) == "👍✓"
    assert "Tốt □ lắm □" in pdf_text(pdf.write(document, LAYOUT))


def test_it_keeps_line_breaks_inside_a_paragraph() -> None:
    document = replace(samples.bare(), blocks=(Paragraph(rich("dòng một\ndòng hai")),))
    assert "dòng một\ndòng hai" in "\n".join(pdf_pages(pdf.write(document, LAYOUT)))


def test_it_sets_body_lines_exactly_as_far_apart_as_the_layout_says() -> None:
    document = replace(samples.bare(), blocks=(Paragraph(rich("Ệ Ộ Ậ ấy là chữ cao. " * 30)),))
    heights = sorted(_baselines(document, size=LAYOUT.body_size), reverse=True)[-6:]
    steps = [round(above - below, 2) for above, below in pairwise(heights)]
    assert set(steps) == {float(LAYOUT.line_spacing)}


def _faces(reader: pypdf.PdfReader) -> Iterator[tuple[str, DictionaryObject]]:
    """Name and descriptor of every font used."""
    for page in reader.pages:
        for font in _part(_part(page["/Resources"])["/Font"]).values():
            whole = _part(font)
            inner = whole["/DescendantFonts"].get_object()
            assert isinstance(inner, ArrayObject)
            name = str(whole["/BaseFont"]).partition("+")[2]
            yield name, _part(_part(inner[0])["/FontDescriptor"])


def _part(value: PdfObject) -> DictionaryObject:
    found = value.get_object()
    assert isinstance(found, DictionaryObject)
    return found


def _baselines(document: Document, *, size: float) -> set[float]:
    found: set[float] = set()
    for text, matrix in _pieces(document):
        if text.strip() and abs(matrix[0] - size) < 0.01:
            found.add(round(matrix[5], 2))
    return found


def _rightmost(document: Document) -> float:
    """How far right any piece of text begins, in millimetres."""
    return max(matrix[4] for text, matrix in _pieces(document) if text.strip()) * 25.4 / 72


def _pieces(document: Document) -> list[tuple[str, list[float]]]:
    pieces: list[tuple[str, list[float]]] = []

    def note(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        del font
        pieces.append((text, [size, *tm[1:4], tm[4] + cm[4], tm[5] + cm[5]]))

    for page in _reader(document).pages:
        page.extract_text(visitor_text=note)
    return pieces
