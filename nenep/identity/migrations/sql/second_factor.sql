-- The second step. The secret is sealed by the application and useless here; the database keeps what
-- must be true for all workers: which time step was used last, which recovery codes are left, how often
-- one failed. Every question carries the door's proof.

-- Before the second step: must one wait, what is sealed, which step was used, and does the account hold
-- an office above the cell today?
create function door_factor(holder uuid, tried text, at timestamptz, longest integer, proof text)
returns table (wait integer, above boolean, factor bytea, step bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.at_the_door(proof, 'factor', holder::text, tried);
  return query select nenep_private.wait_of(tried, at, longest),
    exists (select from access_grant g join access_office o on o.office = g.office and o.above_cell
      where (g.account_id = a.id or g.person_id = a.person_id) and g.during @> access_today()),
    c.factor, c.step
  from identity_account a left join identity_credential c on c.account_id = a.id
  where a.id = holder and a.is_active;
end $$;

-- Uses one time step, or one recovery code (`step` 0): true once, for ever after false. What fails is
-- counted; the bucket is the account's own.
create function door_second_step(holder uuid, used bigint, code bytea, tried text, at timestamptz,
                                 free integer, first integer, longest integer, proof text)
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
    if ok then delete from identity_trial t where t.bucket = tried;
    else perform nenep_private.failed(tried, at, free, first, longest); end if;
  end if;
  return ok;
end $$;

-- A second factor for an account without one; its first code is thereby used.
create function door_enrol(holder uuid, sealed bytea, used bigint, codes bytea[], at timestamptz,
                           proof text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.at_the_door(proof, 'enrol', holder::text, encode(sealed, 'hex'), used::text);
  update identity_credential c set factor = sealed, factor_since = at, step = used
    where c.account_id = holder and c.factor is null;
  if not found then return false; end if;
  perform nenep_private.set_recovery(holder, codes);
  return true;
end $$;

create function nenep_private.set_recovery(holder uuid, codes bytea[]) returns void
language sql as $$
  delete from identity_recoverycode where account_id = holder;
  insert into identity_recoverycode (account_id, code_hash) select holder, unnest(codes);
$$;

-- Whoever is signed in whole and has just proved password and code: take the factor off, or (with codes)
-- keep it and renew the recovery codes.
create function identity_change_factor(codes bytea[], proof text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare holder uuid := access_account();
begin
  perform nenep_private.at_the_door(proof, 'change-factor', coalesce(holder::text, ''));
  if holder is null or access_payload() ? 'limited' then return false; end if;
  if codes is null then
    update identity_credential set factor = null, factor_since = null where account_id = holder;
  end if;
  perform nenep_private.set_recovery(holder, coalesce(codes, '{}'));
  return true;
end $$;

revoke execute on function door_factor(uuid, text, timestamptz, integer, text),
  door_second_step(uuid, bigint, bytea, text, timestamptz, integer, integer, integer, text),
  door_enrol(uuid, bytea, bigint, bytea[], timestamptz, text), identity_change_factor(bytea[], text)
  from public;
grant execute on function door_factor(uuid, text, timestamptz, integer, text),
  door_second_step(uuid, bigint, bytea, text, timestamptz, integer, integer, integer, text),
  door_enrol(uuid, bytea, bigint, bytea[], timestamptz, text), identity_change_factor(bytea[], text)
  to nenep_serving, nenep_worker;
