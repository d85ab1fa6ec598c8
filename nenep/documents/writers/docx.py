"""A paper as a DOCX file: the same paper gives the same bytes.

The font is named, not embedded: Word has Times New Roman.
"""

import io
from datetime import UTC, datetime, time

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.table import CT_Tbl
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from nenep.documents.rules.layout import Figure, Layout
from nenep.documents.rules.model import Annex, Document, Signature
from nenep.documents.rules.numbering import number_line, place_and_date_line
from nenep.documents.rules.text import rich
from nenep.documents.writers.docx_blank import LANGUAGE, blank
from nenep.documents.writers.docx_blocks import (
    add_blocks,
    add_body,
    keep_last_with_next,
    keep_row_whole,
    set_columns,
)
from nenep.documents.writers.ooxml import element, wrap
from nenep.documents.writers.typeface import width_in_points
from nenep.documents.writers.wording import (
    RECIPIENTS,
    SIGNING_SPACE,
    day_of,
    head_widths,
    recipient_lines,
    title_of,
)
from nenep.documents.writers.zipped import rezip


def write(document: Document, layout: Layout) -> bytes:
    """``document`` as a DOCX in ``layout``."""
    word = blank(layout)
    _add_head(word, document, layout)
    _add_title(word, document, layout)
    for basis in document.bases:
        add_body(word, rich("- ", *basis))
    add_blocks(word, document.blocks, layout)
    _add_ending(word, document, layout)
    for annex in document.annexes:
        _add_annex(word, annex, layout)
    _add_footer_note(word, document, layout)
    _set_properties(word, document)
    out = io.BytesIO()
    word.save(out)
    return rezip(out.getvalue())


def _add_head(word: WordDocument, document: Document, layout: Layout) -> None:
    table = word.add_table(2, 2)
    widths = head_widths(layout)
    set_columns(table, list(widths), layout)
    _without_cell_margins(table._tbl)
    organisations, party = table.rows[0].cells
    number, place = table.rows[1].cells
    head = document.head
    if head.superior_org:
        _line(organisations, head.superior_org, layout.superior_size)
    for text in filter(None, (head.issuing_org, head.committee)):
        _line(organisations, text, layout.issuer_size, bold=True)
    _line(organisations, layout.separator, layout.issuer_size)
    _add_party_line(party, layout, widths[1])
    if document.number is not None:
        _line(number, number_line(document.number), layout.number_size)
    if document.place_and_date is not None:
        text = place_and_date_line(document.place_and_date)
        _line(place, text, layout.place_date_size, italic=True)


