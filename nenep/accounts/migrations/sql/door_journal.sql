-- What happens at the door is journalled by the door. Nobody is signed in yet, so no action can say who
-- acts; the functions below already know. Ids and codes only, in the chain of the unit that keeps the
-- person; whoever opened something did it, what the door shuts it shuts by itself.
create function nenep_private.note_at_the_door(holder uuid, verb text, said jsonb, at timestamptz,
                                               by_holder boolean default true) returns void
language plpgsql as $$
declare a identity_account; unit uuid; before text := current_setting('nenep.scope', true);
begin
  select * into a from identity_account where id = holder;
  if not found then return; end if;
  unit := coalesce(
    (select p.kept_by_id from people_person p where p.id = a.person_id),
    (select g.unit_id from access_grant g where g.account_id = a.id and g.unit_id is not null
      and g.during @> access_today() order by g.office, g.unit_id limit 1),
    '00000000-0000-0000-0000-000000000000');
  perform nenep_private.enter(jsonb_build_object('all', true,
    'account', case when by_holder then a.id end, 'person', case when by_holder then a.person_id end,
    'name', 'cửa đăng nhập'));
  perform journal_append(unit, verb, case when a.person_id is null then 'account' else 'person' end,
    coalesce(a.person_id, a.id), said, at);
  perform set_config('nenep.scope', coalesce(before, ''), true);
end $$;

-- Has this very failure begun the first pause? Later ones of the same row of failures say nothing new.
create function nenep_private.note_lock(holder uuid, tried text, free integer, door text, at timestamptz)
returns void
language plpgsql as $$
begin
  if exists (select from identity_trial t where t.bucket = tried and t.failures = free) then
    perform nenep_private.note_at_the_door(holder, 'account.locked_out',
      jsonb_build_object('door', door, 'failures', free), at, false);
  end if;
end $$;

create function nenep_private.holder_of(wanted text) returns uuid
language sql stable as $$
  select a.id from identity_account a where lower(a.login) = lower(wanted) and a.is_active
$$;

-- The four doors as they were (identity/migrations/sql, links.sql), each with its entry.
create or replace function door_password(wanted text, hashed text, tried text, source text,
                                         at timestamptz, free integer, per_source integer, first integer,
                                         longest integer, proof text) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare known uuid;
begin
  perform nenep_private.at_the_door(proof, 'password', wanted, hashed, tried, source);
  if greatest(nenep_private.wait_of(tried, at, longest),
              nenep_private.wait_of(source, at, longest)) > 0 then return null; end if;
  select a.id into known from identity_account a join identity_credential c on c.account_id = a.id
    where lower(a.login) = lower(wanted) and a.is_active
      and sha256(convert_to(c.password, 'UTF8')) = sha256(convert_to(hashed, 'UTF8'))
      and nenep_private.offices_of(a.id) is not null;
  if known is null then
    perform nenep_private.failed(tried, at, free, first, longest);
    perform nenep_private.failed(source, at, per_source, first, longest);
    perform nenep_private.note_lock(nenep_private.holder_of(wanted), tried, free, 'password', at);
  else
    delete from identity_trial t where t.bucket = tried;
  end if;
  return known;
end $$;

create or replace function door_activate(wanted text, code bytea, hashed text, tried text, source text,
                                         at timestamptz, free integer, per_source integer, first integer,
                                         longest integer, proof text)
returns table (wait integer, account uuid)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.at_the_door(proof, 'activate', wanted, encode(code, 'hex'), hashed);
  wait := greatest(nenep_private.wait_of(tried, at, longest),
                   nenep_private.wait_of(source, at, longest));
  if wait = 0 then
    delete from identity_activationcode c using identity_account a
      where a.id = c.account_id and lower(a.login) = lower(wanted) and a.is_active
        and c.code_hash = code and c.expires_at > at
      returning a.id into account;
    if account is null then
      perform nenep_private.failed(tried, at, free, first, longest);
      perform nenep_private.failed(source, at, per_source, first, longest);
      perform nenep_private.note_lock(nenep_private.holder_of(wanted), tried, free, 'activation', at);
    else
      perform nenep_private.set_password(account, hashed, at);
      delete from identity_trial t where t.bucket = tried;
      delete from identity_session s where s.account_id = account;
      perform nenep_private.note_at_the_door(account, 'account.activated', '{}', at);
    end if;
  end if;
  return next;
end $$;

create or replace function door_second_step(holder uuid, used bigint, code bytea, tried text,
                                            at timestamptz, free integer, first integer, longest integer,
                                            proof text)
returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare ok boolean := false;
begin
  perform nenep_private.at_the_door(proof, 'second', holder::text, used::text, encode(code, 'hex'));
  if nenep_private.wait_of(tried, at, longest) = 0 then
    if used > 0 then
      update identity_credential c set step = used
        where c.account_id = holder and c.factor is not null and c.step < used;
    else
      delete from identity_recoverycode r where r.account_id = holder and r.code_hash = code;
    end if;
    ok := found;
    if ok then
      delete from identity_trial t where t.bucket = tried;
      if used = 0 then
        perform nenep_private.note_at_the_door(holder, 'account.recovery_code_used', jsonb_build_object(
          'left', (select count(*) from identity_recoverycode r where r.account_id = holder)), at);
      end if;
    else
      perform nenep_private.failed(tried, at, free, first, longest);
      perform nenep_private.note_lock(holder, tried, free, 'second_step', at);
    end if;
  end if;
  return ok;
end $$;

-- Whoever enrols from inside is an actor, and the action journals it.
create or replace function door_enrol(holder uuid, sealed bytea, used bigint, codes bytea[],
                                      at timestamptz, proof text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.at_the_door(proof, 'enrol', holder::text, encode(sealed, 'hex'), used::text);
  update identity_credential c set factor = sealed, factor_since = at, step = used
    where c.account_id = holder and c.factor is null;
  if not found then return false; end if;
  perform nenep_private.set_recovery(holder, codes);
  if access_payload() is null then
    perform nenep_private.note_at_the_door(holder, 'account.second_factor_enrolled', '{}', at);
  end if;
  return true;
end $$;

create or replace function door_link(code bytea, fact bytea, device bytea, source text, at timestamptz,
                                     tries integer, per_source integer, first integer, longest integer,
                                     proof text)
returns table (wait integer, account uuid, until timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
declare l accounts_onetimelink;
begin
  perform nenep_private.at_the_door(proof, 'link', encode(code, 'hex'), encode(fact, 'hex'), source);
  wait := nenep_private.wait_of(source, at, longest);
  if wait > 0 then return next; return; end if;
  select * into l from accounts_onetimelink k where k.code_hash = code and k.revoked_at is null
    and k.expires_at > at and k.failures < tries for update;
  if l.fact_hash = fact and (l.used_at is null or l.device_hash = device)
      and nenep_private.offices_of(l.account_id) is not null then
    update accounts_onetimelink k set used_at = coalesce(k.used_at, at), device_hash = device
      where k.id = l.id;
    account := l.account_id; until := l.expires_at;
    perform nenep_private.note_at_the_door(l.account_id, 'link.used',
      jsonb_build_object('link', l.id, 'first', l.used_at is null), at);
  else
    update accounts_onetimelink k set failures = k.failures + 1 where k.id = l.id;
    perform nenep_private.failed(source, at, per_source, first, longest);
    if l.failures + 1 = tries then
      perform nenep_private.note_at_the_door(l.account_id, 'link.locked_out',
        jsonb_build_object('link', l.id, 'failures', tries), at, false);
    end if;
  end if;
  return next;
end $$;
