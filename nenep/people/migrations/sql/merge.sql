-- Two records of one person become one. What the kept record lacks it is given, day by day; the other
-- keeps its rows as the history of what was once entered, closed on the day of the merger, and counts
-- nowhere any more. Rows of other wards are given too: they are the same person's.

-- May the caller merge these two? Both records must be kept where the caller manages members.
create function nenep_private.must_manage(persons uuid[]) returns void
language plpgsql as $$
begin
  if not access_all() and exists (select from unnest(persons) w (id) where not exists (
      select from people_person p where p.id = w.id
        and p.kept_by_id in (select access_units('managed')))) then
    raise exception 'a record is kept elsewhere' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Which of these persons sign in. Accounts themselves stay out of every page's reach.
create function people_with_account(persons uuid[]) returns setof uuid
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.must_manage(persons);
  return query select a.person_id from identity_account a
    where a.person_id = any (persons) and a.is_active;
end $$;

-- What no single person can have been: in two committees of cells on one day.
create function people_two_offices(keeper uuid, other uuid)
returns table (office text, unit_name text, other_office text, other_unit_name text, since date)
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare kept text; of_cells text[] := array['cell_secretary', 'deputy_cell_secretary',
  'cell_committee_member'];
begin
  perform nenep_private.must_manage(array[keeper, other]);
  kept := nenep_private.widen();
  return query select k.office::text, nenep_private.called(k.unit_id, lower(k.during * o.during)),
      o.office::text, nenep_private.called(o.unit_id, lower(k.during * o.during)),
      lower(k.during * o.during)
    from people_officeterm k join people_officeterm o on o.during && k.during
      and o.unit_id <> k.unit_id and o.office = any (of_cells) and k.office = any (of_cells)
    where k.person_id = keeper and o.person_id = other
    order by 5 limit 1;
  perform nenep_private.narrow(kept);
end $$;

create function nenep_private.merge_offices(keeper uuid, other uuid) returns void
language plpgsql as $$
declare t people_officeterm; give datemultirange; rest datemultirange;
begin
  delete from access_grant where person_id = other;
  for t in select * from people_officeterm where person_id = other loop
    give := datemultirange(t.during) - coalesce((select range_agg(k.during) from people_officeterm k
      where k.person_id = keeper and k.unit_id = t.unit_id and k.office = t.office), '{}');
    if t.office in ('cell_secretary', 'deputy_cell_secretary', 'cell_committee_member') then
      give := give * coalesce((select range_agg(m.during) from people_membership m
        where m.person_id = keeper and m.unit_id = t.unit_id and m.standing = 'official'), '{}');
    elsif t.office in ('party_group_leader', 'deputy_party_group_leader') then
      give := give * coalesce((select range_agg(g.during) from people_groupplace g
        where g.person_id = keeper and g.group_id = t.unit_id), '{}');
    end if;
    rest := datemultirange(t.during) - give;
    delete from people_officeterm where id = t.id;
    insert into people_officeterm (id, person_id, unit_id, office, basis, decision, election_id, during,
        ended_as, ending_decision)
      select gen_random_uuid(), v.who, t.unit_id, t.office, t.basis, t.decision, t.election_id, v.part,
        case when upper(v.part) is not distinct from upper(t.during) then t.ended_as else '' end,
        case when upper(v.part) is not distinct from upper(t.during) then t.ending_decision else '' end
      from (select keeper, p from unnest(give) p union all select other, p from unnest(rest) p)
        as v (who, part);
    insert into access_grant (id, person_id, unit_id, office, during)
      select gen_random_uuid(), keeper, t.unit_id, t.office, p from unnest(give) p;
  end loop;
end $$;

