"""The book of Regulation 213: working members known to the cell of residence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.people.models import ResidenceComment, ResidenceLink


@dataclass(frozen=True)
class LinkLine:
    """One linked member in a year: the comment of that year, if it was given."""

    id: UUID
    full_name: str
    workplace: str
    cell_name: str
    since: date
    last: date | None
    given_on: date | None
    text: str


LIMIT = 1000
_LINKS = """
select l.id, l.full_name, l.workplace, coalesce(n.name, ''), lower(l.during), upper(l.during) - 1,
  c.given_on, coalesce(c.text, '')
from people_residencelink l
left join people_residencecomment c on c.link_id = l.id and c.year = %(year)s
left join structure_unitname n on n.unit_id = l.unit_id and n.during @> %(on)s::date
where l.unit_id in (select access_below(array[%(unit)s]::uuid[]))
  and l.during && daterange(make_date(%(year)s, 1, 1), make_date(%(year)s + 1, 1, 1))
order by l.name_key collate "C", l.id limit %(limit)s
"""


def links_in(unit_id: UUID, year: int, on: date) -> Sequence[LinkLine]:
    """Everybody linked to ``unit_id`` (or a cell below) during that year, by given name; at most
    ``LIMIT``. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_LINKS, {"unit": unit_id, "year": year, "on": on, "limit": LIMIT})
        return [LinkLine(*row) for row in cursor.fetchall()]


def comments_of(link: ResidenceLink) -> Sequence[ResidenceComment]:
    """The comments of all years, the newest first."""
    return list(link.comments.order_by("-year"))
