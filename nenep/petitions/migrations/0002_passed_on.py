import django.db.models.deletion
from django.db import migrations, models

from nenep.access.row_policies import ROLES, reach

STEPS = [(step, step) for step in ("received", "extended", "passed_on", "answered")]
# The committees whose petitions the caller's office answers today: they themselves, nothing below.
COMMITTEES = f"""
create function petitions_committees() returns setof uuid
language sql stable security definer set search_path = public, pg_temp rows 2 as $$
  select g.unit_id from access_grant g join access_office o on o.office = g.office
  where o.answers and g.during @> access_today()
    and (g.person_id = access_person() or g.account_id = access_account())
    and not coalesce((access_payload() ->> 'limited')::boolean, false)
$$;
revoke execute on function petitions_committees() from public;
grant execute on function petitions_committees() to {ROLES};
"""
THEIRS = "{0} in (select petitions_committees())"
BEFORE = (
    "{0} in (select v::uuid from jsonb_array_elements_text(access_payload() -> 'managed') as t(v))"
)
TIE = (
    "alter table petitions_petition add constraint a_petition_continues_what_came"
    " foreign key (continues_id, unit_id) references petitions_petition (id, to_unit_id)"
    " deferrable initially deferred"
)
UNTIE = "alter table petitions_petition drop constraint a_petition_continues_what_came"


def policies(theirs: str) -> str:
    """Who sent a petition and the committee it went to read it with its replies; the replies are
    that committee's to write."""
    sides = f"{reach('unit_id', 'inside', 'records')} or"
    writes = f"(select access_all()) or {theirs.format('by_unit_id')}"
    return "".join(
        f"alter policy {policy};"
        for policy in (
            f"petitions_petition_read on petitions_petition using ({sides}"
            f" {theirs.format('to_unit_id')})",
            f"petitions_reply_read on petitions_reply using ({sides}"
            f" {theirs.format('by_unit_id')})",
            f"petitions_reply_add on petitions_reply with check ({writes})",
            f"petitions_reply_change on petitions_reply using ({writes}) with check ({writes})",
            f"petitions_reply_remove on petitions_reply using ({writes})",
        )
    )


class Migration(migrations.Migration):
    """A committee passes on what it cannot answer; the province answers what reaches it."""

    dependencies = [("petitions", "0001_petitions_and_replies"), ("access", "0008_answers")]
    operations = [
        migrations.AddField(
            "Petition",
            "continues",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="passed_on",
                to="petitions.petition",
            ),
        ),
        migrations.AlterField("Reply", "kind", models.CharField(choices=STEPS, max_length=10)),
        migrations.RunSQL(TIE, UNTIE),
        migrations.RunSQL(COMMITTEES, "drop function petitions_committees()"),
        migrations.RunSQL(policies(THEIRS), policies(BEFORE)),
    ]
