-- One-time links (ADR 0027). Made by whoever leads the cell, for one of its members of today; used at the
-- door, where nobody has a reach yet: hence the door's proof.

-- A new link ends the open ones of the same member. Null: no member of that cell today, or the account
-- was closed. Whoever has no account gets one without a login.
create function link_make(link uuid, who uuid, new_account uuid, cell uuid, of_meeting uuid, code bytea,
                          fact bytea, until timestamptz, at timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare holder identity_account;
begin
  if not access_all() and (access_payload() ? 'limited'
      or cell not in (select access_units('leads'))) then
    raise exception 'links are handed out by who leads the cell' using errcode = 'insufficient_privilege';
  end if;
  if not exists (select from people_membership m where m.person_id = who and m.unit_id = cell
      and m.during @> access_today()) then return null; end if;
  insert into identity_account (id, login, person_id, label, is_active, created_at)
    values (new_account, null, who, '', true, at) on conflict (person_id) do nothing;
  select * into holder from identity_account where person_id = who;
  if not holder.is_active then return null; end if;
  update accounts_onetimelink set revoked_at = at where person_id = who and revoked_at is null;
  insert into accounts_onetimelink (id, account_id, person_id, unit_id, meeting_id, code_hash, fact_hash,
      made_by, made_at, expires_at, failures)
    values (link, holder.id, who, cell, of_meeting, code, fact, access_account(), at, until, 0);
  return link;
end $$;

-- Taken back: nobody enters by it, and whoever is inside by a link is out.
create function link_revoke(link uuid, at timestamptz) returns uuid
language plpgsql security definer set search_path = public, pg_temp as $$
declare l accounts_onetimelink;
begin
  update accounts_onetimelink set revoked_at = at where id = link and revoked_at is null
    and (access_all() or (not access_payload() ? 'limited' and unit_id in (select access_units('leads'))))
    returning * into l;
  if l.id is null then return null; end if;
  delete from identity_session where account_id = l.account_id and limited;
  return l.person_id;
end $$;

-- The POST of the form. Right: the account and the last moment, and the link belongs to this device.
-- Wrong in any way: nothing, one failure more; with five the link is dead. A link that is not there
-- is answered alike.
create function door_link(code bytea, fact bytea, device bytea, source text, at timestamptz,
                          tries integer, per_source integer, first integer, longest integer, proof text)
returns table (wait integer, account uuid, until timestamptz)
language plpgsql security definer set search_path = public, pg_temp as $$
declare l accounts_onetimelink;
begin
  perform nenep_private.at_the_door(proof, 'link', encode(code, 'hex'), encode(fact, 'hex'), source);
  wait := nenep_private.wait_of(source, at, longest);
  if wait > 0 then return next; return; end if;
  select * into l from accounts_onetimelink k where k.code_hash = code and k.revoked_at is null
    and k.expires_at > at and k.failures < tries for update;
  if l.fact_hash = fact and (l.used_at is null or l.device_hash = device)
      and nenep_private.offices_of(l.account_id) is not null then
    update accounts_onetimelink k set used_at = coalesce(k.used_at, at), device_hash = device
      where k.id = l.id;
    account := l.account_id; until := l.expires_at;
  else
    update accounts_onetimelink k set failures = k.failures + 1 where k.id = l.id;
    perform nenep_private.failed(source, at, per_source, first, longest);
  end if;
  return next;
end $$;

revoke execute on function link_make(uuid, uuid, uuid, uuid, uuid, bytea, bytea, timestamptz, timestamptz),
  link_revoke(uuid, timestamptz),
  door_link(bytea, bytea, bytea, text, timestamptz, integer, integer, integer, integer, text) from public;
grant execute on function link_make(uuid, uuid, uuid, uuid, uuid, bytea, bytea, timestamptz, timestamptz),
  link_revoke(uuid, timestamptz),
  door_link(bytea, bytea, bytea, text, timestamptz, integer, integer, integer, integer, text)
  to nenep_serving, nenep_worker;
