-- What ties together the rows of one life, and what passes from one ward to another: no office alone
-- may write both sides. The definer functions check the caller's own reach first, then widen the
-- scope of the transaction between two lines of their own and give it back; an error in between
-- undoes the setting with everything else.

create function nenep_private.widen() returns text
language plpgsql as $$
declare kept text := coalesce(current_setting('nenep.scope', true), '');
begin
  -- The same actor in the journal, seeing everything.
  perform nenep_private.enter(coalesce(access_payload(), '{}'::jsonb) || '{"all": true}'::jsonb);
  return kept;
end $$;

create function nenep_private.narrow(kept text) returns void
language plpgsql as $$
begin
  perform set_config('nenep.scope', kept, true);
end $$;

create function nenep_private.tell(verb text, units uuid[], day date, person uuid, at timestamptz)
returns void language plpgsql as $$
declare unit uuid;
begin
  foreach unit in array units loop
    perform journal_append(unit, verb, 'person', person, jsonb_build_object('on', day), at);
    insert into journal_outbox (id, kind, unit_id, month, created_at)
      values (gen_random_uuid(), verb, unit, date_trunc('month', day)::date, at);
  end loop;
end $$;

-- Groups, offices of the cell and of its groups, and the access they gave end on a day; rows that
-- would only have begun later never begin. By the rights of the caller.
create function people_detach(persons uuid[], cells uuid[], day date, ended text) returns void
language plpgsql set search_path = public, pg_temp as $$
declare units uuid[]; of_cells text[] := array['cell_secretary', 'deputy_cell_secretary',
  'cell_committee_member', 'party_group_leader', 'deputy_party_group_leader'];
begin
  select cells || coalesce(array_agg(distinct group_id), '{}') into units from people_groupplace
    where person_id = any (persons) and unit_id = any (cells);
  delete from people_groupplace
    where person_id = any (persons) and unit_id = any (cells) and lower(during) >= day;
  update people_groupplace set during = daterange(lower(during), day)
    where person_id = any (persons) and unit_id = any (cells) and during @> day;
  delete from people_officeterm where person_id = any (persons) and unit_id = any (units)
    and lower(during) >= day and office = any (of_cells);
  update people_officeterm set during = daterange(lower(during), day), ended_as = ended
    where person_id = any (persons) and unit_id = any (units) and during @> day
      and office = any (of_cells);
  delete from access_grant where person_id = any (persons) and unit_id = any (units)
    and lower(during) >= day and office = any (of_cells);
  update access_grant set during = daterange(lower(during), day)
    where person_id = any (persons) and unit_id = any (units) and during @> day
      and office = any (of_cells);
end $$;

-- The record is kept where one is a member today; who left stays with the last cell. Cards of before
-- and badges go with the record. Returns how many records changed hands.
create function people_keep(persons uuid[]) returns integer
language plpgsql set search_path = public, pg_temp as $$
declare changed integer;
begin
  update people_person p set kept_by_id = m.unit_id from people_membership m
    where m.person_id = p.id and m.during @> access_today() and m.unit_id <> p.kept_by_id
      and (persons is null or p.id = any (persons));
  get diagnostics changed = row_count;
  update people_badgeaward b set unit_id = p.kept_by_id from people_person p
    where p.id = b.person_id and b.unit_id <> p.kept_by_id
      and (persons is null or p.id = any (persons));
  update people_formercard c set unit_id = p.kept_by_id from people_person p
    where p.id = c.person_id and c.unit_id <> p.kept_by_id
      and (persons is null or p.id = any (persons));
  return changed;
end $$;

-- Members into other cells from a day on, by the rights of the caller: memberships keep their
-- standing, running states go along. Returns how many moved; who is there already is left alone.
create function people_relocate(persons uuid[], units uuid[], day date, how text, said text)
returns integer language plpgsql set search_path = public, pg_temp as $$
declare who uuid[]; sources uuid[]; targets uuid[]; states uuid[]; fresh uuid[]; ends date[];
  places uuid[]; spells people_membership[]; homes people_residence[];
