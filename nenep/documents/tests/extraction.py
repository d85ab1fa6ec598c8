"""Taking the text back out of finished files, as a reader's computer would."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from itertools import zip_longest

import docx
import pypdf
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from pypdf.generic import DecodedStreamObject, NameObject


def pdf_pages(data: bytes) -> list[str]:
    """The text of each page, in NFC."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    return [unicodedata.normalize("NFC", _page_text(page)) for page in reader.pages]


def pdf_text(data: bytes) -> str:
    """All text in one line: a name broken over two lines is still that name."""
    return one_line(" ".join(pdf_pages(data)))


def word(data: bytes) -> WordDocument:
    """The file opened again."""
    return docx.Document(io.BytesIO(data))


def docx_text(data: bytes) -> str:
    """All text of the body, tables included, in one line."""
    return one_line(" ".join(_paragraphs(data)))


def docx_xml(data: bytes, part: str = "word/document.xml") -> str:
    """A part of the file as it is written."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(part).decode()


def one_line(text: str) -> str:
    """``text`` without line breaks and doubled spaces."""
    return re.sub(r"\s+", " ", text).strip()


# A letter drawn from two glyphs (Jrai ê̆) says in the file what it is; readers obey, pypdf does not
# yet: each such span gives way to a character nobody uses, which then gives way to its own text.
_SPAN = re.compile(rb"/Span\s*<<\s*/ActualText\s*<([0-9A-Fa-f]+)>\s*>>\s*BDC(.*?)EMC", re.DOTALL)
_SHOWN = re.compile(rb"(\[[^\]]*\]\s*TJ|\([^)]*\)\s*Tj)")
_NOBODYS = "\ue000"


def _page_text(page: pypdf.PageObject) -> str:
    contents = page.get_contents()
    assert contents is not None
    stream = contents.get_data()
    meant = [bytes.fromhex(one.decode()).decode("utf-16") for one, _ in _SPAN.findall(stream)]
    marked = _SPAN.sub(lambda span: _SHOWN.sub(rb"<e000> Tj", span[2], count=1), stream)
    changed = DecodedStreamObject()
    changed.set_data(marked)
    page[NameObject("/Contents")] = changed
    pieces = page.extract_text().split(_NOBODYS)
    assert len(pieces) == len(meant) + 1
    return "".join(piece + said for piece, said in zip_longest(pieces, meant, fillvalue=""))


def _paragraphs(data: bytes) -> Iterator[str]:
    for paragraph in word(data).element.body.iter(qn("w:p")):
        yield "".join(
            piece.text or "" if piece.tag == qn("w:t") else "\n"
            for piece in paragraph.iter(qn("w:t"), qn("w:br"))
        )
