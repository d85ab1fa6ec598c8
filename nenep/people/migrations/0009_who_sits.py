from django.db import migrations

from nenep.access.row_policies import ROLES

# As in 0008: past the policies for the length of one query, from the reach found before.
LOOK = "perform nenep_private.enter('{\"all\": true}'::jsonb);"
LOOK_NO_MORE = "perform set_config('nenep.scope', scope, true);"

# Whoever sits in the meetings of a unit that is no cell: the members placed in a Party group, the
# members of a committee. Each with the cell of that day, where the standing is kept.
SITTING = f"""
create function people_sitting(at_unit uuid, wanted date)
returns table (person_id uuid, full_name text, name_key text, cell uuid,
  memberships json, stays json, states json)
language plpgsql volatile security definer set search_path = public, pg_temp rows 30 as $$
#variable_conflict use_column
declare
  scope text := current_setting('nenep.scope', true);
  everybody boolean := access_all() or at_unit in (select access_units('records'));
  oneself uuid := access_person();
begin
  if access_payload() is null then return; end if;
  {LOOK}
  return query
    select p.id, p.full_name::text, p.name_key::text, m.unit_id,
      json_build_array(json_build_object('kind', m.standing, 'since', lower(m.during),
        'until', upper(m.during), 'unit', m.unit_id)),
      coalesce((select json_agg(json_build_object('kind', 'hosted', 'since', lower(h.during),
          'until', upper(h.during), 'unit', null))
        from people_hostedstay h where h.person_id = p.id and h.during @> wanted), '[]'::json),
      coalesce((select json_agg(json_build_object('kind', s.kind, 'since', lower(s.during),
          'until', upper(s.during), 'provision', s.provision))
        from people_state s where s.person_id = p.id and s.during @> wanted), '[]'::json)
    from people_person p join people_membership m on m.person_id = p.id and m.during @> wanted
    where p.merged_into_id is null and (everybody or p.id = oneself) and p.id in (
      select g.person_id from people_groupplace g
        where g.group_id = at_unit and g.during @> wanted
      union
      select o.person_id from people_officeterm o
        where o.unit_id = at_unit and o.during @> wanted and o.office in ('party_group_leader',
          'deputy_party_group_leader', 'committee_secretary', 'deputy_committee_secretary',
          'committee_member'))
    order by p.name_key collate "C", p.id;
  {LOOK_NO_MORE}
end $$;
revoke execute on function people_sitting(uuid, date) from public;
grant execute on function people_sitting(uuid, date) to {ROLES};
"""


class Migration(migrations.Migration):
    """The roll of a Party group and of a committee, the same for every reader."""

    dependencies = [("people", "0008_names_of_the_past")]
    operations = [migrations.RunSQL(SITTING, "drop function people_sitting(uuid, date);")]
