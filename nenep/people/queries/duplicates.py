"""Who may have been entered twice, and which records are one person's."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.access.rules import OFFICE_NAMES, Actor, Office
from nenep.kernel.names import same_name_key
from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import Person, Transfer
from nenep.people.rules.duplicates import Identity, Likeness, Pair, keys_of, likeness
from nenep.people.rules.merging import Beside, TwoOffices

MOST = 200

# Only those pairs that the table of keys can call alike: a name and a cell, a name and a birthday,
# or a card. Three equalities, so that each is a hash join whatever the size of the unit.
_PAIRS = """
with reach as materialized (
  select p.id, p.name_folded, p.kept_by_id, p.birth_date, p.birth_precision, p.card_number
  from people_person p
  where p.kept_by_id in (select access_below(%(roots)s::uuid[])) and p.merged_into_id is null
)
select a.id, b.id from reach a join reach b
  on a.name_folded = b.name_folded and a.kept_by_id = b.kept_by_id and a.id < b.id
union
select a.id, b.id from reach a join reach b
  on a.name_folded = b.name_folded and a.birth_date = b.birth_date and a.id < b.id
    and a.birth_precision = 'day' and b.birth_precision = 'day'
union
select a.id, b.id from reach a join reach b
  on a.card_number = b.card_number and a.id < b.id and a.card_number <> ''
order by 1, 2 limit %(most)s
"""
_KEPT = """
select p.id, p.full_name, p.kept_by_id, coalesce(n.name, '') from people_person p
left join structure_unitname n on n.unit_id = p.kept_by_id and n.during @> %(on)s::date
where p.id = any(%(ids)s)
"""
_RECORDS = """
with recursive top (id, into_id) as (
  select id, merged_into_id from people_person where id = %(person)s
  union select p.id, p.merged_into_id from people_person p join top on p.id = top.into_id
), all_of_one (id) as (
  select id from top where into_id is null
  union select p.id from people_person p join all_of_one a on p.merged_into_id = a.id
)
select id from all_of_one order by id
"""


@dataclass(frozen=True)
class Twin:
    """One of two records that may be one person's."""

    person_id: UUID
    full_name: str
    cell: str
    birth: PartialDate


def identity_of(person: Person) -> Identity:
    """The keys of a stored record; its cell is the one that keeps it."""
    return Identity(
        name_key=same_name_key(person.full_name),
        birth=PartialDate.stored(person.birth_date, person.birth_precision),
        card=person.card_number,
        cell=person.kept_by_id,
        admitted=PartialDate.stored(person.admitted_on, person.admitted_precision),
    )


def likely_duplicates(actor: Actor, unit_id: UUID, on: date) -> Sequence[Pair[Twin]]:
    """Pairs at ``unit_id`` and below that may be one person, the surest first, at most ``MOST``; in
    each the record first of which more is known. Three queries whatever the size of the unit; row
    policies leave out who is not the actor's."""
    del actor
    pairs = _rows(_PAIRS, {"roots": [unit_id], "most": MOST})
    people = Person.objects.in_bulk({one for pair in pairs for one in pair})
    named = _rows(_KEPT, {"on": on, "ids": list(people)}) if people else []
    cells = {row[0]: str(row[3]) for row in named}
    found = []
    for first, second in pairs:
        one, other = sorted((people[first], people[second]), key=_unknown)
        keys = identity_of(one), identity_of(other)
        if (how := likeness(*keys)) is not Likeness.DIFFERENT:
            twins = _twin(one, cells), _twin(other, cells)
            found.append(Pair(*twins, how, keys_of(*keys)))
    return sorted(found, key=lambda pair: pair.how is not Likeness.SAME)


def records_of(person_id: UUID) -> Sequence[UUID]:
    """Every record of the person, whichever of them is asked about: the one that counts, and those
    merged into it, directly or through another. One query; only records in reach."""
    found = [row[0] for row in _rows(_RECORDS, {"person": person_id})]
    return found or [person_id]


def beside(keep: Person, other: Person) -> Beside:
    """What decides whether two records may become one. Three queries."""
    accounts = {row[0] for row in _rows("select people_with_account(%(ids)s)", _both(keep, other))}
    return Beside(
        how=likeness(identity_of(keep), identity_of(other)),
        kept_signs_in=keep.pk in accounts,
        other_signs_in=other.pk in accounts,
        other_on_the_way=Transfer.objects.filter(
            person_id=other.pk, closed_on__isnull=True
        ).exists(),
        two_offices=_two_offices(keep, other),
    )


def _two_offices(keep: Person, other: Person) -> TwoOffices | None:
    rows = _rows(
        "select * from people_two_offices(%(keep)s, %(other)s)",
        {"keep": keep.pk, "other": other.pk},
    )
    if not rows:
        return None
    office, unit, other_office, other_unit, since = rows[0]
    return TwoOffices(
        OFFICE_NAMES[Office(office)], unit, OFFICE_NAMES[Office(other_office)], other_unit, since
    )


def _unknown(person: Person) -> int:
    """How much of a record is blank, a date less precise than a day included."""
    precise = (person.birth_precision, person.admitted_precision, person.official_precision)
    dates = (person.birth_date, person.admitted_on, person.official_on)
    blank = sum(not found or how != "day" for found, how in zip(dates, precise, strict=True))
    return blank + (not person.sex) + (not person.card_number)


def _twin(person: Person, cells: dict[UUID, str]) -> Twin:
    birth = PartialDate.stored(person.birth_date, person.birth_precision)
    return Twin(person.pk, person.full_name, cells.get(person.pk, ""), birth)


def _both(keep: Person, other: Person) -> dict[str, list[UUID]]:
    return {"ids": [keep.pk, other.pk]}


def _rows(statement: str, values: Mapping[str, UUID | int | date | list[UUID]]) -> Sequence[tuple]:  # type: ignore[type-arg]
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
