-- A mandate: the offices somebody held in the cell when the meeting was taken along. The database
-- issues it from the grants of that day, so a page can neither invent offices nor lend them.
create function room_issue_mandate(mandate uuid, meeting uuid, device uuid, secret text,
                                   issued timestamptz, until timestamptz, ahead bigint) returns text[]
language plpgsql security definer set search_path = public, pg_temp as $$
declare scope jsonb := access_payload(); cell uuid; held text[]; today date := access_today();
begin
  select m.unit_id into cell from meetings_meeting m where m.id = meeting
    and m.unit_id in (select access_units('leads'));
  if cell is null or scope ->> 'account' is null then
    raise exception 'only who leads the cell takes its meeting along'
      using errcode = 'insufficient_privilege';
  end if;
  select array_agg(distinct t.office) into held from (
    select g.office from access_grant g join access_office o on o.office = g.office
      where g.unit_id = cell and o.inside and g.during @> today
        and (g.account_id = (scope ->> 'account')::uuid or g.person_id = (scope ->> 'person')::uuid)
    union all
    select 'party_member' from people_membership p
      where p.unit_id = cell and p.person_id = (scope ->> 'person')::uuid and p.during @> today) t;
  insert into room_mandate (id, meeting_id, unit_id, device_id, account_id, person_id, offices,
      secret_hash, issued_at, until, clock_ahead)
    values (mandate, meeting, cell, device, (scope ->> 'account')::uuid, (scope ->> 'person')::uuid,
      held, sha256(convert_to(secret, 'UTF8')), issued, until, ahead);
  return held;
end $$;

-- Act as the holder did that evening: the reach of those offices in that cell, and nothing else of
-- the account. Whoever carries the letter needs no session; the secret was sealed by the device.
create function room_enter_mandate(mandate uuid, secret text) returns jsonb
language plpgsql security definer set search_path = public, pg_temp as $$
declare m record; held jsonb;
begin
  perform set_config('nenep.scope', '', true);
  select r.* into m from room_mandate r
    where r.id = mandate and r.secret_hash = sha256(convert_to(secret, 'UTF8'));
  if not found then return null; end if;
  if m.revoked_at is null then
    select jsonb_agg(jsonb_build_object('office', o, 'unit', m.unit_id)) into held
      from unnest(m.offices) o;
    perform nenep_private.enter_described(jsonb_build_object('account', m.account_id,
      'person', m.person_id, 'name', '', 'offices', held));
  end if;
  return jsonb_build_object('account', m.account_id, 'person', m.person_id, 'offices', m.offices,
    'unit', m.unit_id, 'meeting', m.meeting_id, 'device', m.device_id, 'ahead', m.clock_ahead,
    'revoked', m.revoked_at is not null);
end $$;

-- Commands under a revoked mandate are set aside whole: kept and shown, done by nobody.
create function room_set_aside(mandate uuid, secret text, said jsonb, heard timestamptz)
returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare m record;
begin
  select r.* into m from room_mandate r where r.id = mandate
    and r.secret_hash = sha256(convert_to(secret, 'UTF8')) and r.revoked_at is not null;
  if not found then return; end if;
  perform nenep_private.enter(jsonb_build_object('account', null, 'person', null, 'name', '',
    'all', false, 'inside', '[]'::jsonb, 'records', '[]'::jsonb, 'figures', '[]'::jsonb,
    'leads', jsonb_build_array(m.unit_id)));
  insert into room_command (id, mandate_id, meeting_id, unit_id, device_id, counter, name, version,
      said_at, heard_at, verdict, payload)
    select c.id, m.id, m.meeting_id, m.unit_id, m.device_id, c.counter, c.name, c.version, c.said_at,
      heard, 'quarantined', c.payload
    from jsonb_to_recordset(said) as c(id uuid, counter bigint, name text, version smallint,
      said_at timestamptz, payload jsonb)
    on conflict (id) do nothing;
  perform set_config('nenep.scope', '', true);
end $$;

-- Which life of the database this is, and how many letters it has heard in all its lives. Kept in
-- the closed schema; a number and random ids, nobody's data.
create table nenep_private.room_epoch (
  place bigint generated always as identity primary key, epoch uuid not null unique,
  begun_at timestamptz not null default now());
create sequence nenep_private.room_heard;

create function room_epochs() returns setof uuid
language sql stable security definer set search_path = public, pg_temp as $$
  select epoch from nenep_private.room_epoch order by place
$$;
create function room_begin_epoch(fresh uuid) returns void
language sql security definer set search_path = public, pg_temp as $$
  insert into nenep_private.room_epoch (epoch) values (fresh) on conflict do nothing
$$;
create function room_hear() returns bigint
language sql security definer set search_path = public, pg_temp as $$
  select nextval('nenep_private.room_heard')
$$;
create function room_heard() returns bigint
language sql stable security definer set search_path = public, pg_temp as $$
  select case when is_called then last_value else 0 end from nenep_private.room_heard
$$;

revoke execute on function room_issue_mandate(uuid, uuid, uuid, text, timestamptz, timestamptz, bigint),
  room_enter_mandate(uuid, text), room_set_aside(uuid, text, jsonb, timestamptz), room_epochs(),
  room_begin_epoch(uuid), room_hear(), room_heard() from public;
grant execute on function room_issue_mandate(uuid, uuid, uuid, text, timestamptz, timestamptz, bigint),
  room_enter_mandate(uuid, text), room_set_aside(uuid, text, jsonb, timestamptz), room_epochs(),
  room_begin_epoch(uuid), room_hear(), room_heard() to nenep_serving, nenep_worker;