def _add_party_line(cell: _Cell, layout: Layout, width: float) -> None:
    """The name of the Party over a rule exactly as long: a bottom border with side indents
    worked out from the letters (an underline would cut the dots below Ộ and Ệ)."""
    paragraph = _line(cell, layout.party_text, layout.party_size, bold=True)
    spare = width - width_in_points(layout.party_text, layout.party_size, bold=True) * 25.4 / 72
    side = Mm(max(spare / 2 - 0.2, 0))
    paragraph.paragraph_format.left_indent = side
    paragraph.paragraph_format.right_indent = side
    rule = {"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "auto"}
    paragraph._p.get_or_add_pPr().insert_element_before(
        wrap("w:pBdr", element("w:bottom", rule)),
        *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"),
    )


def _add_title(word: WordDocument, document: Document, layout: Layout) -> None:
    kind = _centred(word, document.title.kind, layout.title_size)
    kind.paragraph_format.space_before = Pt(18)
    kind.paragraph_format.line_spacing = Pt(layout.title_size * 1.25)
    if document.title.subject:
        _centred(word, document.title.subject, layout.subject_size)
    dashes = _centred(word, layout.title_rule, layout.subject_size, bold=False)
    dashes.paragraph_format.space_after = Pt(2 * layout.paragraph_spacing)


def _add_ending(word: WordDocument, document: Document, layout: Layout) -> None:
    """Recipients left and one signature right; two signatures stand over the recipients."""
    signatures, recipients = document.signatures, recipient_lines(document)
    if signatures is None:
        if recipients:
            left, _ = _two_cells(word, layout)
            _add_recipients(left, recipients, layout)
        return
    left, right = _two_cells(word, layout)
    _add_signature(right, signatures.right, layout)
    if signatures.left is not None:
        _add_signature(left, signatures.left, layout)
        if recipients:
            below, _ = _two_cells(word, layout)
            _add_recipients(below, recipients, layout)
    elif recipients:
        _add_recipients(left, recipients, layout)


def _two_cells(word: WordDocument, layout: Layout) -> tuple[_Cell, _Cell]:
    keep_last_with_next(word)
    gap = word.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(2 * layout.paragraph_spacing)
    gap.paragraph_format.keep_with_next = True
    table = word.add_table(1, 2)
    set_columns(table, [layout.text_width / 2] * 2, layout)
    _without_cell_margins(table._tbl)
    keep_row_whole(table.rows[0])
    left, right = table.rows[0].cells
    return left, right


def _add_signature(cell: _Cell, signature: Signature, layout: Layout) -> None:
    size = layout.body_size
    _line(cell, signature.authority, size, bold=True).paragraph_format.keep_with_next = True
    if signature.role:
        _line(cell, signature.role, size).paragraph_format.keep_with_next = True
    name = _line(cell, signature.name, size, bold=True)
    name.paragraph_format.space_before = Pt(SIGNING_SPACE)


def _add_recipients(cell: _Cell, recipients: tuple[str, ...], layout: Layout) -> None:
    label = _line(cell, RECIPIENTS, layout.recipients_label_size, centred=False)
    label.runs[0].underline = True
    for recipient in recipients:
        line = _line(cell, recipient, layout.recipients_size, centred=False)
        line.paragraph_format.line_spacing = Pt(layout.recipients_size * 1.25)


def _add_annex(word: WordDocument, annex: Annex, layout: Layout) -> None:
    label = _centred(word, annex.label, layout.subject_size)
    label.paragraph_format.page_break_before = True
    if annex.title:
        _centred(word, annex.title, layout.subject_size)
    dashes = _centred(word, layout.title_rule, layout.subject_size, bold=False)
    dashes.paragraph_format.space_after = Pt(2 * layout.paragraph_spacing)
    add_blocks(word, annex.blocks, layout)


def _add_footer_note(word: WordDocument, document: Document, layout: Layout) -> None:
    if not document.footer_note:
        return
    section = word.sections[0]
    for footer in (section.footer, section.first_page_footer):
        footer.is_linked_to_previous = False
        paragraph = footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(document.footer_note)
        run.italic = True
        run.font.size = Pt(layout.footer_size)


def _set_properties(word: WordDocument, document: Document) -> None:
    """The file's own data, taken from the paper: nothing of the machine, nothing of the hour."""
    properties = word.core_properties
    properties.title = title_of(document)[:255]
    properties.author = document.head.issuing_org[:255]
    properties.last_modified_by = ""
    properties.comments = ""
    properties.keywords = ""
    properties.language = LANGUAGE
    properties.revision = 1
    properties.created = properties.modified = datetime.combine(day_of(document), time(), UTC)


def _centred(word: WordDocument, text: str, size: Figure, *, bold: bool = True) -> Paragraph:
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.font.size = Pt(size)
    return paragraph


def _line(
    cell: _Cell,
    text: str,
    size: Figure,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = True,
) -> Paragraph:
    """One more line in ``cell`` (the first goes into the paragraph every cell is born with)."""
    first = cell.paragraphs[0]
    is_new = len(cell.paragraphs) == 1 and not first.runs
    paragraph: Paragraph = first if is_new else cell.add_paragraph()
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold = bold or None
    run.italic = italic or None
    run.font.size = Pt(size)
    return paragraph


def _without_cell_margins(table: CT_Tbl) -> None:
    none = {"w:w": "0", "w:type": "dxa"}
    margins = wrap("w:tblCellMar", element("w:left", none), element("w:right", none))
    table.tblPr.insert_element_before(margins, "w:tblLook")
