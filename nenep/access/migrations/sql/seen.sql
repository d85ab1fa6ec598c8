-- Which names of the tree one sees, asked row by row: a unit's path of today lies at, below or above a root
-- of the scope. A province of twenty thousand units no longer lists them all to show the name of one;
-- where all are wanted the planner still reads the paths once (a hashed sub-query).
create function access_tree() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((access_payload() ->> 'tree')::boolean, false)
$$;

-- The paths of the scope's roots; a root without a path sees nothing.
create function access_paths() returns ltree[]
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce(array_agg(r.path), '{}') from access_unitpath r
  where r.unit_id = any ((select nenep_private.roots())::uuid[])
$$;

revoke execute on function access_tree(), access_paths() from public;
grant execute on function access_tree(), access_paths() to nenep_serving, nenep_worker;

-- Without the kind `seen`, which the policies now ask of the path itself.
create or replace function access_units(kind text) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp rows 50 as $$
declare payload jsonb := access_payload(); roots uuid[];
begin
  if payload is null then return; end if;
  if kind = 'beneath' then
    select array_agg(v::uuid) into roots from jsonb_array_elements_text(payload -> 'managed') as t(v);
    if roots is null then return; end if;
    return query select p.unit_id from access_unitpath r
      join access_unitpath p on p.path <@ r.path and p.unit_id <> r.unit_id
      where r.unit_id = any (roots);
  else
    select array_agg(v::uuid) into roots from jsonb_array_elements_text(payload -> kind) as t(v);
    if roots is null then return; end if;
    -- Who takes part in a meeting takes part in that unit's, never in those of the units below.
    if kind in ('inside', 'leads') then return query select unnest(roots); return; end if;
    return query select nenep_private.below(roots);
  end if;
end $$;
