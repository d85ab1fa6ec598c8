-- A calendar that a telephone asks for without signing in. The address holds the only copy of its secret;
-- here is its hash. Entering by it reaches the meetings of the holder's own cells and nothing else: no
-- people, no papers, no figures. A closed account, a membership that ended, a revoked feed reach nothing.
create function calendar_enter(token text) returns uuid[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare feed record; units uuid[];
begin
  perform set_config('nenep.scope', '', true);
  select f.person_id, f.unit_id into feed from preparation_calendarfeed f
    where f.token_hash = sha256(convert_to(token, 'UTF8')) and f.revoked_on is null
      and exists (select 1 from identity_account a where a.person_id = f.person_id and a.is_active);
  if not found then return null; end if;
  select array_agg(m.unit_id) into units from people_membership m
    where m.person_id = feed.person_id and m.during @> access_today()
      and (feed.unit_id is null or m.unit_id = feed.unit_id);
  if units is null then return null; end if;
  perform nenep_private.enter(jsonb_build_object('account', null, 'person', null, 'all', false,
    'inside', to_jsonb(units), 'records', '[]'::jsonb, 'figures', '[]'::jsonb));
  return units;
end $$;
revoke execute on function calendar_enter(text) from public;
grant execute on function calendar_enter(text) to nenep_serving, nenep_worker;
