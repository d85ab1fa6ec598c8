"""A month in which a cell does nothing tells no news: the night asks for it."""

from datetime import date, timedelta

from django.db import connection

from nenep.access.scope import system_scope
from nenep.dashboards.rules import first_of, shifted
from nenep.kernel import clock
from nenep.structure.rules.localities import REGISTER_NEWS
from nenep.structure.rules.units import CELL_KINDS

WEEK = timedelta(days=7)

# The running month of every cell, and the one before of cells that already had figures earlier (a
# cell that has just begun with this system missed nothing). Open opinions grow old by themselves.
_SILENT = """
insert into journal_outbox (id, kind, unit_id, month, created_at)
select gen_random_uuid(), 'month.kept', k.unit_id, m.month, %(now)s
from structure_unitkind k
cross join (values (%(running)s::date), (%(before)s::date)) as m (month)
left join dashboards_unitmonth f on f.unit_id = k.unit_id and f.month = m.month
where k.kind = any(%(cells)s) and k.during && daterange(m.month, %(on)s::date, '[]')
  and k.during @> least(%(on)s::date, (m.month + interval '1 month')::date - 1)
  and (f.unit_id is null or (m.month = %(running)s and f.opinions_open > 0))
  and (m.month = %(running)s or exists (select 1 from dashboards_unitmonth e
    where e.unit_id = k.unit_id and e.month < m.month))
"""


def keep_months(*, on: date) -> int:
    """Tell the worker of every cell whose month would otherwise stay silent; how many were told.

    Set-based, one statement. Without it a cell that met nobody would not be seen as having missed
    its month.
    """
    running = first_of(on)
    days = {"on": on, "running": running, "before": shifted(running, -1), "now": clock.now()}
    with system_scope("roll-ups"), connection.cursor() as cursor:
        cursor.execute(_SILENT, {**days, "cells": list(CELL_KINDS)})
        return int(cursor.rowcount)


# A change of the register written beforehand takes place without anybody pressing a button; a few
# days back, for nights on which nobody asked.
_BEGUN = """
insert into journal_outbox (id, kind, unit_id, month, created_at)
select gen_random_uuid(), %(kind)s, p.unit_id, date_trunc('month', min(b.day))::date, %(now)s
from structure_localityplace p
cross join lateral (values (lower(p.during)), (upper(p.during))) b (day)
where b.day between %(since)s::date and %(on)s::date
group by p.unit_id
"""


def keep_villages(*, on: date) -> int:
    """Tell the worker of every commune whose register began to say something else within the last
    week, as it was written beforehand; how many were told. One statement."""
    with system_scope("roll-ups"), connection.cursor() as cursor:
        cursor.execute(
            _BEGUN, {"kind": REGISTER_NEWS, "on": on, "since": on - WEEK, "now": clock.now()}
        )
        return int(cursor.rowcount)
