-- A member asks and takes back, before the meeting; the answer is the committee's. What was answered
-- stands as it is, until it has been taken back and is asked anew.
create function preparation_own_leave() returns trigger
language plpgsql as $$
declare standing boolean := old.answer <> '' and old.withdrawn_on is null;
begin
  if access_all() or new.unit_id in (select access_units('leads')) then return new; end if;
  if new.answer <> '' and new.answer <> old.answer then
    raise exception 'leave is granted by who leads the cell' using errcode = 'insufficient_privilege';
  end if;
  if standing and (old.reason, old.note, old.asked_on, old.on_behalf, old.answer, old.answered_on)
      is distinct from (new.reason, new.note, new.asked_on, new.on_behalf, new.answer, new.answered_on) then
    raise exception 'an answered request stands' using errcode = 'insufficient_privilege';
  end if;
  if exists (select from meetings_milestone m where m.meeting_id = new.meeting_id and m.kind = 'opened') then
    raise exception 'the meeting has begun' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
revoke execute on function preparation_own_leave() from public;
create trigger preparation_own_leave before update on preparation_absencerequest
  for each row execute function preparation_own_leave();
