"""A paper as a PDF/A-2a file: archived, tagged for screen readers, fonts embedded; the same paper
gives the same bytes.

One engine per thread stays loaded with its fonts: starting one costs more than a paper does.
"""

import io
import json
import threading
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Final

import segno
import typst

from nenep.documents.rules.canonical import as_data
from nenep.documents.rules.layout import Layout
from nenep.documents.rules.model import Document
from nenep.documents.rules.numbering import number_line, place_and_date_line
from nenep.documents.rules.verification import SealMark, shown_code
from nenep.documents.writers.typeface import FAMILY, FONT_FOLDER, with_boxes
from nenep.documents.writers.wording import (
    ASK_AT,
    QR_SAYS,
    RECIPIENTS,
    SEAL_CODE,
    SIGNING_SPACE,
    day_of,
    head_widths,
    recipient_lines,
    title_of,
)

TEMPLATES: Final = Path(__file__).resolve().parent
PAPER, BOOK, LEAVES = "paper.typ", "book.typ", "leaves.typ"
STANDARD: Final = "a-2a"
NO_TIME: Final = 0
_engines = threading.local()


def write(document: Document, layout: Layout, mark: SealMark | None = None) -> bytes:
    """``document`` as a PDF in ``layout``; some 20 ms of one core for two pages. ``mark`` stands
    in the lower margin of the last page and moves no line.

    A character the typeface lacks comes out as a box (see ``typeface.unprintable``, which the
    seal asks first).
    """
    return compiled(PAPER, _inputs(document, layout, mark))


def compiled(template: str, inputs: Mapping[str, object]) -> bytes:
    """A template of this folder set with ``inputs``; archived and tagged."""
    made = _engine(template).compile(
        format="pdf",
        sys_inputs={"paper": with_boxes(json.dumps(inputs, ensure_ascii=False))},
        pdf_standards=STANDARD,
        timestamp=NO_TIME,
    )
    if not isinstance(made, bytes):
        raise TypeError("the engine gave no single PDF")
    return made


def _engine(template: str) -> typst.Compiler:
    engine = getattr(_engines, template, None)
    if not isinstance(engine, typst.Compiler):
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER]
        )
        engine = typst.Compiler(TEMPLATES / template, font_paths=fonts, ignore_system_fonts=True)
        setattr(_engines, template, engine)
    return engine


def inputs_of(document: Document, layout: Layout) -> dict[str, object]:
    """A paper without a mark, as the templates read it."""
    return _inputs(document, layout, None)


def _inputs(document: Document, layout: Layout, mark: SealMark | None) -> dict[str, object]:
    number, dated, day = document.number, document.place_and_date, day_of(document)
    words = {
        "font": FAMILY,
        "title": title_of(document),
        "date": {"year": day.year, "month": day.month, "day": day.day},
        "number": "" if number is None else number_line(number),
        "place_and_date": "" if dated is None else place_and_date_line(dated),
        "recipients": RECIPIENTS,
        "recipient_lines": recipient_lines(document),
        "signing_space": SIGNING_SPACE,
        "head_widths": head_widths(layout),
        "mark": None if mark is None else _mark(mark),
    }
    return {"paper": as_data(document), "layout": asdict(layout), "words": words}


def _mark(mark: SealMark) -> dict[str, object]:
    code = f"{SEAL_CODE} {shown_code(mark.code)}"
    if not mark.address:
        return {"lines": [code]}
    return {
        "qr": _qr(mark.address),
        "alt": f"{QR_SAYS} {mark.address}",
        "lines": [f"{ASK_AT} {mark.address}", code],
    }


def _qr(text: str) -> str:
    """The QR code as a drawing without a border: the page around it is white."""
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(out, kind="svg", xmldecl=False, border=0, nl=False)
    return out.getvalue().decode()
