"""Letters on their way, and where a letter may lead."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection

from nenep.people.rules.clocks import TransferClock, transfer_clock
from nenep.rulebook.queries import rules_in_force
from nenep.structure.queries.history import names_of


@dataclass(frozen=True)
class Destination:
    """A living cell, anywhere in this installation: no more than a letter must name."""

    id: UUID
    name: str


@dataclass(frozen=True)
class Letter:
    """An open letter, as one of its two sides sees it. ``clock`` is None when no rule is known."""

    id: UUID
    person_id: UUID
    person_name: str
    kind: str
    from_unit_id: UUID
    from_name: str
    to_unit_id: UUID | None
    to_name: str
    introduced_on: date
    until: date | None
    arriving: bool
    clock: TransferClock | None


LIMIT = 200
_LETTERS = """
with units as materialized (select access_below(array[%(unit)s]::uuid[]) as id)
select t.id, t.person_id, p.full_name, t.kind, t.unit_id, t.to_unit_id, t.to_name,
  t.introduced_on, t.until, t.to_unit_id in (select id from units) as arriving
from people_transfer t join people_person p on p.id = t.person_id
where t.closed_on is null
  and (t.unit_id in (select id from units) or t.to_unit_id in (select id from units))
order by arriving desc, t.introduced_on, p.name_key collate "C", t.id limit %(limit)s
"""


def destination(wanted: str, on: date) -> Destination | None:
    """The cell with this 14-digit code (dots ignored) or id that lives on that day; one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, name from people_destination(%s, %s)", [wanted.strip().replace(".", ""), on]
        )
        row = cursor.fetchone()
    return Destination(row[0], row[1]) if row else None


def open_letters(unit_id: UUID) -> Sequence[Letter]:
    """Letters on their way to and from ``unit_id`` and the cells below, those arriving first; at
    most ``LIMIT``. Three queries, the rules and the names of strange cells included."""
    rules = rules_in_force()
    with connection.cursor() as cursor:
        cursor.execute(_LETTERS, {"unit": unit_id, "limit": LIMIT})
        rows = cursor.fetchall()
    names = names_of({unit for row in rows for unit in row[4:6] if unit})
    return [
        Letter(
            id=row[0],
            person_id=row[1],
            person_name=row[2],
            kind=row[3],
            from_unit_id=row[4],
            from_name=names.get(row[4], ""),
            to_unit_id=row[5],
            to_name=row[6] or names.get(row[5], ""),
            introduced_on=row[7],
            until=row[8],
            arriving=bool(row[9]),
            clock=transfer_clock(row[7], rules.find("clock.transfer", on=row[7])),
        )
        for row in rows
    ]
