"""What hangs on units: members, offices, meetings, tasks, habits, villages, guests, letters."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db import connection

from nenep.kernel.partial_dates import PartialDate
from nenep.reorganisation.rules.snapshot import (
    LetterNow,
    LinkNow,
    LocalityNow,
    MeetingNow,
    MemberLater,
    MemberNow,
    OfficeNow,
    SeriesNow,
    Snapshot,
    StayNow,
    TaskNow,
)
from nenep.reorganisation.rules.tree_after import children

Row = TypeVar("Row")

_MEMBERS = """
select p.id, m.unit_id, p.full_name, p.card_number, p.birth_date, p.birth_precision, upper(m.during)
from people_membership m join people_person p on p.id = m.person_id
where m.unit_id = any(%(left)s) and m.during @> %(on)s::date
order by p.name_key collate "C", p.id
"""
_LATER = """
select p.id, m.unit_id, p.full_name, lower(m.during)
from people_membership m join people_person p on p.id = m.person_id
where m.unit_id = any(%(left)s) and lower(m.during) > %(on)s order by p.name_key collate "C", p.id
"""
_OFFICES = """
select t.id, t.person_id, t.unit_id, t.office, coalesce(p.full_name, ''), lower(t.during)
from people_officeterm t left join people_person p on p.id = t.person_id
where t.unit_id = any(%(left)s) and t.during && daterange(%(on)s, null) order by t.unit_id, t.id
"""
# The papers of a meeting may be open, or it may have been held after the unit had ended.
_MEETINGS = """
select m.id, m.unit_id, m.kind, m.month, m.planned_on, m.held_on,
  exists (select 1 from meetings_milestone f where f.meeting_id = m.id and f.kind = 'finalised')
from meetings_meeting m where m.unit_id = any(%(left)s)
  and (m.held_on >= %(on)s or not exists (select 1 from meetings_milestone f
    where f.meeting_id = m.id and f.kind = 'finalised'))
order by m.unit_id, m.month
"""
_TASKS = """
select t.id, t.unit_id, t.title, t.owner_person_id, t.owner_unit_id from resolutions_task t
where (t.unit_id = any(%(left)s) or t.owner_unit_id = any(%(left)s))
  and not exists (select 1 from resolutions_taskoutcome o
    where o.task_id = t.id and o.kind <> 'continues')
order by t.unit_id, t.due_on, t.id
"""
_SERIES = """
select id, unit_id, kind from meetings_series
where unit_id = any(%(left)s) and during && daterange(%(on)s, null) order by unit_id, kind
"""
_LOCALITIES = """
select locality_id, name, unit_id, led_by_id from structure_localityplace
where (unit_id = any(%(touched)s) or led_by_id = any(%(below)s)) and during @> %(on)s::date
order by name, locality_id
"""
_STAYS = """
select id, unit_id, person_id from people_hostedstay
where during && daterange(%(on)s, null)
  and (unit_id = any(%(left)s) or person_id in (select person_id from people_membership
    where unit_id = any(%(left)s) and during @> %(on)s::date))
order by unit_id, id
"""
_LINKS = """
select id, unit_id from people_residencelink
where unit_id = any(%(left)s) and during && daterange(%(on)s, null) order by unit_id, id
"""
_LETTERS = """
select t.id, t.unit_id, t.to_unit_id, coalesce(p.full_name, '') from people_transfer t
left join people_person p on p.id = t.person_id
where t.to_unit_id = any(%(left)s) and t.closed_on is null order by t.id
"""


def with_what_hangs(now: Snapshot, left: set[UUID], touched: set[UUID]) -> Snapshot:
    """The snapshot with everything that hangs on ``left`` (units that end or that members leave);
    villages also of ``touched``. Ten queries."""
    asked: dict[str, date | list[UUID]] = {
        "on": now.on,
        "left": sorted(left),
        "touched": sorted(touched),
        "below": sorted(_branches(now, touched)),
    }
    return replace(
        now,
        members=_rows(_member, _MEMBERS, asked),
        members_later=_rows(MemberLater, _LATER, asked),
        offices=_rows(OfficeNow, _OFFICES, asked),
        meetings=_rows(MeetingNow, _MEETINGS, asked),
        tasks=_rows(TaskNow, _TASKS, asked),
        series=_rows(SeriesNow, _SERIES, asked),
        localities=_rows(LocalityNow, _LOCALITIES, asked),
        stays=_rows(StayNow, _STAYS, asked),
        links=_rows(LinkNow, _LINKS, asked),
        letters=_rows(LetterNow, _LETTERS, asked),
    )


def members_on(unit_ids: Sequence[UUID], on: date) -> tuple[MemberNow, ...]:
    """The members of those units on that day, by given name. One query."""
    return _rows(_member, _MEMBERS, {"left": list(unit_ids), "on": on})


def _branches(now: Snapshot, touched: set[UUID]) -> set[UUID]:
    """A village follows the cell that leads it, also when a unit above that cell moves."""
    under = children(now.units)
    found, waiting = set(touched), list(touched)
    while waiting:
        for child in under.get(waiting.pop(), ()):
            if child.id not in found:
                found.add(child.id)
                waiting.append(child.id)
    return found


def _rows(
    make: Callable[..., Row], sql: str, asked: dict[str, date | list[UUID]]
) -> tuple[Row, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return tuple(make(*row) for row in cursor.fetchall())


def _member(
    person_id: UUID,
    unit_id: UUID,
    full_name: str,
    card: str,
    birth: date | None,
    precision: str,
    until: date | None,
) -> MemberNow:
    born = PartialDate.stored(birth, precision)
    return MemberNow(person_id, unit_id, full_name, card, born, until)
