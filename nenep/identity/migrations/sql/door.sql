-- The door. Before anybody is signed in there is no reach, so these functions answer one narrow
-- question each, and only to the application: every call carries a proof made with the door's key
-- (nenep.identity.queries.door), which SQL alone cannot make. No hash, no secret of another and no list ever
-- leaves; `at` is the application's clock, so that tests can hold it.
create function nenep_private.at_the_door(proof text, variadic said text[]) returns void
language plpgsql stable as $$
begin
  if not exists (select from nenep_private.door_key k where proof = encode(sha256(k.secret
      || sha256(k.secret || convert_to(array_to_string(said, '|'), 'UTF8'))), 'hex')) then
    raise exception 'only the door asks this' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- Seconds before this bucket is tried again. A clock that went back makes nobody wait longer.
create function nenep_private.wait_of(tried text, at timestamptz, longest integer) returns integer
language sql stable as $$
  select coalesce((select ceil(extract(epoch from t.until - at))::int from identity_trial t
    where t.bucket = tried and t.until > at and t.until <= at + make_interval(secs => longest)), 0)
$$;

-- One more failure. After `free` of them the pause begins at `first` seconds and doubles; a day
-- without failure forgets them.
create function nenep_private.failed(tried text, at timestamptz, free integer, first integer,
                                     longest integer) returns void
language sql as $$
  insert into identity_trial as t (bucket, failures, failed_at, until) values (tried, 1, at, at)
  on conflict (bucket) do update set
    failures = case when t.failed_at < at - interval '1 day' then 1 else t.failures + 1 end,
    failed_at = at;
  update identity_trial t set until = at
      + make_interval(secs => least(longest, first * 2 ^ least(t.failures - free, 20)))
    where t.bucket = tried and t.failures >= free;
$$;

-- Before the slow hash: must one wait, and by which recipe (algorithm, cost, salt) is it computed?
-- A login that does not exist gets the decoy and is treated alike to the end. One attempt at a time:
-- whoever tries the same bucket meanwhile waits a second.
create function door_recipe(wanted text, decoy text, tried text, source text, at timestamptz,
                            longest integer, proof text)
returns table (wait integer, recipe text)
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.at_the_door(proof, 'recipe', wanted, tried, source);
  wait := greatest(nenep_private.wait_of(tried, at, longest),
                   nenep_private.wait_of(source, at, longest));
  if wait = 0 and not pg_try_advisory_xact_lock(hashtextextended(tried, 0)) then wait := 1; end if;
  recipe := decoy;
  if wait = 0 then
    select regexp_replace(c.password, '\$[^$]*$', '') into recipe
      from identity_account a join identity_credential c on c.account_id = a.id
      where lower(a.login) = lower(wanted) and a.is_active and c.password like 'argon2$%';
    recipe := coalesce(recipe, decoy);
  end if;
  return next;
end $$;

-- Is this the hash? The database compares, so that no hash is ever handed out. An account without any
-- office today opens nothing. Failures count for the login and its source; a success clears the
-- login's, never the source's: an own account must not pay for attacks on others.
create function door_password(wanted text, hashed text, tried text, source text, at timestamptz,
                              free integer, per_source integer, first integer, longest integer,
                              proof text) returns uuid
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
  else
    delete from identity_trial t where t.bucket = tried;
  end if;
  return known;
end $$;

-- The first password, or a new one after recovery, by the code from the slip. What was open ends.
create function door_activate(wanted text, code bytea, hashed text, tried text, source text,
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
    else
      perform nenep_private.set_password(account, hashed, at);
      delete from identity_trial t where t.bucket = tried;
      delete from identity_session s where s.account_id = account;
    end if;
  end if;
  return next;
end $$;

create function nenep_private.set_password(holder uuid, hashed text, at timestamptz) returns void
language sql as $$
  insert into identity_credential (account_id, password, set_at, step) values (holder, hashed, at, 0)
  on conflict (account_id) do update set password = excluded.password, set_at = excluded.set_at
$$;

-- The own password. Every other device is signed out; `here` is the session that goes on.
create function identity_change_password(hashed text, here text, at timestamptz, proof text)
returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare holder uuid := access_account();
begin
  perform nenep_private.at_the_door(proof, 'change', coalesce(holder::text, ''), hashed);
  if holder is null or access_payload() ? 'limited' then return false; end if;
  perform nenep_private.set_password(holder, hashed, at);
  delete from identity_session where account_id = holder
    and key_hash <> sha256(convert_to(here, 'UTF8'));
  return true;
end $$;

revoke execute on function door_recipe(text, text, text, text, timestamptz, integer, text),
  door_password(text, text, text, text, timestamptz, integer, integer, integer, integer, text),
  door_activate(text, bytea, text, text, text, timestamptz, integer, integer, integer, integer, text),
  identity_change_password(text, text, timestamptz, text) from public;
grant execute on function door_recipe(text, text, text, text, timestamptz, integer, text),
  door_password(text, text, text, text, timestamptz, integer, integer, integer, integer, text),
  door_activate(text, bytea, text, text, text, timestamptz, integer, integer, integer, integer, text),
  identity_change_password(text, text, timestamptz, text) to nenep_serving, nenep_worker;
