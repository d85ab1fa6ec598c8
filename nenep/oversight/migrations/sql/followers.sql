-- Does the person sit today in the committee that the cell stands under today? By the grants, which
-- begin and end with the offices; a cell that moved away is not followed from where it was.
create function nenep_private.follows(who uuid, cell uuid, day date) returns boolean
language sql stable as $$
  select exists (select from access_unitpath c
    join access_grant s on s.unit_id = c.parent_id and s.person_id = who and s.during @> day
    where c.unit_id = cell and c.standing = 'today'
      and s.office in ('committee_secretary', 'deputy_committee_secretary', 'committee_member'))
$$;

create or replace function nenep_private.describe(account uuid) returns jsonb
language plpgsql as $$
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
        and (g.office <> 'assigned_follower'
          or nenep_private.follows(who.person_id, g.unit_id, today))
    union all
    select 'party_member', m.unit_id, 1 from people_membership m
      where m.person_id = who.person_id and m.during @> today
    union all
    select 'emergency_reader', l, 2 from nenep_private.lent(who.id) l
  ) t;
  return jsonb_build_object('account', who.id, 'person', who.person_id, 'offices', held,
    'name', coalesce((select p.full_name from people_person p where p.id = who.person_id), who.label));
end $$;
