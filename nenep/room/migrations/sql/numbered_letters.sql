-- A backup must know the last letter in its snapshot, and a sequence knows no snapshots. Letters
-- take their numbers under a lock they share until they end; a backup waits until it has it alone.
create or replace function room_hear() returns bigint
language sql security definer set search_path = public, pg_temp as $$
  select pg_advisory_xact_lock_shared(119183001281906);
  select nextval('nenep_private.room_heard')
$$;
