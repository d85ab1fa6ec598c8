-- The moment by the clock of this installation: the demo lives on its own day.
create function nenep_private.moment() returns timestamptz
language sql stable as $$
  select coalesce((select (c.today + (now() at time zone 'Asia/Ho_Chi_Minh')::time) at time zone 'Asia/Ho_Chi_Minh'
                   from nenep_private.clock c limit 1), now())
$$;

-- The same for pages, so that one clock says whether a request still waits or has run out.
create function oversight_moment() returns timestamptz
language sql stable security definer set search_path = public, pg_temp as $$
  select nenep_private.moment()
$$;

-- The nearest unit above `unit` in which the account holds, today, an office with that right.
create function nenep_private.office_above(account uuid, unit uuid, asked text) returns uuid
language sql stable as $$
  select g.unit_id
  from access_grant g
  join access_office o on o.office = g.office and case asked when 'opens' then o.opens else o.reaches_in end
  join access_unitpath r on r.unit_id = g.unit_id
  join access_unitpath u on u.path <@ r.path and u.unit_id <> r.unit_id
  where u.unit_id = unit and g.during @> access_today()
    and (g.account_id = account
         or g.person_id = (select a.person_id from identity_account a where a.id = account and a.is_active))
  order by r.depth desc limit 1
$$;

-- Who is asking, by the verified scope and nobody else's word.
create function nenep_private.reader_name() returns text
language sql stable as $$
  select left(coalesce(access_payload() ->> 'name', ''), 120)
$$;

-- What papers a unit has sealed: numbers and days, for whoever may open them with a reason.
create function oversight_papers(unit uuid)
returns table (id uuid, type_code text, title text, number_text text, finalised_on date)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id, p.type_code::text, p.content -> 'title' ->> 'kind', p.number_text::text, p.finalised_on
  from documents_paper p
  where p.unit_id = unit and p.finalised_on is not null
    and not exists (select 1 from documents_paper s where s.supersedes_id = p.id and s.finalised_on is not null)
    and nenep_private.office_above(access_account(), unit, 'opens') is not null
  order by p.finalised_on desc, p.id desc limit 60
$$;

