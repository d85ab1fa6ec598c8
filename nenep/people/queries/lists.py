"""Lists of people across cells, by given name, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor
from nenep.kernel.names import fold


@dataclass(frozen=True)
class PersonLine:
    """A person in a list of several cells."""

    person_id: UUID
    full_name: str
    unit_id: UUID
    cell: str
    standing: str


@dataclass(frozen=True)
class PersonPage:
    """One page of people by given name; ``after`` leads to the next."""

    lines: Sequence[PersonLine]
    after: UUID | None
    searched: str


PAGE = 50

_LISTED = """
select p.id, p.full_name, p.kept_by_id, n.name,
  coalesce(s.kind, m.standing, '')
from people_person p
join structure_unitname n on n.unit_id = p.kept_by_id and n.during @> %(on)s::date
left join people_membership m on m.person_id = p.id and m.during @> %(on)s::date
left join lateral (select kind from people_state s where s.person_id = p.id
  and s.during @> %(on)s::date order by kind desc limit 1) s on true
where p.kept_by_id in (select access_below(%(units)s::uuid[]))
  and (%(part)s = '' or p.name_folded like %(pattern)s)
  and (%(after)s::uuid is null or (p.name_key collate "C", p.id) > (
    select q.name_key collate "C", q.id from people_person q where q.id = %(after)s::uuid))
order by p.name_key collate "C", p.id limit %(limit)s
"""


def people_page(
    actor: Actor, unit_id: UUID, on: date, *, part: str = "", after: UUID | None = None
) -> PersonPage:
    """People of ``unit_id`` and below, by given name, ``PAGE`` at a time. One query.

    ``part`` is a part of a name, with or without diacritics; ``after`` the last person of the page
    before, by id: an address must not carry a name.
    """
    del actor  # row policies leave out whoever the actor may not see
    folded = fold(part)
    with connection.cursor() as cursor:
        cursor.execute(
            _LISTED,
            {
                "on": on,
                "units": [unit_id],
                "part": folded,
                "pattern": f"%{escaped(folded)}%",
                "after": after,
                "limit": PAGE + 1,
            },
        )
        rows = cursor.fetchall()
    shown = rows[:PAGE]
    return PersonPage(
        lines=[PersonLine(row[0], row[1], row[2], row[3], row[4]) for row in shown],
        after=shown[-1][0] if len(rows) > PAGE else None,
        searched=part,
    )


def escaped(text: str) -> str:
    """``text`` as a literal inside a LIKE pattern."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
