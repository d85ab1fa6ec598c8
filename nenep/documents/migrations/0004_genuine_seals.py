from django.db import migrations

# A stranger with a printed paper asks whether its seal is genuine and hears the number, the day
# and whether a correction replaced it: no name, no cell, no text. The function reads as its owner,
# whom the policies of this table do not bind (see OWNED_BY_THE_WALLS).
GENUINE = """
create index papers_by_code on documents_paper (left(sha256, 24)) where finalised_on is not null;
create function documents_genuine(code text)
returns table (number_text text, finalised_on date, superseded boolean)
language sql stable security definer set search_path = public, pg_temp as $$
  select p.number_text, p.finalised_on, exists (
      select from documents_paper n where n.supersedes_id = p.id and n.finalised_on is not null)
    from documents_paper p
    where length(code) = 24 and left(p.sha256, 24) = code and p.finalised_on is not null limit 1
$$;
revoke all on function documents_genuine(text) from public;
grant execute on function documents_genuine(text) to nenep_serving, nenep_worker;
"""
UNASKED = """
drop function documents_genuine(text);
drop index papers_by_code;
"""


class Migration(migrations.Migration):
    """Whether a seal is genuine can be asked by whoever holds its code."""

    dependencies = [("documents", "0003_uploaded_files")]
    operations = [migrations.RunSQL(GENUINE, UNASKED)]
