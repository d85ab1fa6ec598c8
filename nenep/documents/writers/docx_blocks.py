"""The body of a paper in Word's terms."""

from collections.abc import Iterable
from itertools import islice

from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from nenep.documents.rules.blocks import (
    Block,
    BulletList,
    Heading,
    KeyValues,
    NumberedList,
    PageBreak,
    Paragraph,
    Table,
)
from nenep.documents.rules.layout import Layout
from nenep.documents.rules.text import RichText, Run, rich
from nenep.documents.writers.docx_blank import BODY, CELL, HEADINGS, twips
from nenep.documents.writers.ooxml import element

ALIGNED = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


def add_blocks(word: WordDocument, blocks: Iterable[Block], layout: Layout) -> None:
    """Append ``blocks`` to the end of ``word``."""
    for block in blocks:
        match block:
            case Heading(text=text, level=level):
                add_runs(word.add_paragraph(style=HEADINGS[level]), text)
            case Paragraph():
                _add_paragraph(word, block)
            case BulletList(items=items):
                for item in items:
                    add_body(word, rich("- ", *item))
            case NumberedList(items=items, start=start):
                for number, item in enumerate(items, start):
                    add_body(word, rich(f"{number}. ", *item))
            case KeyValues(lines=lines):
                for line in lines:
                    add_body(word, rich(f"- {line.label}: ", *line.value))
            case Table():
                _add_table(word, block, layout)
            case PageBreak():
                word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def add_body(word: WordDocument, text: RichText) -> WordParagraph:
    """A justified paragraph of the body."""
    paragraph = word.add_paragraph(style=BODY)
    add_runs(paragraph, text)
    return paragraph


def add_runs(paragraph: WordParagraph, text: RichText) -> None:
    """Write styled runs; a newline becomes a line break."""
    for run in text:
        _add_run(paragraph, run)


def set_columns(table: WordTable, widths: list[float], layout: Layout) -> None:
    """Fix the columns (millimetres), so that Word never reflows a table by its content."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    whole = table._tbl.tblPr.find(qn("w:tblW"))
    if whole is not None:
        whole.set(qn("w:type"), "dxa")
        whole.set(qn("w:w"), str(twips(sum(widths))))


def keep_row_whole(row: _Row) -> None:
    """Forbid a page break inside ``row``."""
    row._tr.get_or_add_trPr().append(element("w:cantSplit"))


def keep_last_with_next(word: WordDocument) -> None:
    """Tie the end of the body to what follows, so that no signature stands alone on a page."""
    for last in word.element.body.inner_content_elements[-1:]:
        rows = list(last.iterchildren(qn("w:tr")))
        for paragraph in (rows[-1] if rows else last).iter(qn("w:p")):
            WordParagraph(paragraph, word._body).paragraph_format.keep_with_next = True


def _add_paragraph(word: WordDocument, block: Paragraph) -> None:
    paragraph = add_body(word, block.text)
    if block.alignment != "justify":
        paragraph.alignment = ALIGNED[block.alignment]
    if not block.indented or block.alignment in ("center", "right"):
        paragraph.paragraph_format.first_line_indent = Mm(0)


def _add_run(paragraph: WordParagraph, run: Run) -> None:
    for index, line in enumerate(run.text.split("\n")):
        if index:
            paragraph.add_run().add_break()
        if line:
            written = paragraph.add_run(line)
            written.bold = run.bold or None
            written.italic = run.italic or None


def _add_table(word: WordDocument, block: Table, layout: Layout) -> None:
    if block.caption:
        caption = word.add_paragraph()
        caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption.paragraph_format.keep_with_next = True
        caption.paragraph_format.space_after = Pt(layout.paragraph_spacing)
        caption.add_run(block.caption).bold = True
    table = word.add_table(1 + len(block.rows), len(block.columns), style="Table Grid")
    total = sum(column.width for column in block.columns)
    widths = [layout.text_width * column.width / total for column in block.columns]
    set_columns(table, widths, layout)
    header = table.rows[0]
    header._tr.get_or_add_trPr().append(element("w:tblHeader"))
    keep_row_whole(header)
    for column, cell in zip(block.columns, header.cells, strict=True):
        _fill(cell, rich(Run(column.header, bold=True)), "center")
    for row, texts in zip(islice(table.rows, 1, None), block.rows, strict=True):
        for column, cell, text in zip(block.columns, row.cells, texts, strict=True):
            _fill(cell, text, column.alignment)
    gap = word.add_paragraph()  # two tables without a paragraph between them would join
    gap.paragraph_format.line_spacing = Pt(max(layout.paragraph_spacing, 6))


def _fill(cell: _Cell, text: RichText, alignment: str) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.style = CELL
    paragraph.alignment = ALIGNED[alignment]
    add_runs(paragraph, text)
