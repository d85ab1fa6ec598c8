from django.db import migrations

from nenep.access.row_policies import ROLES

# Both functions look past the policies for the length of one query: what they may tell is decided
# before, from the reach of the transaction, and the very scope they found is put back.
LOOK = "perform nenep_private.enter('{\"all\": true}'::jsonb);"
LOOK_NO_MORE = "perform set_config('nenep.scope', scope, true);"

# Who was once on the rolls of a unit whose records are in reach keeps the name there, wherever the
# record is kept today. The name, the key it is sorted by, and nothing else. A plain member keeps no
# records: the others' names are told by the sealed papers, not by the pages.
NAMES = f"""
create function people_names(wanted uuid[])
returns table (id uuid, full_name text, name_key text)
language plpgsql volatile security definer set search_path = public, pg_temp rows 30 as $$
#variable_conflict use_column
declare
  scope text := current_setting('nenep.scope', true);
  everybody boolean := access_all();
  oneself uuid := access_person();
  units uuid[];
begin
  if access_payload() is null then return; end if;
  units := array(select access_units('records'));
  {LOOK}
  return query
    select p.id, p.full_name::text, p.name_key::text from people_person p
    where p.id = any (wanted) and (everybody or p.id = oneself or p.kept_by_id = any (units)
      or exists (select from people_membership m
        where m.person_id in (p.id, p.merged_into_id) and m.unit_id = any (units))
      or exists (select from people_hostedstay s
        where s.person_id in (p.id, p.merged_into_id) and s.unit_id = any (units))
      or exists (select from people_groupplace g
        where g.person_id in (p.id, p.merged_into_id) and g.group_id = any (units)));
  {LOOK_NO_MORE}
end $$;
revoke execute on function people_names(uuid[]) from public;
grant execute on function people_names(uuid[]) to {ROLES};
"""

# Everybody of a cell on a day with what decides how they count, to whoever keeps its records: the
# same answer for the secretary as for the office above, also of a stay or a membership elsewhere,
# whose place is not told. A member gets the own line.
ROLL = f"""
create function people_roll(cell uuid, wanted date)
returns table (person_id uuid, full_name text, name_key text, entered_on date,
  memberships json, stays json, states json)
language plpgsql volatile security definer set search_path = public, pg_temp rows 30 as $$
#variable_conflict use_column
declare
  scope text := current_setting('nenep.scope', true);
  everybody boolean := access_all() or cell in (select access_units('records'));
  oneself uuid := access_person();
begin
  if access_payload() is null then return; end if;
  {LOOK}
  return query
    select p.id, p.full_name::text, p.name_key::text,
      case when p.ceremony_on is not null then p.ceremony_on
        when p.admitted_precision in ('day', 'month') then p.admitted_on end,
      coalesce((select json_agg(json_build_object('kind', m.standing, 'since', lower(m.during),
          'until', upper(m.during), 'ended_as', m.ended_as,
          'unit', case when m.unit_id = cell then cell end))
        from people_membership m
        where m.person_id = p.id and (lower_inf(m.during) or lower(m.during) <= wanted)), '[]'::json),
      coalesce((select json_agg(json_build_object('kind', 'hosted', 'since', lower(h.during),
          'until', upper(h.during), 'unit', case when h.unit_id = cell then cell end))
        from people_hostedstay h where h.person_id = p.id and h.during @> wanted), '[]'::json),
      coalesce((select json_agg(json_build_object('kind', s.kind, 'since', lower(s.during),
          'until', upper(s.during), 'provision', s.provision))
        from people_state s where s.person_id = p.id and s.during @> wanted), '[]'::json)
    from people_person p
    where p.merged_into_id is null and (everybody or p.id = oneself) and p.id in (
      select m.person_id from people_membership m where m.unit_id = cell and m.during @> wanted
      union
      select h.person_id from people_hostedstay h where h.unit_id = cell and h.during @> wanted)
    order by p.name_key collate "C", p.id;
  {LOOK_NO_MORE}
end $$;
revoke execute on function people_roll(uuid, date) from public;
grant execute on function people_roll(uuid, date) to {ROLES};
"""


class Migration(migrations.Migration):
    """A past meeting still names those who have moved on; a roll is the same for every reader."""

    dependencies = [("people", "0007_search")]
    operations = [
        migrations.RunSQL(NAMES, "drop function people_names(uuid[]);"),
        migrations.RunSQL(ROLL, "drop function people_roll(uuid, date);"),
    ]
