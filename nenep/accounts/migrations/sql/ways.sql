-- What was handed out to whoever is signed in whole: slips, recoveries, the code of an activation.
-- Days only, for the holder; no hash, no device, and not by whom.
create function account_ways()
returns table (what text, made timestamptz, until timestamptz, used timestamptz, ended timestamptz)
language sql stable security definer set search_path = public, pg_temp as $$
  select 'link', l.made_at, l.expires_at, l.used_at, l.revoked_at
  from accounts_onetimelink l
  where l.account_id = access_account() and not access_payload() ? 'limited'
  union all
  select 'recovery', r.asked_at, null, r.approved_at, null
  from accounts_recovery r
  where r.account_id = access_account() and not access_payload() ? 'limited'
  union all
  select 'activation', null, a.expires_at, null, null
  from identity_activationcode a
  where a.account_id = access_account() and not access_payload() ? 'limited'
  order by 2 desc nulls first
$$;

revoke execute on function account_ways() from public;
grant execute on function account_ways() to nenep_serving, nenep_worker;
