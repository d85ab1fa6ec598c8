"""A year of sealed papers as one PDF: cover, contents, papers in order, pages numbered through.

Each paper stands in the layout of its own day. The seals are the papers'; the book has none. The
papers are set some at a time and put together page by page, so that a long book asks for no more
memory than its pages weigh; what is put together so is no PDF/A and has no tags, which the papers
themselves have.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from pypdf import PdfReader, PdfWriter
from pypdf.constants import PageLabelStyle
from pypdf.generic import Destination

from nenep.documents.rules.layout import Layout
from nenep.documents.rules.model import Document
from nenep.documents.writers.pdf import BOOK, LEAVES, compiled, inputs_of
from nenep.documents.writers.typeface import FAMILY

CONTENTS = "MỤC LỤC"
COLUMNS = ("TT", "Số", "Văn bản", "Ngày", "Trang")
_MARK = "§ paper"
AT_ONCE = 20
"""Papers set in one pass: they share their fonts, and a pass stays small."""


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


class Binder:
    """A book in the making: papers are added in order, some at a time, then it is finished."""

    def __init__(self) -> None:
        self._leaves = PdfWriter()
        self._entries: list[dict[str, str | int]] = []

    def add(self, papers: Sequence[Bound]) -> None:
        """The next papers, at most :data:`AT_ONCE`. Some 10 ms of one core a page."""
        first = len(self._leaves.pages) + 1
        made = compiled(
            LEAVES,
            {
                "first": first,
                "mark": _MARK,
                "papers": [inputs_of(one.document, one.layout) for one in papers],
            },
        )
        leaves = PdfReader(io.BytesIO(made))
        for one, page in zip(papers, _begins(leaves), strict=True):
            self._entries.append(
                {
                    "number": one.number,
                    "name": one.name,
                    "day": f"{one.on:%d/%m/%Y}",
                    "page": first + page,
                }
            )
        self._leaves.append(leaves, import_outline=False)

    def finish(self, cover: Cover, layout: Layout) -> bytes:
        """The whole book; cover and contents, in ``layout``, are not numbered. Once only."""
        front = PdfReader(io.BytesIO(compiled(BOOK, self._front(cover, layout))))
        before = len(front.pages)
        whole = self._leaves
        whole.merge(position=0, fileobj=front, import_outline=False)
        for entry in self._entries:
            title = f"{entry['number']} {entry['name']}".strip()
            whole.add_outline_item(title=title, page_number=before + int(entry["page"]) - 1)
        _number(whole, before)
        title = f"{cover.title} {cover.period}"
        whole.metadata = {"/Title": title, "/Author": cover.cell.upper(), "/Producer": "Nề Nếp"}
        out = io.BytesIO()
        whole.write(out)
        return out.getvalue()

    def _front(self, cover: Cover, layout: Layout) -> dict[str, object]:
        on = cover.bound_on
        words = {
            "font": FAMILY,
            "title": f"{cover.title} {cover.period}",
            "title-lines": [cover.title, cover.period],
            "superior": cover.superior.upper(),
            "cell": cover.cell.upper(),
            "date": {"year": on.year, "month": on.month, "day": on.day},
            "bound": f"Lập ngày {on:%d/%m/%Y}, gồm {len(self._entries)} văn bản",
            "contents": CONTENTS,
            "columns": COLUMNS,
        }
        return {"layout": asdict(layout), "words": words, "entries": self._entries}


def _number(whole: PdfWriter, before: int) -> None:
    """Roman figures for cover and contents, so that a reader's program counts as the paper does."""
    roman, plain = PageLabelStyle.LOWERCASE_ROMAN, PageLabelStyle.DECIMAL
    whole.set_page_label(page_index_from=0, page_index_to=before - 1, style=roman)
    last = len(whole.pages) - 1
    whole.set_page_label(page_index_from=before, page_index_to=last, style=plain, start=1)


def _begins(leaves: PdfReader) -> Iterator[int]:
    """The page, from 0, on which each paper begins: each carries a bookmark there."""
    for mark in leaves.outline:
        if isinstance(mark, Destination) and mark.title == _MARK:
            yield leaves.get_destination_page_number(mark) or 0
