-- Lists and search over any part of the tree, a page at a time, by an index (ADR 0025).
--
-- LIKE is not leakproof, so behind a row policy PostgreSQL asks the policy of every row before it may
-- look into a name, and no index on names is ever used. The functions here carry the reach themselves:
-- they read persons past the policy, and first narrow them to the units whose records the caller's
-- scope opens. What leaves them are ids; names are then read under the policies as everywhere.

-- The owner of these tables, and so the definer functions, are not bound by their policies; everybody
-- who serves is. A policy for the owner that is always true would not do: behind any policy the planner
-- may not use the statistics of names and days, and guesses the wrong plan.
alter table people_person no force row level security;
alter table people_membership no force row level security;
alter table people_state no force row level security;
alter table people_hostedstay no force row level security;
alter table people_officeterm no force row level security;
-- How common a part of a name is decides the plan: a hundred samples do not tell it.
alter table people_person alter column name_folded set statistics 1000;

create index people_in_order on people_person (name_key collate "C", id) include (kept_by_id)
  where merged_into_id is null;
create index people_of_a_unit_in_order on people_person (kept_by_id, name_key collate "C", id)
  where merged_into_id is null;
create index people_by_part_of_name on people_person using gin (name_folded gin_trgm_ops)
  where merged_into_id is null;
create index people_states_of_a_kind on people_state (kind, person_id);
create index people_offices_of_a_kind on people_officeterm (office, person_id);
create index people_hosted_by on people_hostedstay (unit_id);

-- The kinds of states that make these standings.
create function nenep_private.kinds_of(standings text[]) returns text[]
language sql immutable as $$
  select array_agg(k.kind) from (values ('suspended', 'suspended'), ('activity_exemption', 'exempt'),
    ('temporary_exemption', 'exempt'), ('transferring', 'transferring'), ('away', 'away'))
    as k (kind, standing) where k.standing = any (standings)
$$;

-- What somebody listed is that day, in the words of nenep.people.rules.standing: the heaviest state
-- that holds, else the standing of the membership, '' for whoever is a member nowhere.
create function nenep_private.standing(person uuid, day date) returns text
language sql stable as $$
  select coalesce(
    (select case s.kind when 'suspended' then 'suspended' when 'transferring' then 'transferring'
        when 'away' then 'away' else 'exempt' end
      from people_state s where s.person_id = m.person_id and s.during @> day
      order by array_position(array['suspended', 'activity_exemption', 'temporary_exemption',
        'transferring', 'away'], s.kind::text) limit 1), m.standing, '')
  from (values (person)) v (person_id)
  left join people_membership m on m.person_id = v.person_id and m.during @> day
$$;

-- The conditions of a search as SQL over a person ``p``. Every value is quoted here; nothing a page
-- sends becomes SQL. ``wanted``: part (folded), sex, standing, office, born_from, born_to, expiring
-- ('soon' with ``soon`` as the last day, or 'overdue').
create function nenep_private.search_terms(wanted jsonb, day date) returns text
language plpgsql immutable as $$
declare said text := 'true'; part text := wanted ->> 'part'; lighter integer; open_end text;
  standing text := coalesce(wanted ->> 'standing', '');
  weights text[] := array['suspended', 'exempt', 'transferring', 'away'];
