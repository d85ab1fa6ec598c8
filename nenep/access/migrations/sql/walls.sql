-- The walls. A reach is a JSON value signed with a key only this schema's owner can read, bound to
-- the backend and the transaction: set_config by anybody else makes it worthless, never wider.
create schema nenep_private;
revoke all on schema nenep_private from public;
create table nenep_private.signing_key (secret bytea not null);
insert into nenep_private.signing_key
  select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()));
-- Shared with the application (``migrate`` writes it): opening a session for an account needs a proof
-- made with it, so that whoever only reaches the database cannot sign in as somebody else.
create table nenep_private.door_key (secret bytea not null);
-- The demo lives on its own day; empty everywhere else.
create table nenep_private.clock (today date not null);

create function nenep_private.signature(payload text) returns text
language sql stable as $$
  select encode(sha256(k.secret || sha256(k.secret || convert_to(
    pg_backend_pid()::text || '|' || extract(epoch from transaction_timestamp())::text || '|' || payload,
    'UTF8'))), 'hex')
  from nenep_private.signing_key k
$$;

create function nenep_private.enter(payload jsonb) returns void
language plpgsql as $$
begin
  perform set_config('nenep.scope', nenep_private.signature(payload::text) || payload::text, true);
end $$;

-- The verified payload of this transaction, or null. The setting reads '' once a transaction that
-- set it has ended, hence nullif.
create function access_payload() returns jsonb
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare raw text := nullif(current_setting('nenep.scope', true), '');
begin
  if raw is null or length(raw) < 66 then return null; end if;
  if nenep_private.signature(substr(raw, 65)) <> left(raw, 64) then return null; end if;
  return substr(raw, 65)::jsonb;
end $$;

create function access_today() returns date
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((select today from nenep_private.clock limit 1),
                  (now() at time zone 'Asia/Ho_Chi_Minh')::date)
$$;

create function access_all() returns boolean
language sql stable security definer set search_path = public, pg_temp as $$
  select coalesce((access_payload() ->> 'all')::boolean, false)
$$;

create function access_person() returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select (access_payload() ->> 'person')::uuid
$$;

create function access_account() returns uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select (access_payload() ->> 'account')::uuid
$$;

-- Units at and below some roots, on the tree of today; a unit under two of them comes twice, which a
-- hashed sub-query does not mind. A root without a path reaches nothing.
create function nenep_private.below(roots uuid[]) returns setof uuid
language sql stable rows 50 as $$
  select p.unit_id
  from access_unitpath r join access_unitpath p on p.path <@ r.path
  where r.unit_id = any (roots)
$$;

-- Every unit the scope of this transaction begins from, whatever the kind of reach.
create function nenep_private.roots() returns uuid[]
language sql stable as $$
  select coalesce(array_agg(distinct v::uuid), '{}')
  from (select access_payload() as payload) p, unnest(array['inside', 'records', 'figures']) as k(kind),
    jsonb_array_elements_text(payload -> kind) as t(v)
$$;

create function nenep_private.unlimited() returns boolean
language sql stable as $$
  select coalesce((payload ->> 'all')::boolean or (payload ->> 'tree')::boolean, false)
  from (select access_payload() as payload) p
$$;

-- Is the unit in the actor's own line: itself, below it, or above it?
create function nenep_private.known(unit uuid) returns boolean
language sql stable as $$
  select nenep_private.unlimited() or exists (
    select 1 from access_unitpath u join access_unitpath r on u.path <@ r.path or r.path <@ u.path
    where u.unit_id = unit and r.unit_id = any ((select nenep_private.roots())::uuid[]))
$$;

-- The same for pages, of roots that the scope itself reaches: the rest of the tree stays unknown.
create function access_below(roots uuid[]) returns setof uuid
language sql stable security definer set search_path = public, pg_temp rows 50 as $$
  select nenep_private.below(case when nenep_private.unlimited() then roots else array(
    select w.unit_id from access_unitpath w join access_unitpath r on w.path <@ r.path
    where w.unit_id = any (roots) and r.unit_id = any ((select nenep_private.roots())::uuid[])) end)
$$;

-- The units of one kind of reach: inside, records, figures, managed, leads; seen = all of them and their
-- superiors; beneath = those strictly below a managed one, which its office may rearrange.
create function access_units(kind text) returns setof uuid
language plpgsql stable security definer set search_path = public, pg_temp rows 50 as $$
declare payload jsonb := access_payload(); roots uuid[];
begin
  if payload is null then return; end if;
  if kind = 'seen' and (payload ->> 'tree')::boolean then
    return query select unit_id from access_unitpath;
  elsif kind = 'seen' then
    roots := nenep_private.roots();
    return query select nenep_private.below(roots)
      union all select a.unit_id from access_unitpath r join access_unitpath a on r.path <@ a.path
        where r.unit_id = any (roots);
  elsif kind = 'beneath' then
    select array_agg(v::uuid) into roots from jsonb_array_elements_text(payload -> 'managed') as t(v);
    if roots is null then return; end if;
    return query select p.unit_id from access_unitpath r
      join access_unitpath p on p.path <@ r.path and p.unit_id <> r.unit_id
      where r.unit_id = any (roots);
  else
    select array_agg(v::uuid) into roots from jsonb_array_elements_text(payload -> kind) as t(v);
    if roots is null then return; end if;
    -- Who takes part in a meeting takes part in that unit's, never in those of the units below.
    if kind in ('inside', 'leads') then return query select unnest(roots); return; end if;
    return query select nenep_private.below(roots);
  end if;
