-- The way back: the door and the sessions as access/migrations/sql/walls.sql made them.
drop function door_recipe(text, text, text, text, timestamptz, integer, text);
drop function door_password(text, text, text, text, timestamptz, integer, integer, integer, integer, text);
drop function door_activate(text, bytea, text, text, text, timestamptz, integer, integer, integer, integer, text);
drop function identity_change_password(text, text, timestamptz, text);
drop function session_save(text, text, uuid, timestamptz, boolean, text, integer, text, boolean);
create or replace function access_enter_session(session_key text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare account uuid;
begin
  select s.account_id into account from identity_session s
    where s.key_hash = sha256(convert_to(session_key, 'UTF8')) and s.expires_at > now();
  if account is null then
    perform set_config('nenep.scope', '', true);
    return null;
  end if;
  return access_enter_account(account);
end $$;

create or replace function session_load(session_key text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select data from identity_session
  where key_hash = sha256(convert_to(session_key, 'UTF8')) and expires_at > now()
$$;

create or replace function session_save(session_key text, new_data text, account uuid, expires timestamptz,
                             must_create boolean, proof text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare hashed bytea := sha256(convert_to(session_key, 'UTF8'));
begin
  if account is not null and not nenep_private.proves(hashed, account, proof) then
    raise exception 'a session for an account needs the proof of the door'
      using errcode = 'insufficient_privilege';
  end if;
  if must_create then
    insert into identity_session (key_hash, account_id, data, expires_at, created_at)
      values (hashed, account, new_data, expires, now()) on conflict do nothing;
  else
    update identity_session set data = new_data, account_id = account, expires_at = expires
      where key_hash = hashed;
  end if;
  return found;
end $$;

create or replace function session_sweep() returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from identity_session where expires_at <= now()
$$;

revoke execute on function session_save(text, text, uuid, timestamptz, boolean, text) from public;
grant execute on function session_save(text, text, uuid, timestamptz, boolean, text)
  to nenep_serving, nenep_worker;
drop function identity_own();
drop function identity_devices(text);
drop function identity_end_devices(uuid, text);
drop function nenep_private.at_the_door(text, text[]);
drop function nenep_private.wait_of(text, timestamptz, integer);
drop function nenep_private.failed(text, timestamptz, integer, integer, integer);
drop function nenep_private.set_password(uuid, text, timestamptz);
drop function nenep_private.offices_of(uuid);
drop function nenep_private.runs(identity_session);
