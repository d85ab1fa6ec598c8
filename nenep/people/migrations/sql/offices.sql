-- Guards of offices. Deferred to the end of the transaction, because an end of membership and the end
-- of the offices that hang on it are written in either order. They look past the policies for one
-- query and put the scope they found back: whether a fact stands does not depend on who asks.

-- The first fault of a term as it stands now, by the name of the rule it breaks; null when sound.
create function nenep_private.office_fault(t people_officeterm) returns text
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
  return null;
end $$;

create function nenep_private.group_fault(g people_groupplace) returns text
language plpgsql stable as $$
begin
  if not exists (select from structure_placement p where p.unit_id = g.group_id
                 and p.parent_id = g.unit_id and p.during @> lower(g.during)) then
    return 'a_group_under_the_cell';
  end if;
  if not exists (select from people_membership m where m.person_id = g.person_id
                 and m.unit_id = g.unit_id and m.during @> lower(g.during)) then
    return 'a_place_in_a_group_for_members_of_the_cell';
  end if;
  return null;
end $$;

create function nenep_private.must_be_sound(fault text, id uuid) returns void
language plpgsql as $$
begin
  if fault is not null then
    raise exception 'violates "%": %', fault, id
      using errcode = 'check_violation', constraint = fault;
  end if;
end $$;

create function people_guard_offices() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  scope text := current_setting('nenep.scope', true);
  term people_officeterm;
  place people_groupplace;
begin
  perform nenep_private.enter('{"all": true}'::jsonb);
  -- What counts is how the rows stand now: they may have changed again since they were queued.
  if tg_table_name = 'people_officeterm' then
    for term in select * from people_officeterm t where t.id = new.id loop
      perform nenep_private.must_be_sound(nenep_private.office_fault(term), term.id);
    end loop;
  elsif tg_table_name = 'people_groupplace' then
    if tg_op <> 'DELETE' then
      for place in select * from people_groupplace g where g.id = new.id loop
        perform nenep_private.must_be_sound(nenep_private.group_fault(place), place.id);
      end loop;
    end if;
    if tg_op <> 'INSERT' then
      for term in select * from people_officeterm t
          where t.person_id = old.person_id and t.unit_id = old.group_id loop
        perform nenep_private.must_be_sound(nenep_private.office_fault(term), term.id);
      end loop;
    end if;
  elsif tg_table_name = 'people_membership' then
    for term in select * from people_officeterm t
        where t.person_id = old.person_id and t.unit_id = old.unit_id loop
      perform nenep_private.must_be_sound(nenep_private.office_fault(term), term.id);
    end loop;
  else
    for term in select * from people_officeterm t where t.unit_id = new.id loop
      perform nenep_private.must_be_sound(nenep_private.office_fault(term), term.id);
    end loop;
  end if;
  perform set_config('nenep.scope', coalesce(scope, ''), true);
  return null;
end $$;
revoke execute on function people_guard_offices() from public;

create constraint trigger guard_offices after insert or update on people_officeterm
  deferrable initially deferred for each row execute function people_guard_offices();
create constraint trigger guard_offices after insert or update or delete on people_groupplace
  deferrable initially deferred for each row execute function people_guard_offices();
-- A spell that only grew or was only annotated frees nobody: such updates are not looked at.
create constraint trigger guard_offices after update of during, unit_id, person_id, standing
  on people_membership deferrable initially deferred for each row
  when (old.unit_id <> new.unit_id or old.person_id <> new.person_id
        or old.standing <> new.standing or not new.during @> old.during)
  execute function people_guard_offices();
create constraint trigger guard_offices_of_who_left after delete on people_membership
  deferrable initially deferred for each row execute function people_guard_offices();
create constraint trigger guard_offices after update of founded_on, dissolved_on on structure_unit
  deferrable initially deferred for each row
  when (old.founded_on is distinct from new.founded_on
        or old.dissolved_on is distinct from new.dissolved_on)
  execute function people_guard_offices();

-- Who leads a unit and its groups, today and before: known to its members as to whoever keeps its
-- records, though a plain member reads no other person's record. A group is a unit of its own, whose
-- leaders the members of its cell know too.
create function people_officers(wanted uuid)
returns table (term uuid, unit uuid, person uuid, full_name text, office text, basis text,
  decision text, since date, until date, ended_as text, ending_decision text, election uuid)
language plpgsql volatile security definer set search_path = public, pg_temp rows 20 as $$
#variable_conflict use_column
declare
  scope text := current_setting('nenep.scope', true);
  known uuid[] := array(select access_units('inside') union select access_units('records'));
begin
  if access_payload() is null then return; end if;
  if not access_all() and not wanted = any (known) and not exists (
      select from structure_placement p
      join structure_unitkind k on k.unit_id = p.unit_id and k.kind = 'party_group'
      where p.unit_id = wanted and p.parent_id = any (known)) then
    return;
  end if;
  perform nenep_private.enter('{"all": true}'::jsonb);
  return query
    select t.id, t.unit_id, t.person_id, p.full_name::text, t.office::text, t.basis::text,
      t.decision::text, lower(t.during), upper(t.during), t.ended_as::text,
      t.ending_decision::text, t.election_id
    from people_officeterm t join people_person p on p.id = t.person_id
    where t.unit_id = wanted or t.unit_id in (
      select s.unit_id from structure_placement s
      join structure_unitkind k on k.unit_id = s.unit_id and k.kind = 'party_group'
      where s.parent_id = wanted)
    order by lower(t.during) desc, p.name_key collate "C";
  perform set_config('nenep.scope', coalesce(scope, ''), true);
end $$;
revoke execute on function people_officers(uuid) from public;
grant execute on function people_officers(uuid) to nenep_serving, nenep_worker;

-- A leader knows the members of the own group, whose records the cell keeps.
create policy people_groupplace_read_led on people_groupplace for select
  using (group_id in (select access_units('records')));
create policy people_person_read_grouped on people_person for select
  using (id in (select person_id from people_groupplace where during @> access_today()));
