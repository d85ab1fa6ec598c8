"""Meetings in a calendar: of all cells below a committee."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db import connection

LIMIT = 400


@dataclass(frozen=True)
class CellMeeting:
    """A meeting of a cell below. ``planned_on`` only once it is notified; a cell without any
    meeting that month stands with no ``meeting_kind``."""

    unit_id: UUID
    unit_name: str
    meeting_kind: str
    planned_on: date | None
    planned_at: time | None
    place: str
    held_on: date | None


_BELOW = """
select k.unit_id, coalesce(n.name, ''), coalesce(m.kind, ''),
  case when t.told then m.planned_on end, case when t.told then m.planned_at end,
  case when t.told then m.place else '' end, m.held_on
from structure_unitkind k
join structure_placement p on p.unit_id = k.unit_id and p.during @> %(on)s::date
left join structure_unitname n on n.unit_id = k.unit_id and n.during @> %(on)s::date
left join meetings_meeting m on m.unit_id = k.unit_id and m.month = %(month)s
  and m.kind = any(%(kinds)s)
left join lateral (select exists (select 1 from meetings_milestone s where s.meeting_id = m.id
  and s.kind in ('notified', 'papers_out', 'opened')) as told) t on true
where k.during @> %(on)s::date and k.kind = any(%(cells)s)
  and k.unit_id in (select access_below(array[%(unit)s]::uuid[]))
order by coalesce(m.held_on, case when t.told then m.planned_on end) nulls last, n.name, m.id
limit %(limit)s
"""


def meetings_below(
    unit_id: UUID, month: date, *, on: date, kinds: Sequence[str], cells: Sequence[str]
) -> Sequence[CellMeeting]:
    """The cells below with their meetings of the month, by day; at most ``LIMIT`` rows. One query.

    A day is told once the members were told: before, it is the cell's own to decide.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _BELOW,
            {
                "unit": unit_id,
                "month": month,
                "on": on,
                "kinds": list(kinds),
                "cells": list(cells),
                "limit": LIMIT,
            },
        )
        return [CellMeeting(*row) for row in cursor.fetchall()]
