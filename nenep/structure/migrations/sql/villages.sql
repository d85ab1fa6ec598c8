-- A village lies in a living commune and is led by a living cell on each of its days, whoever writes.
-- Deferred like the guards of the tree and named like them, so that actions ask for all verdicts at once.
alter table structure_localityplace add constraint place_lasts check (not isempty(during));

create function nenep_private.lies_right(placed structure_localityplace) returns void
language plpgsql as $$
begin
  if not coalesce(placed.during <@ nenep_private.life(placed.unit_id), false) then
    perform nenep_private.broken('a_village_lies_in_a_living_commune', placed.unit_id);
  end if;
  if placed.led_by_id is not null
     and not coalesce(placed.during <@ nenep_private.life(placed.led_by_id), false) then
    perform nenep_private.broken('a_village_is_led_by_a_living_cell', placed.led_by_id);
  end if;
end $$;

create function nenep_private.guard_locality() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare now_there structure_localityplace;
begin
  perform structure_hold();
  -- The row may have been changed again, or be gone; the last word counts.
  select * into now_there from structure_localityplace where id = new.id;
  if found then perform nenep_private.lies_right(now_there); end if;
  return null;
end $$;

create function nenep_private.guard_villages_of_unit() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.lies_right(p) from structure_localityplace p
    where p.unit_id = new.id or p.led_by_id = new.id;
  return null;
end $$;

create constraint trigger a_life_is_whole after insert or update on structure_localityplace
  deferrable initially deferred for each row execute function nenep_private.guard_locality();
create constraint trigger villages_outlive_nobody
  after update of founded_on, dissolved_on on structure_unit
  deferrable initially deferred for each row execute function nenep_private.guard_villages_of_unit();
