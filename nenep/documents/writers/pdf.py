"""A paper as a PDF/A-2a file: archived, tagged for screen readers, fonts embedded; the same paper
gives the same bytes.

One engine per thread stays loaded with its fonts: starting one costs more than a paper does.
"""

import json
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Final

import typst

from nenep.documents.rules.canonical import as_data
from nenep.documents.rules.layout import Layout
from nenep.documents.rules.model import Document
from nenep.documents.rules.numbering import number_line, place_and_date_line
from nenep.documents.writers.typeface import FAMILY, FONT_FOLDER, with_boxes
from nenep.documents.writers.wording import (
    RECIPIENTS,
    SIGNING_SPACE,
    day_of,
    head_widths,
    recipient_lines,
    title_of,
)

TEMPLATE: Final = Path(__file__).resolve().parent / "paper.typ"
STANDARD: Final = "a-2a"
NO_TIME: Final = 0
_engines = threading.local()


def write(document: Document, layout: Layout) -> bytes:
    """``document`` as a PDF in ``layout``; some 20 ms of one core for two pages.

    A character the typeface lacks comes out as a box (see ``typeface.unprintable``, which the
    seal asks first).
    """
    made = _engine().compile(
        format="pdf",
        sys_inputs={"paper": with_boxes(_inputs(document, layout))},
        pdf_standards=STANDARD,
        timestamp=NO_TIME,
    )
    if not isinstance(made, bytes):
        raise TypeError("the engine gave no single PDF")
    return made


def _engine() -> typst.Compiler:
    engine = getattr(_engines, "paper", None)
    if not isinstance(engine, typst.Compiler):
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT_FOLDER]
        )
        engine = typst.Compiler(TEMPLATE, font_paths=fonts, ignore_system_fonts=True)
        _engines.paper = engine
    return engine


def _inputs(document: Document, layout: Layout) -> str:
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
    }
    given = {"paper": as_data(document), "layout": asdict(layout), "words": words}
    return json.dumps(given, ensure_ascii=False)
