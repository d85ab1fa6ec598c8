-- Up to where each chain is told in an exported root.
alter table journal_head add column closed_seq bigint not null default 0;

-- The chains that moved since the last root, and now count as told. The caller writes the root to a
-- file before it commits: a root that was not exported was never closed.
create function journal_close() returns table (unit_id uuid, seq bigint, hash bytea)
language sql security definer set search_path = public, pg_temp as $$
  update journal_head h set closed_seq = h.seq where h.seq > h.closed_seq
  returning h.unit_id, h.seq, h.hash
$$;

-- Of the heads told in exported roots, those whose entry is gone or says something else now.
create function journal_strayed(units uuid[], seqs bigint[], hashes bytea[])
returns table (unit_id uuid, seq bigint, fault text)
language sql stable security definer set search_path = public, pg_temp as $$
  select t.unit_id, t.seq, case when e.hash is null then 'missing, told in a root' else 'rewritten' end
  from unnest(units, seqs, hashes) as t(unit_id, seq, hash)
  left join journal_entry e on e.unit_id = t.unit_id and e.seq = t.seq
  where e.hash is distinct from t.hash
$$;

revoke execute on function journal_close(), journal_strayed(uuid[], bigint[], bytea[]) from public;
grant execute on function journal_close(), journal_strayed(uuid[], bigint[], bytea[]) to nenep_worker;
