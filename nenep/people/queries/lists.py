"""Lists of people across cells, by given name, a page at a time."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.access.rules import Actor, Office
from nenep.kernel.partial_dates import PartialDate
from nenep.people.rules.listing import Wanted, listed_as, terms_of


@dataclass(frozen=True)
class PersonLine:
    """A person in a list of several cells. ``standing`` is a key of
    :data:`nenep.people.rules.listing.LISTED`; ``unit_id`` where listed, for guests the host."""

    person_id: UUID
    full_name: str
    unit_id: UUID
    cell: str
    standing: str
    sex: str
    birth: PartialDate
    admitted: PartialDate
    official: PartialDate
    card: str
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True)
class PersonPage:
    """One page of people by given name; ``after`` leads to the next."""

    lines: Sequence[PersonLine]
    after: UUID | None
    wanted: Wanted


PAGE = 50

# By arrays of ids: behind the policies the planner else reads every person to join a page of them.
_LISTED = """
with found as materialized (
  select * from people_find(%(roots)s::uuid[], %(wanted)s::jsonb, %(on)s, %(after)s::uuid, %(size)s)
), names as materialized (
  select n.unit_id, n.name from structure_unitname n where n.during @> %(on)s::date
    and n.unit_id = any (array(select unit_id from found))
), terms as materialized (
  select o.person_id, array_agg(o.office order by lower(o.during)) as offices
  from people_officeterm o where o.during @> %(on)s::date and o.office <> 'assigned_follower'
    and o.person_id = any (array(select person_id from found)) group by o.person_id
), persons as materialized (
  select * from people_person p where p.id = any (array(select person_id from found))
)
select p.id, p.full_name, f.unit_id, coalesce(n.name, ''), f.standing, p.sex, p.birth_date,
  p.birth_precision, p.admitted_on, p.admitted_precision, p.official_on, p.official_precision,
  p.card_number, coalesce(t.offices, '{}')
from found f join persons p on p.id = f.person_id
left join names n on n.unit_id = f.unit_id left join terms t on t.person_id = f.person_id
order by p.name_key collate "C", p.id
"""


def people_page(
    actor: Actor,
    unit_id: UUID,
    on: date,
    *,
    wanted: Wanted = Wanted(),  # noqa: B008 - frozen
    after: UUID | None = None,
) -> PersonPage:
    """People kept at ``unit_id`` and below, by given name, ``PAGE`` at a time. One query.

    A part of a name is found with or without diacritics (đ is d). ``after`` is the last person of
    the page before, by id: an address must not carry a name; who is no longer among the people
    begins at the beginning. Records that were merged into another are nobody.
    """
    found = found_people(actor, unit_id, on, wanted=wanted, after=after, size=PAGE + 1)
    shown = found[:PAGE]
    return PersonPage(
        lines=shown,
        after=shown[-1].person_id if len(found) > PAGE else None,
        wanted=wanted,
    )


def found_people(
    actor: Actor,
    unit_id: UUID,
    on: date,
    *,
    wanted: Wanted,
    after: UUID | None = None,
    size: int,
) -> Sequence[PersonLine]:
    """The first ``size`` of them after ``after``. One query.

    The search carries the reach of the scope itself (ADR 0025), and the names it leads to are read
    under the row policies all the same.
    """
    del actor  # the database knows the scope it entered
    with connection.cursor() as cursor:
        cursor.execute(
            _LISTED,
            {
                "on": on,
                "roots": [unit_id],
                "wanted": json.dumps(terms_of(wanted, on)),
                "after": after,
                "size": size,
            },
        )
        rows = cursor.fetchall()
    return [
        PersonLine(
            person_id=row[0],
            full_name=row[1],
            unit_id=row[2],
            cell=row[3],
            standing=listed_as(row[4], wanted.standing),
            sex=row[5],
            birth=PartialDate.stored(row[6], row[7]),
            admitted=PartialDate.stored(row[8], row[9]),
            official=PartialDate.stored(row[10], row[11]),
            card=row[12],
            offices=tuple(Office(office) for office in row[13]),
        )
        for row in rows
    ]
