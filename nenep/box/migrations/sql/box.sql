-- The box of anonymous questions. Its row is closed to every role that serves; whoever is inside the
-- cell may add a slip while the meeting is announced and not yet opened, and whoever leads it may
-- empty the box once it is opened. Nothing else is asked of it: not who, not when, not how many.

-- A withdrawn meeting takes its box with it.
alter table box_box add constraint box_box_of_a_meeting foreign key (meeting_id)
  references meetings_meeting (id) on delete cascade;

-- The caller's cell, if the box of that meeting takes slips now; null otherwise.
create function nenep_private.box_cell(wanted uuid) returns uuid
language sql stable as $$
  select m.unit_id from meetings_meeting m
  where m.id = wanted and access_person() is not null
    and m.unit_id in (select access_units('inside'))
    and exists (select from meetings_milestone s where s.meeting_id = m.id and s.kind = 'notified')
    and not exists (select from meetings_milestone s where s.meeting_id = m.id and s.kind = 'opened')
$$;

-- A key of this person for this box alone; without the secret of the schema it names nobody.
create function nenep_private.box_key(wanted uuid) returns text
language sql stable as $$
  select encode(sha256(k.secret || uuid_send(wanted) || uuid_send(access_person())), 'hex')
  from nenep_private.signing_key k
$$;

create function nenep_private.box_most() returns integer
language sql immutable as $$ select 3 $$;

-- How many slips the caller may still put in; null when the box is not open to the caller.
create function box_left(wanted uuid) returns integer
language sql stable security definer set search_path = public, pg_temp as $$
  select case when nenep_private.box_cell(wanted) is null then null else
    nenep_private.box_most() - coalesce((select (b.tally ->> nenep_private.box_key(wanted))::integer
      from box_box b where b.meeting_id = wanted), 0) end
$$;

-- Puts a slip in and shakes the box: the row is written anew with all its slips in another order, so
-- that neither a place nor a transaction tells which came when. How many are left; null when the box
-- is not open to the caller, -1 when the caller has put in enough.
create function box_put(wanted uuid, slip text) returns integer
language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare cell uuid := nenep_private.box_cell(wanted); me text; used integer; kept box_box;
begin
  if cell is null then return null; end if;
  me := nenep_private.box_key(wanted);
  insert into box_box (meeting_id, unit_id, slips, tally) values (wanted, cell, '{}', '{}')
    on conflict do nothing;
  select * into kept from box_box where meeting_id = wanted for update;
  used := coalesce((kept.tally ->> me)::integer, 0);
  if used >= nenep_private.box_most() then return -1; end if;
  update box_box set
    slips = (select array_agg(s order by random()) from unnest(kept.slips || slip) s),
    -- Keys in the order of themselves, as jsonb keeps them: no order of arrival.
    tally = kept.tally || jsonb_build_object(me, used + 1)
    where meeting_id = wanted;
  return nenep_private.box_most() - used - 1;
end $$;

-- Empties the box of an opened meeting for whoever leads it: the slips once more in another order.
-- The row is gone afterwards, and with it who had put in how many.
create function box_open(wanted uuid) returns setof text
language plpgsql volatile security definer set search_path = public, pg_temp as $$
begin
  if not exists (select from meetings_meeting m where m.id = wanted
      and ((select access_all()) or m.unit_id in (select access_units('leads')))
      and exists (select from meetings_milestone s
        where s.meeting_id = m.id and s.kind = 'opened')) then
    raise exception 'the box stays closed until the meeting is opened by who leads it'
      using errcode = 'insufficient_privilege';
  end if;
  return query with emptied as (delete from box_box b where b.meeting_id = wanted returning b.slips)
    select s from emptied, unnest(emptied.slips) s order by random();
end $$;

revoke execute on function box_left(uuid), box_put(uuid, text), box_open(uuid) from public;
grant execute on function box_left(uuid), box_put(uuid, text), box_open(uuid)
  to nenep_serving, nenep_worker;
