"""The yearly bound book of a cell: its sealed minutes, resolutions and conclusions in order."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from nenep.access.rules import Actor, Capability
from nenep.documents.models import Paper
from nenep.documents.queries import bind, current_papers
from nenep.kernel import clock
from nenep.kernel.errors import Refused
from nenep.meetings.models import Meeting
from nenep.meetings.rules.kinds import CELL_MEETINGS
from nenep.minutes.queries import BOUND_CODES, MEETING
from nenep.structure.policies import unit_for
from nenep.structure.queries.units import superiors_on

MOST_PAPERS = 150
"""A cell that met every week for a year stays below; set at once in a few seconds."""
TITLE = "SỔ BIÊN BẢN, NGHỊ QUYẾT"


@dataclass(frozen=True)
class Book:
    """The file and what is in it."""

    file_name: str
    papers: int
    content: bytes


def book_of(actor: Actor, unit_id: UUID, year: int) -> Book | None:
    """Of every paper the version in force, in the order of the meetings; None when nothing was
    sealed that year. Five queries and one a day of sealing.

    Raises:
        Absent, Forbidden: not a unit whose papers the actor reads.
        Refused: more papers than a book is made of at once.
    """
    today = clock.today()
    unit = unit_for(actor, unit_id, to=Capability.VIEW_PAPERS, on=today)
    papers = _papers_of(unit_id, year)
    if not papers:
        return None
    if len(papers) > MOST_PAPERS:
        raise Refused(
            "Năm này có %(papers)s văn bản, nhiều hơn %(most)s; đồng chí xuất từng tháng.",
            papers=len(papers),
            most=MOST_PAPERS,
        )
    above = superiors_on(unit_id, today)
    content = bind(
        papers,
        superior=above[0].name if above else "",
        cell=unit.name,
        title=TITLE,
        period=f"Năm {year}",
    )
    return Book(f"so-bien-ban-{year}.pdf", len(papers), content)


def _papers_of(unit_id: UUID, year: int) -> list[Paper]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    meetings = Meeting.objects.filter(
        unit_id=unit_id, kind__in=CELL_MEETINGS, month__gte=first, month__lte=last
    )
    held = {row.pk: (row.held_on or row.planned_on, str(row.pk)) for row in meetings}
    papers = current_papers(MEETING, held).filter(type_code__in=BOUND_CODES)
    return sorted(papers, key=lambda p: (held[p.subject_id], BOUND_CODES.index(p.type_code)))
