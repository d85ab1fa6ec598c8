-- Accounts as the office sees them that manages their people: who has one, opened, closed, recovered.
-- No serving role reads or writes identity_* for somebody else; these functions ask the caller's reach.

-- Is it the caller's to keep? Never the own: nobody opens the door to oneself. The installation keeps all.
create function nenep_private.keeps_person(who uuid) returns boolean
language sql stable as $$
  select access_all() or exists (select from people_person p where p.id = who
    and p.merged_into_id is null and who is distinct from access_person()
    and p.kept_by_id in (select access_units('managed')))
$$;

create function nenep_private.must_keep(wanted uuid) returns void
language plpgsql as $$
begin
  if not access_all() and not exists (select from identity_account a
      where a.id = wanted and nenep_private.keeps_person(a.person_id)) then
    raise exception 'the account is not this office''s to keep' using errcode = 'insufficient_privilege';
  end if;
end $$;

-- What may be told of accounts: that there is one, and what opens it; nothing of what it did.
create function accounts_of(persons uuid[])
returns table (person uuid, account uuid, login text, active boolean, has_password boolean,
               has_factor boolean, code_until timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.person_id, a.id, a.login::text, a.is_active, c.account_id is not null,
    c.factor is not null, v.expires_at
  from identity_account a left join identity_credential c on c.account_id = a.id
    left join identity_activationcode v on v.account_id = a.id
  where a.person_id = any (persons) and (nenep_private.keeps_person(a.person_id)
    or (a.id = access_account() and not access_payload() ? 'limited'))
$$;

-- The people with a login at and below some units, by name. Lists are short: not everybody signs in.
create function accounts_below(roots uuid[], most integer, after integer) returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select p.id from identity_account a join people_person p on p.id = a.person_id
  where a.login is not null and p.merged_into_id is null
    and p.kept_by_id in (select access_below(roots))
    and (access_all() or p.kept_by_id in (select access_units('managed')))
  order by p.name_key collate "C", p.id limit most offset after
$$;

-- Opens an account, or opens a closed one again with the password and second factor it had. A link's
-- account gets its login.
create function account_open(who uuid, wanted text, new_id uuid, at timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare known uuid;
begin
  if not nenep_private.keeps_person(who) then
    raise exception 'the person is not this office''s to keep' using errcode = 'insufficient_privilege';
  end if;
  insert into identity_account as a (id, login, person_id, label, is_active, created_at)
    values (new_id, wanted, who, '', true, at)
  on conflict (person_id) do update set is_active = true, login = coalesce(a.login, excluded.login)
  returning a.id into known;
  return known;
end $$;

-- One code at a time; the first password only. Who has one already goes the way of two people.
create function account_code(wanted uuid, code bytea, expires timestamptz) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.must_keep(wanted);
  if not access_all()
      and exists (select from identity_credential c where c.account_id = wanted) then
    return false;
  end if;
  perform nenep_private.set_code(wanted, code, expires);
  return true;
end $$;

create function nenep_private.set_code(wanted uuid, code bytea, expires timestamptz) returns void
language sql as $$
  insert into identity_activationcode (account_id, code_hash, expires_at) values (wanted, code, expires)
  on conflict (account_id) do update set code_hash = excluded.code_hash, expires_at = excluded.expires_at
$$;

create function account_close(wanted uuid) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.must_keep(wanted);
  update identity_account set is_active = false where id = wanted;
  delete from identity_activationcode where account_id = wanted;
  delete from identity_session where account_id = wanted;
end $$;

-- The second officer's yes: the old password, the second factor and every open session are gone, and
-- there is one new code. Asked by somebody else, at most a day ago, still open; else false.
create function account_recover(recovery uuid, code bytea, expires timestamptz, at timestamptz)
returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare wanted uuid;
begin
  update accounts_recovery r set approved_by = access_account(), approved_at = at
    where r.id = recovery and r.approved_by is null and r.asked_by <> access_account()
      and r.asked_at > at - interval '1 day' and r.asked_at <= at
    returning r.account_id into wanted;
  if wanted is null then return false; end if;
  perform nenep_private.must_keep(wanted);
  delete from identity_credential where account_id = wanted;
  delete from identity_recoverycode where account_id = wanted;
  delete from identity_session where account_id = wanted;
  perform nenep_private.set_code(wanted, code, expires);
  return true;
end $$;

revoke execute on function accounts_of(uuid[]), accounts_below(uuid[], integer, integer),
  account_open(uuid, text, uuid, timestamptz), account_code(uuid, bytea, timestamptz),
  account_close(uuid), account_recover(uuid, bytea, timestamptz, timestamptz) from public;
grant execute on function accounts_of(uuid[]), accounts_below(uuid[], integer, integer),
  account_open(uuid, text, uuid, timestamptz), account_code(uuid, bytea, timestamptz),
  account_close(uuid), account_recover(uuid, bytea, timestamptz, timestamptz)
  to nenep_serving, nenep_worker;
