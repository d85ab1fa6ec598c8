-- What must be true of the tree whoever writes it. Deferred: one transaction may pass through states
-- that are not whole; actions ask for the verdict before they end (`set constraints a_life_is_whole
-- immediate`). Definer functions of the owner: they see the rows out of the writer's reach, too.
alter table structure_unitname add constraint name_lasts check (not isempty(during));
alter table structure_unitkind add constraint kind_lasts check (not isempty(during));
alter table structure_unitcode add constraint code_lasts check (not isempty(during));
alter table structure_placement add constraint placement_lasts check (not isempty(during));

-- One writer of the tree at a time: two moves that are each right can make a circle together. Taken
-- by every action before it reads, by the guards before they judge; free again with the transaction.
create function structure_hold() returns void
language sql volatile as $$ select pg_advisory_xact_lock(hashtext('nenep.tree')) $$;

create function nenep_private.broken(rule text, unit uuid) returns void
language plpgsql as $$
begin
  raise exception 'structure: % (unit %)', rule, unit
    using errcode = 'check_violation', constraint = rule;
end $$;

-- The days of a unit as the rows of a table should fill them; null when there is no such unit.
create function nenep_private.life(wanted uuid) returns datemultirange
language sql stable as $$
  select datemultirange(daterange(founded_on, dissolved_on)) from structure_unit where id = wanted
$$;

create function nenep_private.names_fill(wanted uuid) returns void
language plpgsql as $$
begin
  if (select range_agg(during) from structure_unitname where unit_id = wanted)
     is distinct from nenep_private.life(wanted) then
    perform nenep_private.broken('names_fill_the_life', wanted);
  end if;
end $$;

create function nenep_private.kinds_fill(wanted uuid) returns void
language plpgsql as $$
begin
  if (select range_agg(during) from structure_unitkind where unit_id = wanted)
     is distinct from nenep_private.life(wanted) then
    perform nenep_private.broken('kinds_fill_the_life', wanted);
  end if;
end $$;

-- A unit may be without a code (a Party group always is), but never with one outside its life.
create function nenep_private.codes_fit(wanted uuid) returns void
language plpgsql as $$
begin
  if exists (select 1 from structure_unitcode where unit_id = wanted
             and not during <@ nenep_private.life(wanted)) then
    perform nenep_private.broken('codes_lie_in_the_life', wanted);
  end if;
end $$;

create function nenep_private.placements_fill(wanted uuid) returns void
language plpgsql as $$
begin
  if (select range_agg(during) from structure_placement where unit_id = wanted)
     is distinct from nenep_private.life(wanted) then
    perform nenep_private.broken('placements_fill_the_life', wanted);
  end if;
end $$;

-- An end names who keeps the records, alive on that day; who lives has no successor. No circle of
-- keepers is possible: each of them outlives the one it keeps.
create function nenep_private.end_is_kept(wanted uuid) returns void
language plpgsql as $$
declare ended date; kept record;
begin
  select dissolved_on into ended from structure_unit where id = wanted;
  if not found then return; end if;
  select s.successor_id, s."on" into kept from structure_succession s where s.unit_id = wanted;
  if ended is null and kept is null then return; end if;
  if ended is null or kept is null or kept."on" <> ended
     or not coalesce(nenep_private.life(kept.successor_id) @> ended, false) then
    perform nenep_private.broken('an_end_names_a_living_successor', wanted);
  end if;
end $$;

-- The first day on which `wanted` would stand above `above` during those days; null if on none.
create function structure_circle(wanted uuid, above uuid, days daterange) returns date
language sql stable security definer set search_path = public, pg_temp as $$
  with recursive line (unit_id, days, height) as (
    select above, days, 1
    union all
    select p.parent_id, p.during * l.days, l.height + 1
    from line l join structure_placement p on p.unit_id = l.unit_id and p.during && l.days
    where l.unit_id <> wanted and l.height < 64 and p.parent_id is not null
  )
  select min(lower(line.days)) from line where unit_id = wanted or height >= 64
$$;

create function nenep_private.stands_right(placed structure_placement) returns void
language plpgsql as $$
begin
  if placed.parent_id is null then return; end if;
  if not coalesce(placed.during <@ nenep_private.life(placed.parent_id), false) then
    perform nenep_private.broken('a_superior_lives_as_long', placed.unit_id);
  end if;
  if structure_circle(placed.unit_id, placed.parent_id, placed.during) is not null then
    perform nenep_private.broken('nobody_stands_below_itself', placed.unit_id);
  end if;
end $$;

create function nenep_private.guard_unit() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform structure_hold();
  if nenep_private.life(new.id) is null then return null; end if;
  perform nenep_private.names_fill(new.id), nenep_private.kinds_fill(new.id),
    nenep_private.codes_fit(new.id), nenep_private.placements_fill(new.id),
    nenep_private.end_is_kept(new.id);
  if tg_op = 'UPDATE' then
    if exists (select 1 from structure_placement where parent_id = new.id
               and not during <@ nenep_private.life(new.id)) then
      perform nenep_private.broken('a_superior_lives_as_long', new.id);
    end if;
    perform nenep_private.end_is_kept(s.unit_id) from structure_succession s
      where s.successor_id = new.id;
  end if;
  return null;
end $$;

create function nenep_private.guard_name() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform structure_hold();
  perform nenep_private.names_fill(u) from unnest(array[old.unit_id, new.unit_id]) as u
    where u is not null;
  return null;
end $$;

create function nenep_private.guard_kind() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform structure_hold();
  perform nenep_private.kinds_fill(u) from unnest(array[old.unit_id, new.unit_id]) as u
    where u is not null;
  return null;
end $$;

create function nenep_private.guard_code() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform structure_hold();
  perform nenep_private.codes_fit(new.unit_id);
  return null;
end $$;

create function nenep_private.guard_placement() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare now_there structure_placement;
begin
  perform structure_hold();
  perform nenep_private.placements_fill(u) from unnest(array[old.unit_id, new.unit_id]) as u
    where u is not null;
  -- Deferred: the row may have been changed again, or be gone; the last word counts.
  select * into now_there from structure_placement where id = new.id;
  if found then perform nenep_private.stands_right(now_there); end if;
  return null;
end $$;

create function nenep_private.guard_succession() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform structure_hold();
  perform nenep_private.end_is_kept(u) from unnest(array[old.unit_id, new.unit_id]) as u
    where u is not null;
  return null;
end $$;

create constraint trigger a_life_is_whole after insert or update on structure_unit
  deferrable initially deferred for each row execute function nenep_private.guard_unit();
create constraint trigger a_life_is_whole after insert or update or delete on structure_unitname
  deferrable initially deferred for each row execute function nenep_private.guard_name();
create constraint trigger a_life_is_whole after insert or update or delete on structure_unitkind
  deferrable initially deferred for each row execute function nenep_private.guard_kind();
create constraint trigger a_life_is_whole after insert or update on structure_unitcode
  deferrable initially deferred for each row execute function nenep_private.guard_code();
create constraint trigger a_life_is_whole after insert or update or delete on structure_placement
  deferrable initially deferred for each row execute function nenep_private.guard_placement();
create constraint trigger a_life_is_whole after insert or update or delete on structure_succession
  deferrable initially deferred for each row execute function nenep_private.guard_succession();