-- The caller has decided that both are one person (nenep.people.actions.merge).
create function people_merge(keeper uuid, other uuid, day date, at timestamptz) returns void
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare kept text; name text;
begin
  perform nenep_private.must_manage(array[keeper, other]);
  kept := nenep_private.widen();
  insert into journal_outbox (id, kind, unit_id, month, created_at)
    select gen_random_uuid(), 'people.merged', m.unit_id,
      date_trunc('month', min(lower(m.during)))::date, at
    from people_membership m where m.person_id in (keeper, other) and not isempty(m.during)
    group by m.unit_id;
  insert into people_membership (id, person_id, unit_id, standing, during, begun_as, ended_as, decision)
    select gen_random_uuid(), keeper, m.unit_id, m.standing, p.part,
      case when lower(p.part) = lower(m.during) then m.begun_as else 'merged' end,
      case when upper(p.part) is not distinct from upper(m.during) then m.ended_as else 'merged' end,
      m.decision
    from people_membership m cross join lateral unnest(datemultirange(m.during)
      - (select coalesce(range_agg(k.during), '{}') from people_membership k
         where k.person_id = keeper)) p (part)
    where m.person_id = other;
  insert into people_state (id, person_id, unit_id, kind, provision, decision, during, settled_on)
    select gen_random_uuid(), keeper, s.unit_id, s.kind, s.provision, s.decision, p.part, s.settled_on
    from people_state s cross join lateral unnest(datemultirange(s.during)
      * (select coalesce(range_agg(m.during), '{}') from people_membership m
         where m.person_id = keeper and m.unit_id = s.unit_id)
      - (select coalesce(range_agg(k.during), '{}') from people_state k
         where k.person_id = keeper and k.kind = s.kind)) p (part)
    where s.person_id = other and s.kind <> 'transferring';
  insert into people_hostedstay (id, person_id, unit_id, during)
    select gen_random_uuid(), keeper, h.unit_id, p.part
    from people_hostedstay h cross join lateral unnest(datemultirange(h.during)
      - (select coalesce(range_agg(k.during), '{}') from people_hostedstay k
         where k.person_id = keeper)
      - (select coalesce(range_agg(m.during), '{}') from people_membership m
         where m.person_id = keeper and m.unit_id = h.unit_id)) p (part)
    where h.person_id = other;
  insert into people_groupplace (id, person_id, unit_id, group_id, during)
    select gen_random_uuid(), keeper, g.unit_id, g.group_id, p.part
    from people_groupplace g cross join lateral unnest(datemultirange(g.during)
      * (select coalesce(range_agg(m.during), '{}') from people_membership m
         where m.person_id = keeper and m.unit_id = g.unit_id)
      - (select coalesce(range_agg(k.during), '{}') from people_groupplace k
         where k.person_id = keeper)) p (part)
    where g.person_id = other;
  insert into people_residence (id, person_id, unit_id, locality_id, during)
    select gen_random_uuid(), keeper, r.unit_id, r.locality_id, p.part
    from people_residence r cross join lateral unnest(datemultirange(r.during)
      - (select coalesce(range_agg(k.during), '{}') from people_residence k
         where k.person_id = keeper)) p (part)
    where r.person_id = other;
  update people_badgeaward b set person_id = keeper where b.person_id = other
    and not exists (select from people_badgeaward k where k.person_id = keeper and k.years = b.years);
  update people_formercard c set person_id = keeper where c.person_id = other
    and not exists (select from people_formercard k where k.person_id = keeper and k.number = c.number);
  update people_residencelink set person_id = keeper where person_id = other;
  perform nenep_private.merge_offices(keeper, other);
  foreach name in array array['people_officeterm', 'people_groupplace', 'people_residence',
      'people_hostedstay', 'people_state', 'people_membership'] loop
    execute format('delete from %I where person_id = $1 and lower(during) >= $2', name)
      using other, day;
    execute format('update %I set during = daterange(lower(during), $2) where person_id = $1
      and during @> $2', name) using other, day;
  end loop;
  update people_membership set ended_as = 'merged'
    where person_id = other and upper(during) = day and ended_as = '';
  update people_state set settled_on = day where person_id = other and settled_on is null;
  if day <= access_today() then perform people_keep(array[keeper]); end if;
  perform nenep_private.narrow(kept);
end $$;
