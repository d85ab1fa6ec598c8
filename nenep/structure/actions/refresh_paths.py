"""The paths of today from the dated tree: a founding or an end written in advance comes true."""

from datetime import date

from django.db import connection

from nenep.access.scope import system_scope

_TREE = """
with recursive tree (unit_id, parent_id, path) as (
  select unit_id, parent_id, replace(unit_id::text, '-', '') from structure_placement
    where parent_id is null and during @> %(on)s::date
  union all
  select p.unit_id, p.parent_id, t.path || '.' || replace(p.unit_id::text, '-', '')
    from structure_placement p join tree t on p.parent_id = t.unit_id
    where p.during @> %(on)s::date
), gone as (
  delete from access_unitpath u where not exists (select 1 from tree t where t.unit_id = u.unit_id)
  returning 1
), changed as (
  insert into access_unitpath as u (unit_id, parent_id, path, depth)
  select unit_id, parent_id, path::ltree, nlevel(path::ltree) from tree
  on conflict (unit_id) do update set parent_id = excluded.parent_id, path = excluded.path,
    depth = excluded.depth
  where u.path <> excluded.path
  returning 1
)
select (select count(*) from gone) + (select count(*) from changed)
"""


def refresh_paths(*, on: date) -> int:
    """Bring the small table that the row policies ask to the tree of ``on``; how many rows moved.

    Set-based, one statement, idempotent. A unit below one that has ended reaches nobody until it
    is placed anew.
    """
    with system_scope("cây tổ chức hôm nay"), connection.cursor() as cursor:
        cursor.execute(_TREE, {"on": on})
        return int(cursor.fetchone()[0])
