import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings

from nenep.documents.rules.blocks import Column, PageBreak, Paragraph, Table
from nenep.documents.rules.model import Document, Head, texts
from nenep.documents.rules.text import rich
from nenep.documents.tests import samples
from nenep.documents.tests.extraction import docx_text, docx_xml, one_line, word
from nenep.documents.tests.strategies import documents
from nenep.documents.writers import docx
from tests.thorough import examples

LAYOUT = samples.official_layout()
HOSTILE = "a < b && c > d; \"nháy\" 'đơn' ]]> <w:p/> &amp; #*_$@"


def _text(document: Document) -> str:
    return docx_text(docx.write(document, LAYOUT))


def test_it_gives_back_every_name_and_number_of_the_minutes() -> None:
    text = _text(samples.minutes())
    for name in samples.MEMBERS:
        assert name in text
    for said in ("Số 02-BB/CB", "ngày 03 tháng 02 năm 2026", "1.250.000 đồng", "97,5%", "46/46"):
        assert said in text


@given(documents)
@settings(
    max_examples=examples(12, 120), suppress_health_check=[HealthCheck.too_slow], deadline=None
)
def test_it_loses_no_text_and_gives_the_same_bytes(document: Document) -> None:
    data = docx.write(document, LAYOUT)
    assert data == docx.write(document, LAYOUT)
    written = docx_text(data)
    for text in texts((document.head, document.title, document.bases, document.annexes)):
        assert one_line(text) in written


def test_it_sets_the_page_to_a4_with_the_official_margins() -> None:
    section = word(docx.write(samples.minutes(), LAYOUT)).element.body.sectPr
    size, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
    assert (size.get(qn("w:w")), size.get(qn("w:h"))) == ("11906", "16838")
    sides = {side: margins.get(qn(f"w:{side}")) for side in ("top", "bottom", "left", "right")}
    assert sides == {"top": "1134", "bottom": "1134", "left": "1701", "right": "851"}
    assert section.find(qn("w:titlePg")) is not None


def test_it_names_times_new_roman_and_vietnamese_everywhere() -> None:
    styles = docx_xml(docx.write(samples.minutes(), LAYOUT), "word/styles.xml")
    assert "Calibri" not in styles
    assert "asciiTheme" not in styles
    assert 'w:ascii="Times New Roman"' in styles
    assert 'w:val="vi-VN"' in styles
    assert "en-US" not in styles


def test_it_sets_body_text_as_the_form_says() -> None:
    opened = word(docx.write(samples.minutes(), LAYOUT))
    shape = opened.styles["Paper Body"].element.pPr
    assert shape.find(qn("w:jc")).get(qn("w:val")) == "both"
    assert shape.find(qn("w:ind")).get(qn("w:firstLine")) == "567"
    assert shape.find(qn("w:spacing")).get(qn("w:after")) == "120"
    normal = opened.styles["Normal"].element
    assert normal.pPr.find(qn("w:spacing")).get(qn("w:line")) == "360"
    assert normal.pPr.find(qn("w:spacing")).get(qn("w:lineRule")) == "exact"
    assert normal.rPr.find(qn("w:sz")).get(qn("w:val")) == "28"


def test_it_rules_the_partys_name_exactly_as_long_as_its_letters() -> None:
    opened = word(docx.write(samples.minutes(), LAYOUT))
    cell = opened.tables[0].rows[0].cells[1]
    paragraph = cell.paragraphs[0]
    assert paragraph._p.pPr.find(qn("w:pBdr")) is not None
    indents = paragraph.paragraph_format
    ruled = cell.width.mm - indents.left_indent.mm - indents.right_indent.mm
    assert ruled == pytest.approx(72.9, abs=0.6)


def test_it_numbers_pages_from_the_second_and_marks_drafts_on_all() -> None:
    section = word(docx.write(samples.minutes(draft=True), LAYOUT)).sections[0]
    assert 'w:instr="PAGE"' in section.header._element.xml
    assert section.header.paragraphs[0].alignment == 1
    assert section.first_page_header.paragraphs[0].text == ""
    for footer in (section.footer, section.first_page_footer):
        assert footer.paragraphs[0].text == "Bản thảo, chưa có giá trị ban hành"


def test_it_names_the_paper_and_nothing_of_the_machine() -> None:
    properties = word(docx.write(samples.resolution(), LAYOUT)).core_properties
    assert properties.title == "NGHỊ QUYẾT Về nhiệm vụ tháng 02 năm 2026"
    assert properties.author == "CHI BỘ TỔ DÂN PHỐ 3"
    assert properties.created == datetime(2026, 2, 3, tzinfo=UTC)
    assert "python" not in docx_xml(docx.write(samples.bare(), LAYOUT), "docProps/core.xml")
    with zipfile.ZipFile(io.BytesIO(docx.write(samples.bare(), LAYOUT))) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name]


def test_it_writes_hostile_characters_as_they_were_said() -> None:
    document = replace(
        samples.bare(), head=Head("<ĐẢNG & BỘ>", "CHI BỘ"), blocks=(Paragraph(rich(HOSTILE)),)
    )
    assert HOSTILE in _text(document)
    assert "<ĐẢNG & BỘ>" in _text(document)


def test_it_repeats_the_header_of_a_long_table_and_keeps_every_row() -> None:
    table = word(docx.write(samples.long_table(300), LAYOUT)).tables[1]
    assert len(table.rows) == 301
    assert list(table.rows[0]._tr.iter(qn("w:tblHeader")))
    assert table.rows[1]._tr.trPr is None
    texts_of_last = [cell.text for cell in table.rows[300].cells]
    assert texts_of_last == ["300", "Ksor Y Bliă 300", "x"]


@pytest.mark.parametrize("last", [Paragraph(rich("Hết.")), Table((Column("A"),), ((rich("x"),),))])
def test_it_ties_the_signature_to_the_end_of_the_body(last: Paragraph | Table) -> None:
    document = replace(samples.resolution(), blocks=(last,), annexes=())
    opened = word(docx.write(document, LAYOUT))
    signed = opened.tables[-1]
    assert list(signed.rows[0]._tr.iter(qn("w:cantSplit")))
    before = signed._tbl.getprevious()
    assert before.pPr.find(qn("w:keepNext")) is not None
    earlier = before.getprevious()
    assert list(earlier.iter(qn("w:keepNext")))


def test_it_leaves_no_trace_of_what_is_left_out() -> None:
    assert _text(samples.bare()) == "CHI BỘ THÔN 1 * ĐẢNG CỘNG SẢN VIỆT NAM THÔNG BÁO -----"


def test_it_breaks_pages_and_lines_where_told() -> None:
    document = replace(
        samples.bare(), blocks=(Paragraph(rich("một\nhai")), PageBreak(), Paragraph(rich("ba")))
    )
    xml = docx_xml(docx.write(document, LAYOUT))
    assert xml.count('<w:br w:type="page"/>') == 1
    assert xml.count("<w:br/>") == 1


def test_it_leaves_the_number_to_the_pen_before_it_is_given() -> None:
    assert "Số ........-NQ/CB" in _text(samples.resolution(number=None))
