"""Who lives where: the register of villages with the people of the cells that lead them.

The members of a cell that leads one village live there; where a cell leads several, or a member
lives elsewhere, it is written down (:class:`nenep.people.models.Residence`). Working members known
to a residential cell by Regulation 213 are counted beside, never among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.access.queries import may
from nenep.access.rules import Actor, Capability
from nenep.kernel.names import sort_key
from nenep.people.queries.names import names_of
from nenep.structure.rules.localities import LOCALITY_KIND_NAMES, LocalityKind, place_key


@dataclass(frozen=True)
class VillageLine:
    """A village on a day. Counts are None to whoever may not see members; ``linked`` are those of
    the whole cell, which a cell that leads several (``shared``) does not tell apart, and so are the
    ``unwritten``: people of that cell of whom nobody has said in which village they live."""

    locality_id: UUID
    name: str
    kind: str
    since: date
    cell_id: UUID | None
    cell_name: str
    shared: bool
    official: int | None
    probationary: int | None
    linked: int | None
    unwritten: int = 0

    @property
    def kind_name(self) -> str:
        return LOCALITY_KIND_NAMES[LocalityKind(self.kind)]

    @property
    def members(self) -> int | None:
        """Those who live there, official and probationary."""
        if self.official is None or self.probationary is None:
            return None
        return self.official + self.probationary

    @property
    def no_cell(self) -> bool:
        return self.cell_id is None

    @property
    def no_member(self) -> bool:
        """Known to be without a member: never said of a village whose people one may not count, nor
        while somebody of its cell may live there for all that is written."""
        return self.members == 0 and not self.unwritten


@dataclass(frozen=True)
class Unassigned:
    """People of a cell with several villages of whom nobody has said where they live."""

    cell_id: UUID
    cell_name: str
    people: int


@dataclass(frozen=True)
class Register:
    """The villages of a commune, or of a cell, that day. ``counted``: may the reader count
    members?"""

    unit_id: UUID
    on: date
    lines: Sequence[VillageLine]
    counted: bool

    @property
    def unassigned(self) -> Sequence[Unassigned]:
        """The cells with people of whom nobody has said in which of its villages they live."""
        cells = {
            line.cell_id: Unassigned(line.cell_id, line.cell_name, line.unwritten)
            for line in self.lines
            if line.cell_id is not None and line.unwritten
        }
        return sorted(cells.values(), key=lambda some: place_key(some.cell_name))

    @property
    def without_members(self) -> int:
        return sum(line.no_member for line in self.lines)

    @property
    def without_cell(self) -> int:
        return sum(line.no_cell for line in self.lines)


@dataclass(frozen=True)
class VillageCounts:
    """How a commune's villages stand on a day."""

    localities: int
    without_members: int
    without_cell: int


@dataclass(frozen=True)
class Resident:
    """A member who lives in the village."""

    person_id: UUID
    full_name: str
    standing: str
    cell_id: UUID


# An entry made twice and merged keeps its history and counts nowhere.
_COUNTS = """not exists (select from people_person twice
    where twice.id = m.person_id and twice.merged_into_id is not null)"""
_STILL_A_PLACE = """exists (select from structure_localityplace x
    where x.locality_id = r.locality_id and x.during @> %(on)s::date)"""

# Who works elsewhere is known here by a link of Regulation 213, and counted as such.
_RESIDENTIAL = """(k.cell_type = 'residential' or exists (select from structure_localityplace y
    where y.led_by_id = m.unit_id and y.during @> %(on)s::date))"""

# A cell that has ended leads nothing, whatever the register still says.
_LIVING = f"""
with place as (
  select p.locality_id, p.name, p.kind, lower(p.during) as since, stands.unit_id as led_by,
    (select count(*) from structure_localityplace q
      where q.led_by_id = p.led_by_id and q.during @> %(on)s::date) as led
  from structure_localityplace p
  left join structure_placement stands
    on stands.unit_id = p.led_by_id and stands.during @> %(on)s::date
  where (p.unit_id = %(unit)s or p.led_by_id = %(unit)s) and p.during @> %(on)s::date
), leaders as (
  select led_by, min(locality_id::text)::uuid as locality_id, max(led) as led
  from place where led_by is not null group by led_by
), living as (
  select m.person_id, m.standing, m.unit_id,
    coalesce(written.locality_id, case when c.led = 1 then c.locality_id end) as locality_id
  from leaders c
  join people_membership m on m.unit_id = c.led_by and m.during @> %(on)s::date and {_COUNTS}
  left join lateral (select r.locality_id from people_residence r
    where r.person_id = m.person_id and r.during @> %(on)s::date
      and {_STILL_A_PLACE}) written on true
  union
  select m.person_id, m.standing, m.unit_id, r.locality_id
  from place p
  join people_residence r on r.locality_id = p.locality_id and r.during @> %(on)s::date
  join people_membership m on m.person_id = r.person_id and m.during @> %(on)s::date and {_COUNTS}
  join structure_unitkind k on k.unit_id = m.unit_id and k.during @> %(on)s::date
  where {_RESIDENTIAL}
)
"""  # noqa: S608 - the conditions above
_LINES = f"""{_LIVING}
select p.locality_id, p.name, p.kind, p.since, p.led_by, coalesce(n.name, ''), p.led > 1,
  coalesce(v.official, 0), coalesce(v.probationary, 0),
  (select count(*) from people_residencelink l
    where l.unit_id = p.led_by and l.during @> %(on)s::date),
  (select count(*) from living l where l.unit_id = p.led_by and l.locality_id is null)
from place p
left join structure_unitname n on n.unit_id = p.led_by and n.during @> %(on)s::date
left join (select locality_id, count(*) filter (where standing = 'official') as official,
    count(*) filter (where standing = 'probationary') as probationary
  from living group by locality_id) v on v.locality_id = p.locality_id
"""  # noqa: S608
_RESIDENTS = f"""{_LIVING}
select person_id, standing, unit_id from living where locality_id = %(locality)s
"""  # noqa: S608