-- One paper opened for today; returns the unit whose paper it is. The only way a row comes to be.
create function oversight_open(opening uuid, wanted uuid, said_reason text, said_words text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare paper record; office uuid;
begin
  select p.id, p.unit_id into paper from documents_paper p where p.id = wanted and p.finalised_on is not null;
  if found then office := nenep_private.office_above(access_account(), paper.unit_id, 'opens'); end if;
  if office is null then
    raise exception 'no office of this account may open that paper' using errcode = 'insufficient_privilege';
  end if;
  insert into oversight_paperopening (id, paper_id, unit_id, account_id, reader_name, office_unit_id,
                                      reason, words, opened_on, opened_at)
  values (opening, paper.id, paper.unit_id, access_account(), nenep_private.reader_name(), office,
          said_reason, said_words, access_today(), nenep_private.moment());
  return paper.unit_id;
end $$;

-- The papers this account has opened today: the row policy of papers asks once per statement.
create function oversight_opened() returns setof uuid
language sql stable security definer set search_path = public, pg_temp rows 5 as $$
  select o.paper_id from oversight_paperopening o
  where o.account_id = access_account() and o.opened_on = access_today()
    and nenep_private.office_above(o.account_id, o.unit_id, 'opens') is not null
$$;

-- Emergency, first person: nothing opens yet.
create function oversight_ask(emergency uuid, wanted uuid, said_hours integer, said_words text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare office uuid := nenep_private.office_above(access_account(), wanted, 'reaches_in');
begin
  if office is null then
    raise exception 'no office of this account stands above that unit' using errcode = 'insufficient_privilege';
  end if;
  insert into oversight_emergency (id, unit_id, office_unit_id, words, hours, asked_by, asked_person,
                                   asked_name, asked_at, approved_name, ended_name)
  values (emergency, wanted, office, said_words, said_hours, access_account(), access_person(),
          nenep_private.reader_name(), nenep_private.moment(), '', '');
end $$;

-- Second person: another account and another human being, with an office at that committee or above.
-- A request nobody has approved within a day is void.
create function oversight_approve(emergency uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare e oversight_emergency; office uuid;
begin
  select * into e from oversight_emergency x where x.id = emergency for update;
  if found then office := nenep_private.office_above(access_account(), e.unit_id, 'reaches_in'); end if;
  if office is null or e.asked_by = access_account() or e.asked_person = access_person()
     or not exists (select 1 from access_unitpath mine join access_unitpath theirs on theirs.path <@ mine.path
                    where mine.unit_id = office and theirs.unit_id = e.office_unit_id)
     or e.approved_by is not null or e.ended_at is not null
     or e.asked_at < nenep_private.moment() - interval '1 day' then
    raise exception 'this account cannot approve that request' using errcode = 'insufficient_privilege';
  end if;
  update oversight_emergency set approved_by = access_account(), approved_name = nenep_private.reader_name(),
    approved_at = nenep_private.moment(), until = nenep_private.moment() + make_interval(hours => e.hours)
    where id = emergency;
  return e.unit_id;
end $$;

-- Closing it early, or refusing it: whoever asked, and any officer who could have approved it.
create function oversight_end(emergency uuid) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare e oversight_emergency;
begin
  select * into e from oversight_emergency x where x.id = emergency for update;
  if not found or (e.asked_by <> access_account()
      and nenep_private.office_above(access_account(), e.unit_id, 'reaches_in') is null) then
    raise exception 'this account cannot end that request' using errcode = 'insufficient_privilege';
  end if;
  update oversight_emergency set ended_at = nenep_private.moment(), ended_name = nenep_private.reader_name()
    where id = emergency and ended_at is null;
  return e.unit_id;
end $$;

-- The unit read in an emergency: an office of some hours that ends with the asker's own above it.
create function nenep_private.lent(account uuid) returns setof uuid
language sql stable as $$
  select distinct e.unit_id from oversight_emergency e
  where e.asked_by = account and e.until > nenep_private.moment() and e.ended_at is null
    and nenep_private.office_above(account, e.unit_id, 'reaches_in') is not null
$$;

create or replace function nenep_private.describe(account uuid) returns jsonb
language plpgsql as $$
declare who record; held jsonb; today date := access_today();
begin
  select a.id, a.person_id, a.label into who from identity_account a
    where a.id = account and a.is_active;
  if not found then return null; end if;
  perform nenep_private.enter(jsonb_build_object('account', who.id, 'person', who.person_id,
    'all', false, 'inside', '[]'::jsonb, 'records', '[]'::jsonb, 'figures', '[]'::jsonb));
  select coalesce(jsonb_agg(jsonb_build_object('office', t.office, 'unit', t.unit_id)
                            order by t.rank, t.office), '[]'::jsonb) into held
  from (
    select g.office, g.unit_id, 0 as rank from access_grant g
      where g.during @> today and (g.account_id = who.id or g.person_id = who.person_id)
    union all
    select 'party_member', m.unit_id, 1 from people_membership m
      where m.person_id = who.person_id and m.during @> today
    union all
    select 'emergency_reader', l, 2 from nenep_private.lent(who.id) l
  ) t;
  return jsonb_build_object('account', who.id, 'person', who.person_id, 'offices', held,
    'name', coalesce((select p.full_name from people_person p where p.id = who.person_id), who.label));
end $$;

revoke execute on function oversight_papers(uuid), oversight_open(uuid, uuid, text, text), oversight_opened(),
  oversight_ask(uuid, uuid, integer, text), oversight_approve(uuid), oversight_end(uuid), oversight_moment() from public;
grant execute on function oversight_papers(uuid), oversight_open(uuid, uuid, text, text), oversight_opened(),
  oversight_ask(uuid, uuid, integer, text), oversight_approve(uuid), oversight_end(uuid), oversight_moment()
  to nenep_serving, nenep_worker;