begin
  select array_agg(m.person_id), array_agg(m.unit_id), array_agg(t.unit_id)
    into who, sources, targets
    from unnest(persons, units) as t(person_id, unit_id)
    join people_membership m on m.person_id = t.person_id and m.during @> day
    where m.unit_id <> t.unit_id;
  if who is null then return 0; end if;
  perform people_detach(who, sources, day,
    case how when 'transferred' then 'moved' else 'reorganised' end);

  update people_membership m set unit_id = t.target, begun_as = how
    from unnest(who, targets) as t(person_id, target)
    where m.person_id = t.person_id and lower(m.during) = day;
  -- What a row said before it was cut is read first: PostgreSQL 17 returns only what it says after.
  select array_agg(m) into spells from people_membership m
    where m.person_id = any (who) and m.during @> day and lower(m.during) < day;
  update people_membership set during = daterange(lower(during), day), ended_as = how, decision = said
    where id in (select id from unnest(spells));
  insert into people_membership (id, person_id, unit_id, standing, during, begun_as, ended_as, decision)
    select gen_random_uuid(), m.person_id, t.target, m.standing, daterange(day, upper(m.during)), how,
      m.ended_as, m.decision
    from unnest(spells) m join unnest(who, targets) as t(person_id, target)
      on t.person_id = m.person_id;

  -- What was planned to follow in the old cell (a recognition, say) follows in the new one.
  update people_membership m set unit_id = t.target
    from unnest(who, sources, targets) as t(person_id, source, target)
    where m.person_id = t.person_id and m.unit_id = t.source and lower(m.during) > day;

  -- A letter on its way to the new cell has arrived with its bearer; another goes on from there.
  update people_transfer p set closed_on = day, outcome = 'received'
    from unnest(who, targets) as t(person_id, target)
    where p.person_id = t.person_id and p.closed_on is null and p.to_unit_id = t.target;
  update people_transfer p set unit_id = t.target from unnest(who, targets) as t(person_id, target)
    where p.person_id = t.person_id and p.closed_on is null;
  delete from people_state s where s.person_id = any (who) and s.kind = 'transferring'
    and lower(s.during) >= day and not exists (select 1 from people_transfer p
      where p.person_id = s.person_id and p.closed_on is null);
  update people_state s set during = daterange(lower(s.during), day), settled_on = day
    where s.person_id = any (who) and s.kind = 'transferring' and s.during @> day
      and not exists (select 1 from people_transfer p
        where p.person_id = s.person_id and p.closed_on is null);

  update people_state s set unit_id = t.target
    from unnest(who, sources, targets) as t(person_id, source, target)
    where s.person_id = t.person_id and s.unit_id = t.source and lower(s.during) >= day;
  select array_agg(s.id), array_agg(gen_random_uuid()), array_agg(upper(s.during)), array_agg(t.target)
    into states, fresh, ends, places
    from people_state s join unnest(who, sources, targets) as t(person_id, source, target)
      on s.person_id = t.person_id and s.unit_id = t.source
    where s.during @> day;
  if states is not null then
    update people_state set during = daterange(lower(during), day) where id = any (states);
    insert into people_state (id, person_id, unit_id, kind, provision, decision, during, settled_on)
      select n.id, s.person_id, n.place, s.kind, s.provision, s.decision,
        daterange(day, n.until), s.settled_on
      from unnest(states, fresh, ends, places) as n(old_id, id, until, place)
      join people_state s on s.id = n.old_id;
    -- What renewed the old part renews the part that goes on, and that one continues the old.
    update people_state s set renews_id = n.id from unnest(states, fresh) as n(old_id, id)
      where s.renews_id = n.old_id;
    update people_state s set renews_id = n.old_id from unnest(states, fresh) as n(old_id, id)
      where s.id = n.id;
  end if;

  delete from people_residence r using unnest(who, sources) as t(person_id, source)
    where how = 'transferred' and r.person_id = t.person_id and r.unit_id = t.source
      and lower(r.during) >= day;
  select array_agg(r) into homes
    from people_residence r join unnest(who, sources) as t(person_id, source)
      on r.person_id = t.person_id and r.unit_id = t.source
    where r.during @> day and lower(r.during) < day;
  update people_residence set during = daterange(lower(during), day)
    where id in (select id from unnest(homes));
  insert into people_residence (id, person_id, unit_id, locality_id, during)
    select gen_random_uuid(), r.person_id, t.target, r.locality_id, daterange(day, upper(r.during))
    from unnest(homes) r join unnest(who, targets) as t(person_id, target)
      on t.person_id = r.person_id
    where how <> 'transferred';  -- nobody moves house because cells do
  update people_residence r set unit_id = t.target
    from unnest(who, sources, targets) as t(person_id, source, target)
    where r.person_id = t.person_id and r.unit_id = t.source and lower(r.during) >= day;

  if day <= access_today() then perform people_keep(who); end if;
  return cardinality(who);
end $$;