begin
  if part <> '' then
    said := said || format(' and p.name_folded like %L', '%' || replace(replace(replace(
      part, '\', '\\'), '%', '\%'), '_', '\_') || '%');
  end if;
  if wanted ->> 'sex' <> '' then said := said || format(' and p.sex = %L', wanted ->> 'sex'); end if;
  if wanted ->> 'born_from' <> '' then
    said := said || format(' and p.birth_date >= %L::date', wanted ->> 'born_from');
  end if;
  if wanted ->> 'born_to' <> '' then
    said := said || format(' and p.birth_date <= %L::date', wanted ->> 'born_to');
  end if;
  if wanted ->> 'office' <> '' then
    said := said || format(' and p.id in (select o.person_id from people_officeterm o
      where o.office = %L and o.during @> %L::date)', wanted ->> 'office', day);
  end if;
  if standing not in ('hosted', 'former') then
    said := said || format(' and exists (select from people_membership m
      where m.person_id = p.id and m.during @> %L::date)', day);
  elsif standing = 'former' then
    said := said || format(' and not exists (select from people_membership m
      where m.person_id = p.id and m.during @> %L::date)', day);
  end if;
  lighter := array_position(weights, standing);
  if standing in ('official', 'probationary') then
    said := said || format(' and exists (select from people_membership m where m.person_id = p.id
      and m.during @> %L::date and m.standing = %L)', day, standing);
    lighter := cardinality(weights) + 1;
  elsif lighter is not null then
    said := said || format(' and p.id in (select s.person_id from people_state s
      where s.kind = any (%L::text[]) and s.during @> %L::date)',
      nenep_private.kinds_of(array[standing]), day);
  elsif standing not in ('', 'hosted', 'former') then
    said := said || ' and false';
  end if;
  if lighter > 1 then  -- nothing that weighs more
    said := said || format(' and not exists (select from people_state s where s.person_id = p.id
      and s.kind = any (%L::text[]) and s.during @> %L::date)',
      nenep_private.kinds_of(weights[:lighter - 1]), day);
  end if;
  open_end := case wanted ->> 'expiring'
    when 'overdue' then format('upper(s.during) <= %L::date', day)
    when 'soon' then format('s.during @> %L::date and upper(s.during) - 1 <= %L::date',
      day, wanted ->> 'soon') end;
  if open_end is not null then
    said := said || ' and exists (select from people_state s where s.person_id = p.id
      and s.kind <> ''transferring'' and s.settled_on is null and not isempty(s.during) and '
      || open_end || ' and not exists (select from people_state r where r.person_id = s.person_id
        and r.kind = s.kind and not isempty(r.during) and lower(r.during) >= upper(s.during)))';
  end if;
  return said;
end $$;

-- The statement of one page as the planner shall see it: constants, and the units as $1. It then walks
-- the order of names where many fit, takes the index of parts for a rare name, and that of the units
-- for a small part of the tree.
create function nenep_private.search_page(wanted jsonb, day date, whole boolean, after_key text,
  after_id uuid, size integer) returns text
language plpgsql stable as $$
declare
  terms text := nenep_private.search_terms(wanted, day);
  place text := 'p.kept_by_id'; within text := 'p.kept_by_id = any ($1)';
begin
  if after_id is not null then
    terms := terms || format(' and (p.name_key collate "C", p.id) > (%L collate "C", %L::uuid)',
      after_key, after_id);
  end if;
  if wanted ->> 'standing' = 'hosted' then
    within := format('p.id in (select h.person_id from people_hostedstay h
      where h.unit_id = any ($1) and h.during @> %L::date)', day);
    place := format('(select h.unit_id from people_hostedstay h
      where h.person_id = p.id and h.during @> %L::date)', day);
  elsif whole then
    within := 'true';
  end if;
  return format('select p.id, %s from people_person p where p.merged_into_id is null and %s and %s'
    || ' order by p.name_key collate "C", p.id limit %s', place, within, terms, size);
end $$;

-- The units of a search: at and below ``roots``, as far as the scope opens their records.
create function nenep_private.search_units(roots uuid[]) returns uuid[]
language sql stable as $$
  select coalesce(array_agg(distinct b.id), '{}') from access_below(roots) b (id)
  where (select access_all()) or b.id in (select access_units('records'))
$$;

-- Does the search go through everything there is? Then no unit need be asked for.
create function nenep_private.search_whole(roots uuid[]) returns boolean
language sql stable as $$
  select access_all() and not exists (
    select from access_unitpath t where t.parent_id is null and t.unit_id <> all (roots))
$$;

-- Ids of a page of people kept by the units at and below ``roots`` (or hosted there, when those are
-- wanted), by given name, after the person ``after``; each with the unit and the standing of the day.
create function people_find(roots uuid[], wanted jsonb, day date, after uuid, size integer)
returns table (person_id uuid, unit_id uuid, standing text)
language plpgsql stable security definer set search_path = public, pg_temp rows 50 as $$
#variable_conflict use_column
declare
  whole boolean; units uuid[]; after_key text; after_id uuid; page text;
begin
  if access_payload() is null then return; end if;
  whole := nenep_private.search_whole(roots) and wanted ->> 'standing' is distinct from 'hosted';
  units := case when whole then '{}'::uuid[] else nenep_private.search_units(roots) end;
  if not whole and cardinality(units) = 0 then return; end if;
  -- Where somebody outside the search stands in the order is nobody's business: from the beginning.
  select p.name_key, p.id into after_key, after_id from people_person p where p.id = after
    and (whole or p.kept_by_id = any (units) or exists (select from people_hostedstay h
      where h.person_id = p.id and h.unit_id = any (units)));
  page := nenep_private.search_page(wanted, day, whole, after_key, after_id, size);
  return query execute 'select f.*, nenep_private.standing(f.id, $2)::text from (' || page
    || ') f (id, unit)' using units, day;
end $$;
