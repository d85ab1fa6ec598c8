"""Reads of people: rosters on a day, officers, the members one may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.kernel.names import fold
from nenep.people.models import Membership, OfficeTerm, Person
from nenep.people.rules import CountsAs, Spell, Standing, counts_as


@dataclass(frozen=True)
class RosterLine:
    """A person on the roll of a cell that day, in the order of given names."""

    person_id: UUID
    full_name: str
    name_key: str
    counts: CountsAs


_ROSTER = """
select p.id, p.full_name, p.name_key, m.standing, lower(m.during), upper(m.during),
  coalesce((select json_agg(json_build_object('kind', s.kind, 'provision', s.provision,
     'since', lower(s.during), 'until', upper(s.during)))
   from people_state s where s.person_id = p.id and s.during @> %(on)s::date), '[]'::json),
  h.id is not null
from people_person p
left join people_membership m on m.person_id = p.id and m.unit_id = %(unit)s
  and m.during @> %(on)s::date
left join people_hostedstay h on h.person_id = p.id and h.unit_id = %(unit)s
  and h.during @> %(on)s::date
where p.id in (
  select person_id from people_membership where unit_id = %(unit)s and during @> %(on)s::date
  union
  select person_id from people_hostedstay where unit_id = %(unit)s and during @> %(on)s::date)
order by p.name_key collate "C", p.id
"""


def roster_on(unit_id: UUID, on: date) -> Sequence[RosterLine]:
    """Everybody who counts in some way in the cell that day. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_ROSTER, {"unit": unit_id, "on": on})
        rows = cursor.fetchall()
    lines = []
    for person_id, full_name, name_key, standing, since, until, states, hosted in rows:
        membership = Spell(standing, since, until) if standing else None
        counts = counts_as(
            person_id, on, membership=membership, states=_spells(states), hosted=hosted
        )
        if counts is not None:
            lines.append(RosterLine(person_id, full_name, name_key, counts))
    return lines


def standing_on(person_id: UUID, unit_id: UUID, on: date) -> Standing | None:
    """The standing of the person's membership in the cell that day, states aside; None if none."""
    spell = Membership.objects.filter(
        person_id=person_id, unit_id=unit_id, during__contains=on
    ).first()
    return Standing(spell.standing) if spell else None


def visible_to(actor: Actor) -> QuerySet[Person]:
    """The persons the actor may see: of the units in reach, and oneself."""
    seen = Person.objects.filter(within(actor, Capability.VIEW_MEMBERS, "kept_by_id"))
    if actor.person_id is None:
        return seen
    return seen | Person.objects.filter(pk=actor.person_id)


def officer_on(unit_id: UUID, office: str, on: date) -> Person | None:
    """Who holds the office that day, the longest-serving first."""
    term = (
        OfficeTerm.objects.filter(unit_id=unit_id, office=office, during__contains=on)
        .select_related("person")
        .order_by("during")
        .first()
    )
    return term.person if term else None


def _spells(states: object) -> list[Spell]:
    """JSON rows of states; dates arrive as ISO text."""
    rows = states if isinstance(states, list) else []
    return [
        Spell(
            kind=row["kind"],
            since=date.fromisoformat(row["since"]),
            until=date.fromisoformat(row["until"]) if row["until"] else None,
            provision=row["provision"],
        )
        for row in rows
    ]


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
