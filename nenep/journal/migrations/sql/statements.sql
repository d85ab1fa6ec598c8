-- Writes that bypass actions. An action leaves an entry; a statement in a transaction that never made
-- one leaves a row here: which table, how many rows, whose role, when. Rows wait for the entry of
-- their transaction and go with it, so what stays was done by hand, or by a job that journals nothing.
create table journal_statement (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  xid xid8 not null,
  role text not null,
  scope text not null,
  verb text not null,
  "table" text not null,
  rows bigint not null
);
create index statements_of_a_transaction on journal_statement (xid);
create trigger journal_statement_unchanged before update on journal_statement
  for each row execute function nenep_private.append_only();

-- Did this transaction make an entry? Signed, so that nobody can say so in its stead.
create function nenep_private.acted() returns boolean
language sql stable as $$
  select coalesce(nullif(current_setting('nenep.acted', true), '')
                  = nenep_private.signature('acted'), false)
$$;

create function journal_watch() returns trigger
language plpgsql security definer set search_path = public, pg_temp as $$
declare touched bigint; payload jsonb;
begin
  if nenep_private.acted() then return null; end if;
  payload := access_payload();
  if payload ->> 'account' is not null then return null; end if;
  if tg_op = 'DELETE' then select count(*) into touched from gone;
  elsif tg_op = 'TRUNCATE' then touched := -1;
  else select count(*) into touched from come; end if;
  if touched = 0 then return null; end if;
  insert into journal_statement (at, xid, role, scope, verb, "table", rows)
  values (clock_timestamp(), pg_current_xact_id(), session_user, coalesce(payload ->> 'name', ''),
          lower(tg_op), tg_table_name, touched);
  return null;
end $$;
revoke execute on function journal_watch() from public;

-- As before, and the transaction is known to have acted.
create or replace function journal_append(unit uuid, said_verb text, kind text, object uuid, said jsonb,
                                          said_at timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare scope jsonb := access_payload(); head record; e journal_entry;
begin
  if scope is null then raise exception 'no actor: nothing may be written without one'; end if;
  if not nenep_private.known(unit) then
    raise exception 'the unit is out of reach: its chain is not this actor''s to write'
      using errcode = 'insufficient_privilege';
  end if;
  if scope ->> 'account' is null and not nenep_private.acted() then
    delete from journal_statement where xid = pg_current_xact_id();
    perform set_config('nenep.acted', nenep_private.signature('acted'), true);
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
