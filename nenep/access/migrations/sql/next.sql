-- The units at some roots and directly below them, with what is part of those: their Party groups and
-- the units whose records they keep. Only roots within the scope itself count, as in access_below.
create function access_next(roots uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp rows 50 as $$
  with recursive near (unit_id, steps) as (
    select w.unit_id, 0 from access_unitpath w
      where w.unit_id = any (roots) and (nenep_private.unlimited() or exists (
        select 1 from access_unitpath r
        where w.path <@ r.path and r.unit_id = any ((select nenep_private.roots())::uuid[])))
    union
    select c.unit_id, n.steps + case when c.standing = 'kept' or exists (
        select 1 from structure_unitkind k
        where k.unit_id = c.unit_id and k.kind = 'party_group' and k.during @> access_today())
      then 0 else 1 end
    from near n join access_unitpath c on c.parent_id = n.unit_id
    where n.steps <= 1
  )
  select distinct unit_id from near where steps <= 1
$$;
revoke execute on function access_next(uuid[]) from public;
grant execute on function access_next(uuid[]) to nenep_serving, nenep_worker;
