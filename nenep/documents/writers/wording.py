"""Fixed words and proportions both writers share."""

from datetime import date

from nenep.documents.rules.layout import Layout
from nenep.documents.rules.model import Document

NO_DATE = date(2000, 1, 1)
"""Written into a file whose paper has no date yet: a file must say something, and not today."""
RECIPIENTS = "Nơi nhận:"
SEAL_CODE = "Mã niêm phong:"
ASK_AT = "Xác minh tại"
QR_SAYS = "Mã QR dẫn tới trang xác minh:"
SIGNING_SPACE = 64
"""Points left blank above the name for the signature in ink: four lines."""
_RIGHT_HEAD = 0.54
"""Share of the text width for the right head: a date line of a long place name still fits."""


def head_widths(layout: Layout) -> tuple[float, float]:
    """Widths of the two head columns, in millimetres."""
    right = round(layout.text_width * _RIGHT_HEAD, 1)
    return layout.text_width - right, right


def recipient_lines(document: Document) -> tuple[str, ...]:
    """The list under "Nơi nhận:", each line with its dash."""
    return tuple(f"- {line.removeprefix('-').strip()}" for line in document.recipients)


def day_of(document: Document) -> date:
    """The day the file itself claims: the paper's, never the machine's."""
    dated = document.place_and_date
    return NO_DATE if dated is None or dated.on is None else dated.on


def title_of(document: Document) -> str:
    """Type and subject on one line, for the file's own data."""
    return " ".join(part for part in (document.title.kind, document.title.subject) if part)
