"""The paths of today from the dated tree: what was written in advance comes true at midnight."""

from datetime import date, timedelta

from django.db import connection

from nenep.access.scope import system_scope
from nenep.kernel import clock

# The bonds of structure_place (migrations/sql/paths.sql), of every unit at once: each has just one,
# of today, planned or kept. O(nation): 280,000 units take seconds, once a night.
_TREE = """
with recursive bond (unit_id, parent_id, standing) as (
  select unit_id, parent_id, 'today' from structure_placement where during @> %(on)s::date
  union all
  select p.unit_id, p.parent_id, 'planned' from structure_unit u
    join structure_placement p on p.unit_id = u.id and lower(p.during) = u.founded_on
    where u.founded_on > %(on)s::date
  union all
  select unit_id, successor_id, 'kept' from structure_succession where "on" <= %(on)s::date
), tree (unit_id, parent_id, standing, path) as (
  select unit_id, parent_id, standing, replace(unit_id::text, '-', '') from bond
    where parent_id is null
  union all
  select b.unit_id, b.parent_id, b.standing, t.path || '.' || replace(b.unit_id::text, '-', '')
    from bond b join tree t on b.parent_id = t.unit_id
), gone as (
  delete from access_unitpath u where not exists (select 1 from tree t where t.unit_id = u.unit_id)
  returning 1
), changed as (
  insert into access_unitpath as u (unit_id, parent_id, path, depth, standing)
  select unit_id, parent_id, path::ltree, nlevel(path::ltree), standing from tree
  on conflict (unit_id) do update set parent_id = excluded.parent_id, path = excluded.path,
    depth = excluded.depth, standing = excluded.standing
  where (u.path, u.parent_id, u.standing)
    is distinct from (excluded.path, excluded.parent_id, excluded.standing)
  returning 1
)
select (select count(*) from gone) + (select count(*) from changed)
"""
# A week, so that a night on which nothing ran is made up for; telling twice changes nothing.
SEEN_BACK = timedelta(days=7)
_MOVED = """
insert into journal_outbox (id, kind, unit_id, month, created_at)
select gen_random_uuid(), 'unit.arranged', m.unit_id, date_trunc('month', min(m.day)), %(now)s
from (
  select parent_id, lower(during) from structure_placement
  union all select parent_id, upper(during) from structure_placement
  union all select unit_id, lower(during) from structure_unitkind
  union all select successor_id, "on" from structure_succession
) m (unit_id, day)
where m.unit_id is not null and m.day between %(since)s::date and %(on)s::date
group by m.unit_id
"""


def refresh_paths(*, on: date) -> int:
    """Bring the small table that the row policies ask to the tree of ``on``: units of that day,
    those kept under their successors, those planned. How many rows moved.

    Set-based, one statement, idempotent. A unit that no bond ties to a top reaches nobody.
    """
    with system_scope("cây tổ chức hôm nay"), connection.cursor() as cursor:
        cursor.execute("select structure_hold()")
        cursor.execute(_TREE, {"on": on})
        return int(cursor.fetchone()[0])


def tell_of_moves(*, on: date) -> int:
    """Tell the figures of every superior whose units came, went or changed kind in the week up to
    ``on``, because it was written in advance; how many were told."""
    days = {"since": on - SEEN_BACK, "on": on, "now": clock.now()}
    with system_scope("cây tổ chức hôm nay"), connection.cursor() as cursor:
        cursor.execute(_MOVED, days)
        return int(cursor.rowcount)
