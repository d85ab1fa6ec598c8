"""Files put behind a paper page by page: what is sent before a meeting, in one file to print.

pypdf reads strangers' files here. They were searched for what acts before they were kept (ADR
0030), their pages alone are taken, and one it cannot read is left out, to go by itself (ADR 0051).
"""

import io
from collections.abc import Iterable

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError

MOST_PAGES = 500
"""A longer file is handed out by itself."""
_UNREADABLE = (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError)


def pages_of(content: bytes) -> int | None:
    """How many pages a PDF has; None when that cannot be read, or there are too many to join."""
    try:
        pages = len(PdfReader(io.BytesIO(content)).pages)
    except (*_UNREADABLE, RecursionError):
        return None
    return pages if 0 < pages <= MOST_PAGES else None


def joined(paper: bytes, annexes: Iterable[bytes]) -> bytes:
    """The paper with the pages of each file behind it."""
    whole = PdfWriter()
    whole.append(io.BytesIO(paper))
    for annex in annexes:
        whole.append(io.BytesIO(annex), import_outline=False)
    out = io.BytesIO()
    whole.write(out)
    return out.getvalue()