end $$;

create function nenep_private.describe(account uuid) returns jsonb
language plpgsql stable as $$
declare who record; held jsonb; today date := access_today();
begin
  select a.id, a.person_id, a.label into who from identity_account a
    where a.id = account and a.is_active;
  if not found then return null; end if;
  perform nenep_private.enter(jsonb_build_object('account', who.id, 'person', who.person_id,
    'all', false, 'inside', '[]'::jsonb, 'records', '[]'::jsonb, 'figures', '[]'::jsonb));
  select coalesce(jsonb_agg(jsonb_build_object('office', t.office, 'unit', t.unit_id)
                            order by t.rank, t.office), '[]'::jsonb) into held
  from (
    select g.office, g.unit_id, 0 as rank from access_grant g
      where g.during @> today and (g.account_id = who.id or g.person_id = who.person_id)
    union all
    select 'party_member', m.unit_id, 1 from people_membership m
      where m.person_id = who.person_id and m.during @> today
  ) t;
  return jsonb_build_object('account', who.id, 'person', who.person_id, 'offices', held,
    'name', coalesce((select p.full_name from people_person p where p.id = who.person_id), who.label));
end $$;
alter function nenep_private.describe(uuid) volatile;

create function nenep_private.enter_described(described jsonb) returns void
language plpgsql as $$
begin
  perform nenep_private.enter((
    select jsonb_build_object('account', described -> 'account', 'person', described -> 'person',
      'name', described -> 'name',
      'all', false,
      -- An administrator keeps the tree of units, and sees nothing else of them.
      'tree', coalesce(bool_or(t.office = 'administrator'), false),
      'inside', coalesce(jsonb_agg(t.unit) filter (where r.inside and t.unit is not null), '[]'),
      'records', coalesce(jsonb_agg(t.unit) filter (where r.records and t.unit is not null), '[]'),
      'figures', coalesce(jsonb_agg(t.unit) filter (where r.figures and t.unit is not null), '[]'),
      'managed', coalesce(jsonb_agg(t.unit) filter (where r.managed and t.unit is not null), '[]'),
      'leads', coalesce(jsonb_agg(t.unit) filter (where r.leads and t.unit is not null), '[]'))
    from jsonb_to_recordset(described -> 'offices') as t(office text, unit text)
    left join access_office r on r.office = t.office));
end $$;

create function access_enter_account(account uuid) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare described jsonb := nenep_private.describe(account);
begin
  if described is null then
    perform set_config('nenep.scope', '', true);
    return null;
  end if;
  perform nenep_private.enter_described(described);
  return described;
end $$;

create function access_enter_session(session_key text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare account uuid;
begin
  select s.account_id into account from identity_session s
    where s.key_hash = sha256(convert_to(session_key, 'UTF8')) and s.expires_at > now();
  if account is null then
    perform set_config('nenep.scope', '', true);
    return null;
  end if;
  return access_enter_account(account);
end $$;

create function access_enter_system(reason text) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform nenep_private.enter(jsonb_build_object('account', null, 'person', null, 'name', reason,
    'all', true, 'inside', '[]'::jsonb, 'records', '[]'::jsonb, 'figures', '[]'::jsonb));
end $$;

-- Sessions: asked for by key only, and opened for an account only with the proof of the door
-- (nenep.identity.sessions.proof_of).
create function nenep_private.proves(hashed bytea, account uuid, proof text) returns boolean
language sql stable as $$
  select exists (select 1 from nenep_private.door_key k
    where proof = encode(sha256(k.secret || sha256(k.secret || hashed || uuid_send(account))), 'hex'))
$$;

create function session_load(session_key text) returns text
language sql stable security definer set search_path = public, pg_temp as $$
  select data from identity_session
  where key_hash = sha256(convert_to(session_key, 'UTF8')) and expires_at > now()
$$;

create function session_save(session_key text, new_data text, account uuid, expires timestamptz,
                             must_create boolean, proof text) returns boolean
language plpgsql security definer set search_path = public, pg_temp as $$
declare hashed bytea := sha256(convert_to(session_key, 'UTF8'));
begin
  if account is not null and not nenep_private.proves(hashed, account, proof) then
    raise exception 'a session for an account needs the proof of the door'
      using errcode = 'insufficient_privilege';
  end if;
  if must_create then
    insert into identity_session (key_hash, account_id, data, expires_at, created_at)
      values (hashed, account, new_data, expires, now()) on conflict do nothing;
  else
    update identity_session set data = new_data, account_id = account, expires_at = expires
      where key_hash = hashed;
  end if;
  return found;
end $$;

create function session_end(session_key text) returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from identity_session where key_hash = sha256(convert_to(session_key, 'UTF8'))
$$;

create function session_sweep() returns void
language sql security definer set search_path = public, pg_temp as $$
  delete from identity_session where expires_at <= now()
$$;

-- Sign-in happens before any reach exists: one account by its exact login, nothing else.
create function identity_for_sign_in(wanted text) returns table (id uuid, password text)
language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.password::text from identity_account a
  where lower(a.login) = lower(wanted) and a.is_active
$$;

revoke execute on all functions in schema public from public;
grant execute on function access_payload(), access_today(), access_all(), access_person(),
  access_account(), access_below(uuid[]), access_units(text), access_enter_session(text),
  session_load(text), session_save(text, text, uuid, timestamptz, boolean, text), session_end(text),
  session_sweep(), identity_for_sign_in(text) to nenep_serving, nenep_worker;
grant execute on function access_enter_account(uuid), access_enter_system(text) to nenep_worker;
