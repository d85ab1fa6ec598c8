"""The roll of a cell on a day: everybody who counts in some way, in the order of given names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.people.models import Membership
from nenep.people.rules.standing import CountsAs, Spell, Standing, counts_as


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
