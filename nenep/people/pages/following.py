"""Who of a committee follows which of its cells, in words and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.people.forms.following import FollowerForm
from nenep.people.pages.units import days_in_words
from nenep.people.queries.following import CellLine, cells_and_followers, seats_of
from nenep.structure.rules.units import UnitView
from nenep.ui.formats import vn_date


@dataclass(frozen=True)
class FollowedRow:
    """A cell with who follows it; ``end`` leads to the end of the assignment."""

    cell: str
    url: str
    name: str
    meta: str
    end: str


@dataclass(frozen=True)
class FollowersPage:
    """Everything ``people/followers.html`` reads. Cells nobody follows come first."""

    unit: UnitView
    form: FollowerForm
    rows: Sequence[FollowedRow]
    without: int
    free: bool
    seated: bool


def followers_page(unit: UnitView, data: object = None, *, today: date) -> FollowersPage:
    """The cells right under the committee. A constant number of queries."""
    lines, seats = cells_and_followers(unit.id, today), seats_of(unit.id, today)
    free = [line for line in lines if line.follower is None and line.coming is None]
    rows = sorted(lines, key=lambda line: line.follower is not None)
    return FollowersPage(
        unit=unit,
        form=FollowerForm(seats, free, data, initial={"on": today}),
        rows=[_row(line) for line in rows],
        without=sum(line.follower is None for line in lines),
        free=bool(free),
        seated=bool(seats),
    )


def _row(line: CellLine) -> FollowedRow:
    held = line.follower or line.coming
    meta = days_in_words(held.days) if held else ""
    if line.follower is not None and line.coming is not None:
        coming = {"name": line.coming.full_name, "day": vn_date(line.coming.days.since)}
        meta = f"{meta} · " + _("từ %(day)s: đ/c %(name)s") % coming
    return FollowedRow(
        cell=line.cell.name,
        url=reverse("unit", args=[line.cell.id]),
        name=held.full_name if held else "",
        meta=meta,
        end=reverse("office-end", args=[held.term_id]) if held else "",
    )
