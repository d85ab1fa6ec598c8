-- News and figures of units that a plan had founded and whose founding was undone. Only of units that
-- are no more, on no day: nothing can be lost that anybody could have read.
create function reorganisation_forget(units uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare kept text; gone uuid[];
begin
  kept := nenep_private.widen();
  select array_agg(u) into gone from unnest(units) as u
    where not exists (select 1 from structure_unit where id = u)
      and not exists (select 1 from structure_placement where unit_id = u);
  delete from journal_outbox where unit_id = any (gone);
  delete from dashboards_unitmonth where unit_id = any (gone);
  perform nenep_private.narrow(kept);
end $$;
revoke execute on function reorganisation_forget(uuid[]) from public;
