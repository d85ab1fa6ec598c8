-- One chain per unit: one chain for all would queue every writer. Monthly partitions.
create table journal_entry (
  id uuid not null default gen_random_uuid(),
  unit_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  account_id uuid,
  person_id uuid,
  actor_name text not null,
  verb text not null,
  object_kind text not null,
  object_id uuid,
  facts jsonb not null,
  previous bytea not null,
  hash bytea not null,
  primary key (at, id)
) partition by range (at);
create index journal_of_an_object on journal_entry (object_id, at);
create index journal_of_a_unit on journal_entry (unit_id, seq);
create table journal_entry_rest partition of journal_entry default;
create table journal_head (unit_id uuid primary key, seq bigint not null, hash bytea not null);

-- Salts of the commitments in `facts`: erasing one makes its commitment say nothing any more.
create table journal_salt (commitment text primary key, salt bytea not null);

do $$
declare month date := date '2024-01-01';
begin
  while month < date '2029-01-01' loop
    execute format('create table journal_entry_%s partition of journal_entry for values from (%L) to (%L)',
      to_char(month, 'YYYYMM'), month, (month + interval '1 month')::date);
    month := (month + interval '1 month')::date;
  end loop;
end $$;

create function nenep_private.append_only() returns trigger
language plpgsql as $$
begin
  raise exception 'the journal is append-only';
end $$;
create trigger journal_entry_append_only before update or delete on journal_entry
  for each row execute function nenep_private.append_only();

-- The text an entry's hash covers: every column that says something, each within its own quotes, so
-- that nothing can be pushed from one into the next.
create function journal_said(e journal_entry) returns text
language sql immutable as $$
  select jsonb_build_array(e.unit_id, e.seq, extract(epoch from e.at)::text, e.account_id, e.person_id,
    e.actor_name, e.verb, e.object_kind, e.object_id, e.facts)::text
$$;

-- The only way in. The actor is the one the database itself let in, not one the page names.
create function journal_append(unit uuid, said_verb text, kind text, object uuid, said jsonb,
                               said_at timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare scope jsonb := access_payload(); head record; e journal_entry;
begin
  if scope is null then raise exception 'no actor: nothing may be written without one'; end if;
  if not nenep_private.known(unit) then
    raise exception 'the unit is out of reach: its chain is not this actor''s to write'
      using errcode = 'insufficient_privilege';
  end if;
  insert into journal_head values (unit, 0, sha256(uuid_send(unit))) on conflict do nothing;
  select seq, hash into head from journal_head where unit_id = unit for update;
  e.id := gen_random_uuid(); e.unit_id := unit; e.seq := head.seq + 1; e.at := said_at;
  e.account_id := (scope ->> 'account')::uuid; e.person_id := (scope ->> 'person')::uuid;
  e.actor_name := case when scope ->> 'account' is null then coalesce(scope ->> 'name', '') else '' end;
  e.verb := said_verb; e.object_kind := kind; e.object_id := object; e.facts := said;
  e.previous := head.hash;
  e.hash := sha256(head.hash || convert_to(journal_said(e), 'UTF8'));
  insert into journal_entry select e.*;
  update journal_head set seq = e.seq, hash = e.hash where unit_id = unit;
  return e.seq;
end $$;

-- Walks the chains; one row per fault. Empty means intact.
create function journal_faults() returns table (unit_id uuid, seq bigint, fault text)
language sql stable security definer set search_path = public, pg_temp as $$
  with walked as (
    select e, lag(e.seq) over w as before, lag(e.hash) over w as hash_before
    from journal_entry e window w as (partition by e.unit_id order by e.seq)
  )
  select (e).unit_id, (e).seq, 'altered' from walked
    where (e).hash <> sha256((e).previous || convert_to(journal_said(e), 'UTF8'))
  union all
  select (e).unit_id, (e).seq, 'missing before' from walked
    where (e).seq <> coalesce(before, 0) + 1
  union all
  select (e).unit_id, (e).seq, 'broken link' from walked
    where (e).previous <> coalesce(hash_before, sha256(uuid_send((e).unit_id)))
  union all
  select h.unit_id, h.seq, 'missing at the end' from journal_head h
    where h.seq > 0 and not exists (select 1 from journal_entry x where x.unit_id = h.unit_id
      and x.seq = h.seq and x.hash = h.hash)
$$;

revoke execute on function journal_append(uuid, text, text, uuid, jsonb, timestamptz),
  journal_said(journal_entry), journal_faults() from public;
grant execute on function journal_append(uuid, text, text, uuid, jsonb, timestamptz)
  to nenep_serving, nenep_worker;
grant execute on function journal_faults() to nenep_worker;
