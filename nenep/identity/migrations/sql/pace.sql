-- How often an open address may be asked: so many times in a window from one neighbourhood. Counted
-- beside the failures at the door, for all workers together; unlike them it never grows to hours, for
-- behind one address may stand a whole hall.
create function door_pace(counted text, at timestamptz, seconds integer, proof text) returns integer
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.at_the_door(proof, 'pace', counted);
  return nenep_private.wait_of(counted, at, seconds);
end $$;

-- Once more. With the `most`-th the rest of the window is waited for.
create function door_step(counted text, at timestamptz, most integer, seconds integer, proof text)
returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.at_the_door(proof, 'step', counted);
  insert into identity_trial as t (bucket, failures, failed_at, until) values (counted, 1, at, at)
  on conflict (bucket) do update set
    failures = case when t.failed_at + make_interval(secs => seconds) <= at or t.failed_at > at
      then 1 else t.failures + 1 end,
    failed_at = case when t.failed_at + make_interval(secs => seconds) <= at or t.failed_at > at
      then at else t.failed_at end;
  update identity_trial t set until = case when t.failures >= most
      then t.failed_at + make_interval(secs => seconds) else at end
    where t.bucket = counted;
end $$;

revoke execute on function door_pace(text, timestamptz, integer, text),
  door_step(text, timestamptz, integer, integer, text) from public;
grant execute on function door_pace(text, timestamptz, integer, text),
  door_step(text, timestamptz, integer, integer, text) to nenep_serving, nenep_worker;
