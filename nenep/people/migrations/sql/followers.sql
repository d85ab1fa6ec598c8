-- Who follows a cell for the committee above it: one of that committee's own, for as long as they are.

-- Has the person a seat, on every one of the days, in the committee the cell stood under on the first?
create function nenep_private.seated_above(who uuid, cell uuid, days daterange) returns boolean
language sql stable as $$
  select coalesce((
    select range_agg(s.during) @> days from structure_placement p
    join people_officeterm s on s.unit_id = p.parent_id and s.person_id = who
      and s.office in ('committee_secretary', 'deputy_committee_secretary', 'committee_member')
    where p.unit_id = cell and p.during @> lower(days)), false)
$$;

create or replace function nenep_private.office_fault(t people_officeterm) returns text
language plpgsql stable as $$
begin
  if not exists (select from structure_unit u where u.id = t.unit_id
                 and daterange(u.founded_on, u.dissolved_on) @> t.during) then
    return 'an_office_within_the_life_of_its_unit';
  end if;
  if t.office in ('cell_secretary', 'deputy_cell_secretary', 'cell_committee_member')
     and not coalesce((select range_agg(m.during) @> t.during from people_membership m
       where m.person_id = t.person_id and m.unit_id = t.unit_id and m.standing = 'official'), false)
  then
    return 'an_office_of_a_cell_for_its_official_members';
  end if;
  if t.office in ('party_group_leader', 'deputy_party_group_leader')
     and not coalesce((select range_agg(g.during) @> t.during from people_groupplace g
       where g.person_id = t.person_id and g.group_id = t.unit_id), false)
  then
    return 'a_group_led_by_one_of_its_own';
  end if;
  if t.office = 'assigned_follower'
     and not nenep_private.seated_above(t.person_id, t.unit_id, t.during) then
    return 'a_cell_followed_from_its_committee';
  end if;
  return null;
end $$;

-- A seat that ends leaves no cell followed from it.
create function people_guard_followers() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  scope text := current_setting('nenep.scope', true);
  term people_officeterm;
begin
  perform nenep_private.enter('{"all": true}'::jsonb);
  for term in select * from people_officeterm t
      where t.person_id = old.person_id and t.office = 'assigned_follower' loop
    perform nenep_private.must_be_sound(nenep_private.office_fault(term), term.id);
  end loop;
  perform set_config('nenep.scope', coalesce(scope, ''), true);
  return null;
end $$;
revoke execute on function people_guard_followers() from public;

create constraint trigger guard_followers after update or delete on people_officeterm
  deferrable initially deferred for each row
  when (old.office in ('committee_secretary', 'deputy_committee_secretary', 'committee_member'))
  execute function people_guard_followers();