# The same answer as _LINES counted up, asked so that it stops at the first member who lives there,
# or may: the worker asks it of every commune whenever a cell of it has news.
_COUNTED = f"""
select count(*), count(*) filter (where not inhabited), count(*) filter (where led_by is null)
from (
  select stands.unit_id as led_by, (
    exists (select from people_residence r
      join people_membership m on m.person_id = r.person_id and m.during @> %(on)s::date
      join structure_unitkind k on k.unit_id = m.unit_id and k.during @> %(on)s::date
      where r.locality_id = p.locality_id and r.during @> %(on)s::date and {_COUNTS}
        and {_RESIDENTIAL})
    or exists (select from people_membership m where m.unit_id = stands.unit_id
      and m.during @> %(on)s::date and {_COUNTS} and not exists (
        select from people_residence r where r.person_id = m.person_id
          and r.during @> %(on)s::date and {_STILL_A_PLACE}))
  ) as inhabited
  from structure_localityplace p
  left join structure_placement stands
    on stands.unit_id = p.led_by_id and stands.during @> %(on)s::date
  where p.unit_id = %(unit)s and p.during @> %(on)s::date
) v
"""  # noqa: S608


def village_lines(actor: Actor, unit_id: UUID, on: date) -> Register:
    """The register of a commune (or of the villages a cell leads) on a day: those without a member
    or a cell first, then by name. Two queries at most, however many villages."""
    counted = may(actor, Capability.VIEW_MEMBERS, unit_id)
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"unit": unit_id, "on": on})
        lines = [_line(*row, counted=counted) for row in cursor.fetchall()]
    lines.sort(key=lambda line: (not (line.no_cell or line.no_member), place_key(line.name)))
    return Register(unit_id, on, lines, counted)


def village_counts(unit_id: UUID, on: date) -> VillageCounts:
    """How many villages a commune has, how many without a member and without a cell. One query; the
    truth only to whoever sees all its members, so the worker asks and pages read its figures."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED, {"unit": unit_id, "on": on})
        row = cursor.fetchone()
    return VillageCounts(*row)


def residents_on(
    actor: Actor, locality_id: UUID, led_by_id: UUID | None, unit_id: UUID, on: date
) -> Sequence[Resident] | None:
    """The members who live in the village that day, by given name; None to whoever may not see the
    members of the cell that leads it. Two or three queries."""
    if not may(actor, Capability.VIEW_MEMBERS, led_by_id or unit_id):
        return None
    with connection.cursor() as cursor:
        cursor.execute(_RESIDENTS, {"unit": unit_id, "on": on, "locality": locality_id})
        rows = cursor.fetchall()
    names = names_of([row[0] for row in rows])
    found = [Resident(row[0], names.get(row[0], ""), row[1], row[2]) for row in rows]
    return sorted(found, key=lambda one: (sort_key(one.full_name), str(one.person_id)))


def _line(
    locality_id: UUID,
    name: str,
    kind: str,
    since: date,
    cell_id: UUID | None,
    cell_name: str,
    shared: bool,
    official: int,
    probationary: int,
    linked: int,
    unwritten: int,
    *,
    counted: bool,
) -> VillageLine:
    return VillageLine(
        locality_id=locality_id,
        name=name,
        kind=kind,
        since=since,
        cell_id=cell_id,
        cell_name=cell_name,
        shared=shared and cell_id is not None,
        official=official if counted else None,
        probationary=probationary if counted else None,
        linked=linked if counted and cell_id is not None else None,
        unwritten=unwritten if counted else 0,
    )
