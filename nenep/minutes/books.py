"""The yearly bound book of a cell: its sealed minutes, resolutions and conclusions in order.

It is bound by a job, some papers at a time, and kept for some days; any reader of the papers may
order it and fetch it.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.access.rules import Actor, Capability
from nenep.documents.queries import PAPERS_AT_ONCE, Binding, current_papers
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.meetings.models import Meeting
from nenep.meetings.rules.kinds import CELL_MEETINGS
from nenep.minutes.models import Book
from nenep.minutes.queries import BOUND_CODES, MEETING
from nenep.structure.policies import unit_for
from nenep.structure.queries.units import superiors_on
from nenep.structure.rules.units import UnitView

MOST_PAPERS = 1_000
"""Two thousand pages: bound in a minute within half a gigabyte. A cell that meets every week has a
hundred and fifty papers a year."""
TITLE = "SỔ BIÊN BẢN, NGHỊ QUYẾT"


@dataclass(frozen=True)
class Bundle:
    """What a book of that year is made of: the papers in order, and a mark of them all, by which a
    book bound earlier is known to be complete still."""

    unit: UnitView
    year: int
    papers: tuple[UUID, ...]

    @property
    def mark(self) -> str:
        said = " ".join(map(str, self.papers))
        return hashlib.sha256(said.encode()).hexdigest()

    @property
    def file_name(self) -> str:
        return f"so-bien-ban-{self.year}.pdf"

    @property
    def batches(self) -> Iterator[Sequence[UUID]]:
        for start in range(0, len(self.papers), PAPERS_AT_ONCE):
            yield self.papers[start : start + PAPERS_AT_ONCE]


@dataclass(frozen=True)
class BookPage:
    """Where the book of a year stands; ``book`` is None before anybody ordered it. ``current``: it
    holds every paper in force today."""

    bundle: Bundle
    book: Book | None

    @property
    def current(self) -> bool:
        return self.book is not None and self.book.mark == self.bundle.mark


def book_page(actor: Actor, unit_id: UUID, year: int) -> BookPage:
    """Five queries.

    Raises:
        Absent, Forbidden: not a unit whose papers the actor reads.
    """
    bundle = bundle_of(actor, unit_id, year)
    book = Book.objects.filter(unit_id=unit_id, year=year).defer("content").first()
    return BookPage(bundle, book)


def bundle_of(actor: Actor, unit_id: UUID, year: int) -> Bundle:
    """Of every paper the version in force, in the order of the meetings. Four queries.

    Raises:
        Absent, Forbidden: not a unit whose papers the actor reads.
    """
    unit = unit_for(actor, unit_id, to=Capability.VIEW_PAPERS, on=clock.today())
    return Bundle(unit, year, tuple(_papers_of(unit_id, year)))


def must_be_bindable(bundle: Bundle) -> None:
    """Raises:
    Refused: nothing was sealed that year, or more than one book holds.
    """
    if not bundle.papers:
        raise Refused("Năm này chưa có biên bản, nghị quyết nào hoàn thiện nên chưa đóng sổ được.")
    if len(bundle.papers) > MOST_PAPERS:
        raise Refused(
            "Năm này có %(papers)s văn bản, một sổ chỉ đóng được %(most)s. Chưa đóng sổ nào; "
            "các văn bản được giữ nguyên, đồng chí tải từng tháng ở trang văn bản.",
            papers=len(bundle.papers),
            most=MOST_PAPERS,
        )


def bind_whole(bundle: Bundle) -> bytes:
    """The book as a PDF, at once."""
    binding = Binding()
    for batch in bundle.batches:
        binding.add(batch)
    return finish(bundle, binding)


def finish(bundle: Bundle, binding: Binding) -> bytes:
    """Cover and contents before the papers."""
    above = superiors_on(bundle.unit.id, clock.today())
    return binding.finish(
        superior=above[0].name if above else "",
        cell=bundle.unit.name,
        title=TITLE,
        period=f"Năm {bundle.year}",
    )


def _papers_of(unit_id: UUID, year: int) -> list[UUID]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    meetings = Meeting.objects.filter(
        unit_id=unit_id, kind__in=CELL_MEETINGS, month__gte=first, month__lte=last
    )
    held = {row.pk: (row.held_on or row.planned_on, str(row.pk)) for row in meetings}
    papers = current_papers(MEETING, held).filter(type_code__in=BOUND_CODES)
    rows = papers.values_list("pk", "subject_id", "type_code")
    ordered = sorted(rows, key=lambda row: (held[row[1]], BOUND_CODES.index(row[2])))
    return [paper_id for paper_id, _meeting, _code in ordered]
