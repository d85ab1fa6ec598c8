-- A unit's own rules, replaced as a whole: the one way in which who serves may write the rulebook. For
-- whoever reaches the unit's figures (a committee, its office, the office of the province) or keeps the
-- tree; who of them may is asked above. Documents stay, since others may rest on them.
create function rulebook_publish(unit uuid, said_digest text, said_source text, said_content text,
  documents jsonb, parameters jsonb, agendas jsonb, sheets jsonb, said_at timestamptz) returns bigint
language plpgsql security definer set search_path = public, pg_temp as $$
declare scope jsonb := access_payload(); published bigint;
begin
  if unit is null or scope is null or not (nenep_private.unlimited()
      or exists (select 1 from access_units('figures') u where u = unit)) then
    raise exception 'these are not this actor''s rules to set' using errcode = 'insufficient_privilege';
  end if;
  insert into rulebook_document (id, unit_id, code, content)
    select (d ->> 'id')::uuid, unit, d ->> 'code', d -> 'content' from jsonb_array_elements(documents) d
    on conflict (code) do update set content = excluded.content where rulebook_document.unit_id = unit;
  delete from rulebook_parameter where unit_id = unit;
  delete from rulebook_agendatemplate where unit_id = unit;
  delete from rulebook_scoretemplate where unit_id = unit;
  insert into rulebook_parameter (id, unit_id, name, cell_types, document_id, in_force, until, content)
    select (p ->> 'id')::uuid, unit, p ->> 'name', p ->> 'cell_types', p ->> 'document',
      (p ->> 'in_force')::date, (p ->> 'until')::date, p -> 'content'
    from jsonb_array_elements(parameters) p;
  insert into rulebook_agendatemplate (id, unit_id, code, document_id, in_force, until, content)
    select (p ->> 'id')::uuid, unit, p ->> 'code', p ->> 'document', (p ->> 'in_force')::date,
      (p ->> 'until')::date, p -> 'content' from jsonb_array_elements(agendas) p;
  insert into rulebook_scoretemplate (id, unit_id, code, document_id, in_force, until, content)
    select (p ->> 'id')::uuid, unit, p ->> 'code', p ->> 'document', (p ->> 'in_force')::date,
      (p ->> 'until')::date, p -> 'content' from jsonb_array_elements(sheets) p;
  insert into rulebook_edition (digest, source, content, unit_id, loaded_by, loaded_at)
    values (said_digest, said_source, said_content, unit, coalesce(scope ->> 'name', ''), said_at)
    returning number into published;
  return published;
end $$;
revoke execute on function rulebook_publish(uuid, text, text, text, jsonb, jsonb, jsonb, jsonb,
  timestamptz) from public;
grant execute on function rulebook_publish(uuid, text, text, text, jsonb, jsonb, jsonb, jsonb,
  timestamptz) to nenep_serving, nenep_worker;
