"""A year of sealed papers as one PDF: cover, contents, papers in order, pages numbered through.

Each paper stands in the layout of its own day. The seals are the papers'; the book has none.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from nenep.documents.rules.layout import Layout
from nenep.documents.rules.model import Document
from nenep.documents.writers.pdf import BOOK, compiled, inputs_of
from nenep.documents.writers.typeface import FAMILY

CONTENTS = "MỤC LỤC"
COLUMNS = ("TT", "Số", "Văn bản", "Ngày", "Trang")


@dataclass(frozen=True)
class Bound:
    """One paper in the book."""

    document: Document
    layout: Layout
    number: str
    on: date

    @property
    def name(self) -> str:
        title = self.document.title
        return f"{title.kind.capitalize()}. {title.subject}" if title.subject else title.kind


@dataclass(frozen=True)
class Cover:
    """What stands on the cover; ``bound_on`` is the day the book was made."""

    superior: str
    cell: str
    title: str
    period: str
    bound_on: date


def write(cover: Cover, papers: Sequence[Bound], layout: Layout) -> bytes:
    """The book; cover and contents in ``layout``. Some 10 ms of one core a page."""
    on = cover.bound_on
    words = {
        "font": FAMILY,
        "title": f"{cover.title} {cover.period}",
        "title-lines": [cover.title, cover.period],
        "superior": cover.superior.upper(),
        "cell": cover.cell.upper(),
        "date": {"year": on.year, "month": on.month, "day": on.day},
        "bound": f"Lập ngày {on:%d/%m/%Y}, gồm {len(papers)} văn bản",
        "contents": CONTENTS,
        "columns": COLUMNS,
    }
    bound = [
        {
            **inputs_of(one.document, one.layout),
            "entry": {"number": one.number, "name": one.name, "day": f"{one.on:%d/%m/%Y}"},
        }
        for one in papers
    ]
    return compiled(BOOK, {"layout": asdict(layout), "words": words, "papers": bound})
