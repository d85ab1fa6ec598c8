"""The book of Regulation 213 in words and shapes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from nenep.kernel.errors import Absent
from nenep.people.forms.links import LinkForm
from nenep.people.models import ResidenceLink
from nenep.people.pages.acts import ActPage
from nenep.people.pages.states import bases_of
from nenep.people.queries.links import LinkLine, comments_of, links_in
from nenep.structure.rules.units import UnitView
from nenep.ui.formats import vn_date
from nenep.ui.shapes import Pair

YEARS_KEPT = 10


@dataclass(frozen=True)
class BookPage:
    """Everything ``people/residence_links.html`` reads."""

    unit: UnitView
    year: int
    years: Sequence[int]
    lines: Sequence[LinkLine]
    form: LinkForm
    writes: bool
    several: bool

    @property
    def given(self) -> int:
        """How many have their comment of the year."""
        return sum(line.given_on is not None for line in self.lines)


def shown_year(asked: str, today: date) -> int:
    """The year asked for; what cannot be read is this year."""
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else today.year
    return year if _in_book(year, today) else today.year


def known_year(year: int, today: date) -> int:
    """A year the book may hold.

    Raises:
        Absent: any other.
    """
    if not _in_book(year, today):
        raise Absent("Không có sổ của năm này.")
    return year


def book_page(unit: UnitView, year: int, today: date, *, form: LinkForm, writes: bool) -> BookPage:
    """The book of a year. One query."""
    return BookPage(
        unit=unit,
        year=year,
        years=range(today.year, today.year - 3, -1),
        lines=links_in(unit.id, year, today),
        form=form,
        writes=writes,
        several=not unit.is_cell,
    )


def comment_page(link: ResidenceLink, today: date) -> ActPage:
    """A yearly comment, beside those given before."""
    before = [
        Pair(
            str(one.year),
            one.text or _("gửi bằng giấy ngày %(day)s") % {"day": vn_date(one.given_on)},
        )
        for one in comments_of(link)
    ]
    return ActPage(
        title=_("Nhận xét hằng năm"),
        whose=link.full_name,
        button=_("Ghi nhận xét"),
        back=reverse("residence-links", args=[link.unit_id]),
        facts=[Pair(_("Nơi công tác"), link.workplace), *before],
        bases=bases_of(("residence.comment",), today),
        other=(_("Thôi theo dõi"), reverse("residence-link-end", args=[link.pk])),
    )


def end_page(link: ResidenceLink) -> ActPage:
    """The link holds no longer."""
    return ActPage(
        title=_("Thôi theo dõi"),
        whose=link.full_name,
        button=_("Ghi thôi theo dõi"),
        back=reverse("residence-links", args=[link.unit_id]),
        lead=_("Các nhận xét đã ghi được giữ lại."),
        facts=[Pair(_("Nơi công tác"), link.workplace)],
    )


def _in_book(year: int, today: date) -> bool:
    return today.year - YEARS_KEPT <= year <= today.year
