-- A session ends by itself: after its last day, after too long a rest, and as soon as its holder's
-- offices are not those it was opened for. Who leaves is outside at the next click, on every device.

-- The offices of today as one hash; null when there are none, and then no door opens.
create function nenep_private.offices_of(account uuid) returns bytea
language sql stable as $$
  select sha256(convert_to(string_agg(held.said, ',' order by held.said), 'UTF8')) from (
    select g.office || ' ' || coalesce(g.unit_id::text, '') as said
      from identity_account a join access_grant g on g.account_id = a.id or g.person_id = a.person_id
      where a.id = account and a.is_active and g.during @> access_today()
    union all
    select 'party_member ' || m.unit_id::text
      from identity_account a join people_membership m on m.person_id = a.person_id
      where a.id = account and a.is_active and m.during @> access_today()
  ) held
$$;

create function nenep_private.runs(s identity_session) returns boolean
language sql stable as $$
  select s.expires_at > now() and s.seen_at + make_interval(secs => s.idle_seconds) > now()
$$;

create or replace function access_enter_session(session_key text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare s identity_session; described jsonb;
begin
  select * into s from identity_session
    where key_hash = sha256(convert_to(session_key, 'UTF8'));
  if s.account_id is null or not nenep_private.runs(s) then
    perform set_config('nenep.scope', '', true);
    return null;
  end if;
  if s.offices_hash is distinct from nenep_private.offices_of(s.account_id) then
    delete from identity_session where key_hash = s.key_hash;
    perform set_config('nenep.scope', '', true);
    return null;
  end if;
  -- Once an hour is enough for the clock of rest; nobody waits for another request's row.
  if s.seen_at < now() - interval '1 hour' then
    update identity_session set seen_at = now() where key_hash = (select key_hash
      from identity_session where key_hash = s.key_hash for update skip locked);
  end if;
  if not s.limited then return access_enter_account(s.account_id); end if;
  -- By a one-time link one is a member and nothing else, whatever offices one holds.
  described := nenep_private.describe(s.account_id);
  described := described || jsonb_build_object('limited', true, 'offices', coalesce((
    select jsonb_agg(o) from jsonb_array_elements(described -> 'offices') o
      where o ->> 'office' = 'party_member'), '[]'::jsonb));
  perform nenep_private.enter_described(described);
  perform nenep_private.enter(access_payload() || '{"limited": true}'::jsonb);
  return described;
end $$;

create or replace function session_load(session_key text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select s.data from identity_session s
  where s.key_hash = sha256(convert_to(session_key, 'UTF8')) and nenep_private.runs(s)
$$;

-- A session keeps the account it was made for: nothing turns an anonymous one into somebody's, or a
-- limited one into a whole one. Its last day does not move either.
drop function session_save(text, text, uuid, timestamptz, boolean, text);
create function session_save(session_key text, new_data text, account uuid, expires timestamptz,
                             must_create boolean, proof text, idle integer default 259200,
                             on_device text default '', only_member boolean default false)
returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare hashed bytea := sha256(convert_to(session_key, 'UTF8'));
begin
  if account is not null and not nenep_private.proves(
      hashed || convert_to(case when only_member then 'limited' else '' end, 'UTF8'),
      account, proof) then
    raise exception 'a session for an account needs the proof of the door'
      using errcode = 'insufficient_privilege';
  end if;
  if must_create then
    insert into identity_session (key_hash, id, account_id, data, expires_at, created_at, seen_at,
        idle_seconds, device, limited, offices_hash)
      values (hashed, gen_random_uuid(), account, new_data, expires, now(), now(), idle, on_device,
        only_member, nenep_private.offices_of(account)) on conflict do nothing;
  else
    update identity_session s set data = new_data, seen_at = now()
      where s.key_hash = hashed and s.account_id is not distinct from account
        and s.limited = only_member;
  end if;
  return found;
end $$;

create or replace function session_sweep() returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from identity_session s where not nenep_private.runs(s)
    or (s.account_id is not null and s.offices_hash is distinct from nenep_private.offices_of(s.account_id));
  delete from identity_activationcode where expires_at < now() - interval '90 days';
  delete from identity_trial where greatest(until, failed_at) < now() - interval '2 days'
$$;

revoke execute on function session_save(text, text, uuid, timestamptz, boolean, text, integer, text,
  boolean) from public;
grant execute on function session_save(text, text, uuid, timestamptz, boolean, text, integer, text,
  boolean) to nenep_serving, nenep_worker;

-- The own account and devices, for whoever is signed in whole: what opens it, since when, and where.
create function identity_own()
returns table (login text, password_since timestamptz, factor_since timestamptz, recovery_codes integer)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.login::text, c.set_at, c.factor_since,
    (select count(*)::int from identity_recoverycode r where r.account_id = a.id)
  from identity_account a left join identity_credential c on c.account_id = a.id
  where a.id = access_account() and not access_payload() ? 'limited'
$$;

create function identity_devices(here text)
returns table (id uuid, name text, since timestamptz, seen timestamptz, is_here boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select s.id, s.device::text, s.created_at, s.seen_at, s.key_hash = sha256(convert_to(here, 'UTF8'))
  from identity_session s
  where s.account_id = access_account() and nenep_private.runs(s)
    and not access_payload() ? 'limited'
  order by 5 desc, s.seen_at desc, s.id limit 100
$$;

-- Sign one device out, or (without one) all but this; how many went.
create function identity_end_devices(wanted uuid, here text) returns integer
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone integer;
begin
  if access_payload() ? 'limited' then return 0; end if;
  delete from identity_session s where s.account_id = access_account()
    and case when wanted is null then s.key_hash <> sha256(convert_to(here, 'UTF8'))
             else s.id = wanted end;
  get diagnostics gone = row_count;
  return gone;
end $$;

revoke execute on function identity_own(), identity_devices(text), identity_end_devices(uuid, text)
  from public;
grant execute on function identity_own(), identity_devices(text), identity_end_devices(uuid, text)
  to nenep_serving, nenep_worker;
