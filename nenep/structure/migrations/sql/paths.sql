-- Where a unit stands for access, from the dated rows alone: a unit of that day under its superior, one
-- that has ended under its successor (kept), one still to come under its first superior (planned).
create function nenep_private.above(wanted uuid, day date)
returns table (parent_id uuid, standing text)
language sql stable rows 1 as $$
  select * from (
    select p.parent_id, 'today' from structure_placement p
      where p.unit_id = wanted and p.during @> day
    union all
    select p.parent_id, 'planned' from structure_unit u
      join structure_placement p on p.unit_id = u.id and lower(p.during) = u.founded_on
      where u.id = wanted and u.founded_on > day
    union all
    select s.successor_id, 'kept' from structure_succession s
      where s.unit_id = wanted and s."on" <= day
  ) found limit 1
$$;

-- The units right under one, by the same three bonds.
create function nenep_private.right_under(wanted uuid, day date) returns setof uuid
language sql stable rows 10 as $$
  select p.unit_id from structure_placement p where p.parent_id = wanted and p.during @> day
  union all
  select p.unit_id from structure_placement p join structure_unit u on u.id = p.unit_id
    where p.parent_id = wanted and lower(p.during) = u.founded_on and u.founded_on > day
  union all
  select s.unit_id from structure_succession s where s.successor_id = wanted and s."on" <= day
$$;

-- Set the paths of a unit and of all that stands, or stood, below it. It computes, never believes: what
-- it writes follows from rows that the policies let the caller write, on the database's own today, so
-- calling it for any unit can widen nothing. Cost: the branch times its height, by indexes.
create function structure_place(wanted uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare day date := access_today();
begin
  perform structure_hold();
  with recursive branch (id) as (
    select wanted
    union
    select b from branch, nenep_private.right_under(branch.id, day) as b
  ), touched (id) as (
    select id from branch
    union
    select p.unit_id from access_unitpath r join access_unitpath p on p.path <@ r.path
      where r.unit_id = wanted
  ), line (unit_id, parent_id, standing, next, path, height) as (
    select t.id, a.parent_id, a.standing, a.parent_id, replace(t.id::text, '-', ''), 1
    from touched t, nenep_private.above(t.id, day) a
    union all
    select l.unit_id, l.parent_id, l.standing, a.parent_id,
      replace(l.next::text, '-', '') || '.' || l.path, l.height + 1
    from line l, nenep_private.above(l.next, day) a
    -- A circle, possible for a moment inside a transaction, reaches no top and so nobody.
    where l.next is not null and l.height < 64
  ), placed as (
    select unit_id, parent_id, standing, path::ltree as path from line where next is null
  ), gone as (
    delete from access_unitpath p using touched t
    where p.unit_id = t.id and not exists (select 1 from placed where placed.unit_id = t.id)
  )
  insert into access_unitpath as p (unit_id, parent_id, path, depth, standing)
  select unit_id, parent_id, path, nlevel(path), standing from placed
  on conflict (unit_id) do update set parent_id = excluded.parent_id, path = excluded.path,
    depth = excluded.depth, standing = excluded.standing
  where (p.path, p.parent_id, p.standing)
    is distinct from (excluded.path, excluded.parent_id, excluded.standing);
end $$;

-- Nobody's yet: no row tells of it and nobody reaches it. What has been placed once is never fresh.
create or replace function structure_fresh(wanted uuid) returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select not exists (select 1 from structure_placement where unit_id = wanted)
    and not exists (select 1 from structure_unitname where unit_id = wanted)
    and not exists (select 1 from structure_succession where unit_id = wanted)
    and not exists (select 1 from access_unitpath where unit_id = wanted)
$$;

-- The administrator of the system keeps the tree of units and sees nothing else of them.
create function structure_keeper() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((access_payload() ->> 'tree')::boolean, false)
$$;

-- The Party groups of a cell one leads; not the former units whose records the cell keeps.
create function structure_groups() returns setof uuid
language sql stable security definer set search_path = public, pg_temp rows 5 as $$
  select unit_id from access_unitpath
  where standing <> 'kept' and parent_id in (select access_units('leads'))
$$;

-- What units are called, for who already holds their ids: in somebody's life, in a unit's history.
-- Today's name; of a unit that has ended the last, of one to come the first.
create function structure_names(wanted uuid[]) returns table (unit_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp rows 20 as $$
  select distinct on (n.unit_id) n.unit_id, n.name::text from structure_unitname n
  where n.unit_id = any (wanted) and access_payload() is not null
  order by n.unit_id, lower(n.during) > access_today(), abs(lower(n.during) - access_today())
$$;

revoke execute on function structure_hold(), structure_circle(uuid, uuid, daterange),
  structure_place(uuid), structure_fresh(uuid), structure_keeper(), structure_groups(),
  structure_names(uuid[]) from public;
grant execute on function structure_hold(), structure_circle(uuid, uuid, daterange),
  structure_place(uuid), structure_fresh(uuid), structure_keeper(), structure_groups(),
  structure_names(uuid[]) to nenep_serving, nenep_worker;