-- The receiving office takes over a person whose record it does not manage yet: only of an open
-- letter addressed to a cell of its own.
create function people_receive(letter uuid, day date, at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare t people_transfer; kept text;
begin
  select * into t from people_transfer where id = letter and closed_on is null
    and ((select access_all()) or to_unit_id in (select access_units('managed')));
  if not found or t.to_unit_id is null then
    raise exception 'no open letter to a cell of this office'
      using errcode = 'insufficient_privilege';
  end if;
  kept := nenep_private.widen();
  perform 1 from people_transfer where id = letter and closed_on is null for update;
  if not found then perform nenep_private.narrow(kept); return false; end if;
  if t.kind = 'official' then
    -- Somebody who took part here for a time takes part as a member now.
    update people_state s set during = daterange(lower(s.during), day), settled_on = day
      where s.person_id = t.person_id and s.kind = 'away' and s.during @> day
        and lower(s.during) < day and exists (select 1 from people_hostedstay h
          where h.person_id = t.person_id and h.unit_id = t.to_unit_id and h.during @> day);
    perform nenep_private.end_stays(t.person_id, day);
    if people_relocate(array[t.person_id], array[t.to_unit_id], day, 'transferred', '') <> 1 then
      raise exception 'not a member elsewhere on that day' using errcode = 'check_violation';
    end if;
  else
    insert into people_hostedstay (id, person_id, unit_id, during)
      values (gen_random_uuid(), t.person_id, t.to_unit_id, daterange(day, t.until + 1));
    update people_transfer set closed_on = day, outcome = 'received' where id = letter;
  end if;
  perform nenep_private.tell('transfer.received', array[t.unit_id, t.to_unit_id], day, t.person_id, at);
  perform nenep_private.narrow(kept);
  return true;
end $$;

-- A letter that came back: whoever sent it, or whoever was to receive, says so.
create function people_return(letter uuid, day date, at timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare t people_transfer; kept text;
begin
  select * into t from people_transfer where id = letter and closed_on is null
    and ((select access_all()) or unit_id in (select access_units('managed'))
      or to_unit_id in (select access_units('managed')));
  if not found then
    raise exception 'no open letter of this office' using errcode = 'insufficient_privilege';
  end if;
  kept := nenep_private.widen();
  update people_transfer set closed_on = day, outcome = 'returned'
    where id = letter and closed_on is null;
  if not found then perform nenep_private.narrow(kept); return false; end if;
  delete from people_state where person_id = t.person_id and lower(during) >= day
    and lower(during) >= t.introduced_on
    and kind = case t.kind when 'official' then 'transferring' else 'away' end;
  update people_state set during = daterange(lower(during), day), settled_on = day
    where person_id = t.person_id and during @> day and lower(during) >= t.introduced_on
      and kind = case t.kind when 'official' then 'transferring' else 'away' end;
  perform nenep_private.tell('transfer.returned', array_remove(array[t.unit_id, t.to_unit_id], null),
    day, t.person_id, at);
  perform nenep_private.narrow(kept);
  return true;
end $$;

create function nenep_private.end_stays(who uuid, day date) returns void
language plpgsql as $$
begin
  insert into journal_outbox (id, kind, unit_id, month, created_at)
    select gen_random_uuid(), 'stay.ended', unit_id, date_trunc('month', day)::date, now()
    from people_hostedstay where person_id = who and (during @> day or lower(during) >= day);
  delete from people_hostedstay where person_id = who and lower(during) >= day;
  update people_hostedstay set during = daterange(lower(during), day)
    where person_id = who and during @> day;
end $$;

-- Somebody away is back at home: the host, perhaps of another ward, hosts no longer.
create function people_come_home(who uuid, day date) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare kept text;
begin
  perform 1 from people_person where id = who and ((select access_all())
    or kept_by_id in (select access_units('managed')) or kept_by_id in (select access_units('leads')));
  if not found then
    raise exception 'the record is kept elsewhere' using errcode = 'insufficient_privilege';
  end if;
  kept := nenep_private.widen();
  perform nenep_private.end_stays(who, day);
  perform nenep_private.narrow(kept);
end $$;

-- The end of a membership, by whoever keeps the record: everything that runs ends that day, wherever
-- it is, and every access with it.
create function people_leave(who uuid, day date, how text, said text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare kept text; ended boolean;
begin
  perform 1 from people_person where id = who and ((select access_all())
    or kept_by_id in (select access_units('managed')));
  if not found then
    raise exception 'the record is kept elsewhere' using errcode = 'insufficient_privilege';
  end if;
  kept := nenep_private.widen();
  update people_membership set during = daterange(lower(during), day), ended_as = how, decision = said
    where person_id = who and during @> day and lower(during) < day;
  ended := found;
  if ended then
    delete from people_membership where person_id = who and lower(during) >= day;
    delete from people_state where person_id = who and lower(during) >= day;
    update people_state set during = daterange(lower(during), day), settled_on = day
      where person_id = who and during @> day;
    perform nenep_private.end_stays(who, day);
    delete from people_groupplace where person_id = who and lower(during) >= day;
    update people_groupplace set during = daterange(lower(during), day)
      where person_id = who and during @> day;
    delete from people_residence where person_id = who and lower(during) >= day;
    update people_residence set during = daterange(lower(during), day)
      where person_id = who and during @> day;
    update people_residencelink set during = daterange(lower(during), day)
      where person_id = who and during @> day and lower(during) < day;
    delete from people_officeterm where person_id = who and lower(during) >= day;
    update people_officeterm set during = daterange(lower(during), day), ended_as =
        case how when 'transferred' then 'moved' when 'deceased' then 'deceased' else 'relieved' end
      where person_id = who and during @> day;
    delete from access_grant where person_id = who and lower(during) >= day;
    update access_grant set during = daterange(lower(during), day)
      where person_id = who and during @> day;
    update people_transfer set closed_on = day,
        outcome = case how when 'transferred' then 'received' else 'struck' end
      where person_id = who and closed_on is null;
  end if;
  perform nenep_private.narrow(kept);
  return ended;
end $$;

-- A living cell by its 14-digit code or its id: what a letter must be able to name, and nothing else.
create function people_destination(wanted text, day date) returns table (id uuid, name text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare kept text;
begin
  if access_payload() is null then return; end if;
  kept := nenep_private.widen();
  return query select u.id, n.name::text from structure_unit u
    join structure_unitkind k on k.unit_id = u.id and k.during @> day
      and k.kind in ('party_cell', 'grassroots_cell')
    join structure_unitname n on n.unit_id = u.id and n.during @> day
    left join structure_unitcode c on c.unit_id = u.id and c.during @> day
    where (c.code = wanted or u.id::text = wanted)
      and u.founded_on <= day and (u.dissolved_on is null or u.dissolved_on > day)
    limit 1;
  perform nenep_private.narrow(kept);
end $$;

-- What a unit was called on a day, else at last; a unit's name is no secret to who holds its id.
create function nenep_private.called(unit uuid, day date) returns text
language sql stable as $$
  select n.name from structure_unitname n where n.unit_id = unit and lower(n.during) <= day
  order by lower(n.during) desc limit 1
$$;

-- A whole life in one question, unit names included: for who keeps the record now, and for oneself.
-- Memberships and offices also of other wards, since the record came from there; states only of the
-- cells in reach.
create function people_life(wanted uuid)
returns table (what text, row_id uuid, unit_id uuid, unit_name text, kind text, since date,
  until date, begun text, ended text, decision text)
language plpgsql security definer set search_path = public, pg_temp as $$
declare kept text; units uuid[]; everything boolean := access_all(); today date := access_today();
begin
  everything := everything or wanted = access_person();
  units := array(select access_units('records'));
  perform 1 from people_person p where p.id = wanted and (everything or p.kept_by_id = any (units));
  if not found then return; end if;
  kept := nenep_private.widen();
  return query
    select r.what, r.row_id, r.unit_id,
      coalesce(nenep_private.called(r.unit_id, coalesce(r.until - 1, greatest(today, r.since))), ''),
      r.kind, r.since, r.until, r.begun, r.ended, r.decision
    from (
      select 'membership' as what, m.id as row_id, m.unit_id, m.standing::text as kind,
        lower(m.during) as since, upper(m.during) as until, m.begun_as::text as begun,
        m.ended_as::text as ended, m.decision::text as decision
        from people_membership m where m.person_id = wanted and not isempty(m.during)
      union all
      select 'office', o.id, o.unit_id, o.office::text, lower(o.during), upper(o.during),
        o.basis::text, o.ended_as::text, o.decision::text
        from people_officeterm o where o.person_id = wanted and not isempty(o.during)
      union all
      select 'state', s.id, s.unit_id, s.kind::text, lower(s.during), upper(s.during),
        s.provision::text, case when s.settled_on is null then '' else 'settled' end,
        s.decision::text
        from people_state s where s.person_id = wanted and not isempty(s.during)
          and (everything or s.unit_id = any (units))
      union all
      select 'stay', h.id, h.unit_id, 'hosted', lower(h.during), upper(h.during), '', '', ''
        from people_hostedstay h where h.person_id = wanted and not isempty(h.during)
      union all
      select 'letter', t.id, t.unit_id, t.kind::text, t.introduced_on, t.closed_on,
        coalesce(nullif(t.to_name, ''), nenep_private.called(t.to_unit_id, today), '')::text,
        t.outcome::text, ''
        from people_transfer t where t.person_id = wanted
      union all
      select 'residence', r.id, r.unit_id, coalesce((select l.name::text from structure_localityplace l
          where l.locality_id = r.locality_id order by lower(l.during) desc limit 1), ''),
        lower(r.during), upper(r.during), '', '', ''
        from people_residence r where r.person_id = wanted and not isempty(r.during)
      union all
      select 'badge', b.id, b.unit_id, b.years::text, b.awarded_on, null, '', '', ''
        from people_badgeaward b where b.person_id = wanted
      union all
      select 'card', c.id, c.unit_id, c.number::text, null, c.until, '', '', ''
        from people_formercard c where c.person_id = wanted) r
    order by r.since desc nulls last, r.what, r.row_id;
  perform nenep_private.narrow(kept);
end $$;

-- Guards ------------------------------------------------------------------------------------------

-- A spell lies within the life of its unit. Asked at the end of the transaction, so that a
-- reorganisation may write in any order; a row changed since is judged as it stands then.
create function nenep_private.within_its_unit() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare kept text; now_unit uuid; now_during daterange; u record;
begin
  select founded_on, dissolved_on into u from structure_unit where id = new.unit_id;
  if isempty(new.during) or new.during <@ daterange(u.founded_on, u.dissolved_on) then
    return null;
  end if;
  kept := nenep_private.widen();
  execute format('select unit_id, during from %I where id = $1', tg_table_name)
    into now_unit, now_during using new.id;
  perform nenep_private.narrow(kept);
  select founded_on, dissolved_on into u from structure_unit where id = now_unit;
  if now_unit is null or isempty(now_during)
      or now_during <@ daterange(u.founded_on, u.dissolved_on) then
    return null;
  end if;
  raise exception '%: begins before its unit or outlives it', tg_table_name
    using errcode = 'check_violation', constraint = tg_table_name || '_within_its_unit';
end $$;

create constraint trigger membership_within_its_unit
  after insert or update of unit_id, during on people_membership
  deferrable initially deferred for each row execute function nenep_private.within_its_unit();
create constraint trigger state_within_its_unit
  after insert or update of unit_id, during on people_state
  deferrable initially deferred for each row execute function nenep_private.within_its_unit();
create constraint trigger stay_within_its_unit
  after insert or update of unit_id, during on people_hostedstay
  deferrable initially deferred for each row execute function nenep_private.within_its_unit();

-- A unit does not end while members are left in it.
create function nenep_private.nobody_left_behind() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare kept text; ended date; left_in text;
begin
  select dissolved_on into ended from structure_unit where id = new.id;
  if ended is null then return null; end if;
  kept := nenep_private.widen();
  select t.what into left_in from (
    select 'memberships' as what from people_membership
      where unit_id = new.id and not isempty(during) and not during <@ daterange(null, ended)
    union all
    select 'states' from people_state
      where unit_id = new.id and not isempty(during) and not during <@ daterange(null, ended)
    union all
    select 'stays' from people_hostedstay
      where unit_id = new.id and not isempty(during) and not during <@ daterange(null, ended)) t
    limit 1;
  perform nenep_private.narrow(kept);
  if left_in is not null then
    raise exception 'the unit ends while % are left in it', left_in
      using errcode = 'check_violation', constraint = 'nobody_left_behind';
  end if;
  return null;
end $$;
create constraint trigger nobody_left_behind after update of dissolved_on on structure_unit
  deferrable initially deferred for each row execute function nenep_private.nobody_left_behind();

-- A letter goes to a cell that lives on its day.
create function nenep_private.to_a_living_cell() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.to_unit_id is not null and new.closed_on is null
      and not exists (select 1 from people_destination(new.to_unit_id::text, new.introduced_on)) then
    raise exception 'a transfer to what is no living cell'
      using errcode = 'check_violation', constraint = 'transfer_to_a_living_cell';
  end if;
  return new;
end $$;
create trigger transfer_to_a_living_cell before insert or update of to_unit_id on people_transfer
  for each row execute function nenep_private.to_a_living_cell();
