-- What the installation alone may do, when an erasure is carried out: each refuses everybody else.

-- The account of somebody forgotten: closed, without a login that could tell a name.
create function privacy_close_accounts(persons uuid[]) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if not access_all() then raise exception 'the installation only' using errcode = 'insufficient_privilege'; end if;
  delete from identity_session where account_id in (select id from identity_account where person_id = any (persons));
  delete from identity_credential where account_id in (select id from identity_account where person_id = any (persons));
  delete from identity_recoverycode where account_id in (select id from identity_account where person_id = any (persons));
  delete from identity_activationcode where account_id in (select id from identity_account where person_id = any (persons));
  update identity_account set login = 'da-xoa-' || id::text, label = '', is_active = false
    where person_id = any (persons);
end $$;

-- The salts of the commitments that speak of these objects: without them the commitments in the
-- chain stay as they are, and say nothing any more.
create function privacy_forget_salts(objects uuid[]) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare gone bigint;
begin
  if not access_all() then raise exception 'the installation only' using errcode = 'insufficient_privilege'; end if;
  delete from journal_salt where commitment in (
    select said.value from journal_entry e, jsonb_each_text(e.facts) as said(key, value)
    where e.object_id = any (objects) and said.value ~ '^[0-9a-f]{64}$');
  get diagnostics gone = row_count;
  return gone;
end $$;

-- Who took or opened lists in which this person stood that day. Told to the person, and to whoever
-- keeps the record: the unit whose list it was and how many stood in it, never who pressed.
create function privacy_readings(person uuid, verbs text[])
returns table (at timestamptz, verb text, unit_name text, people integer)
language plpgsql stable security definer set search_path = public, pg_temp as $$
begin
  if not access_all() and person <> coalesce(access_person(), '00000000-0000-0000-0000-000000000000') then
    return;
  end if;
  return query
    select e.at, e.verb, coalesce(nenep_private.called(e.unit_id, e.at::date), ''),
      (e.facts ->> 'count')::integer
    from journal_entry e
    where e.verb = any (verbs) and e.unit_id in (
        select above.unit_id from people_membership m
        join access_unitpath own on own.unit_id = m.unit_id
        join access_unitpath above on own.path <@ above.path
        where m.person_id = person)
      and exists (select 1 from people_membership m
        join access_unitpath own on own.unit_id = m.unit_id
        join access_unitpath listed on own.path <@ listed.path
        where m.person_id = person and m.during @> (e.at at time zone 'Asia/Ho_Chi_Minh')::date
          and listed.unit_id = coalesce(e.object_id, e.unit_id))
    order by e.at desc limit 50;
end $$;

revoke execute on function privacy_close_accounts(uuid[]), privacy_forget_salts(uuid[]),
  privacy_readings(uuid, text[]) from public;
grant execute on function privacy_close_accounts(uuid[]), privacy_forget_salts(uuid[]) to nenep_worker;
grant execute on function privacy_readings(uuid, text[]) to nenep_serving, nenep_worker;
-- The owner is bound by the salts' policy too: it finds them only while the installation acts.
create policy journal_salt_match on journal_salt for select using ((select access_all()));
create policy journal_salt_forget on journal_salt for delete using ((select access_all()));
