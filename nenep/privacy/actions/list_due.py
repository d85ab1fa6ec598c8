"""The nightly look at what has been kept long enough. It lists; it never forgets anything."""

from datetime import date

from django.db import connection, transaction

from nenep.access.rules import Actor
from nenep.kernel.errors import Forbidden
from nenep.people.models import LEAVINGS
from nenep.privacy.queries import retention_rules
from nenep.privacy.rules.retention import Category

# Who left long ago and is nowhere on the rolls again; a record merged into another counts nowhere.
_FORMER = """
insert into privacy_duerecord
  (id, unit_id, category, subject_id, ended_on, listed_on, texts, namesakes)
select gen_random_uuid(), p.kept_by_id, 'former_member', m.person_id, max(upper(m.during)), %(on)s,
  0, false
from people_membership m join people_person p on p.id = m.person_id
where m.ended_as = any (%(leavings)s) and upper(m.during) <= %(cutoff)s
  and not exists (select from people_membership n where n.person_id = m.person_id
    and (upper_inf(n.during) or upper(n.during) > %(cutoff)s))
group by p.kept_by_id, m.person_id
on conflict do nothing
"""
_LINKS = """
insert into privacy_duerecord
  (id, unit_id, category, subject_id, ended_on, listed_on, texts, namesakes)
select gen_random_uuid(), l.unit_id, 'residence_link', l.id, upper(l.during), %(on)s, 0, false
from people_residencelink l where upper(l.during) <= %(cutoff)s
on conflict do nothing
"""
# Somebody came back, or the period was made longer: nothing is due that nobody has ordered yet.
_NO_MORE = """
delete from privacy_duerecord d where d.category = %(category)s and d.ordered_on is null and (
  %(cutoff)s::date is null or d.ended_on > %(cutoff)s
  or exists (select from people_membership m where m.person_id = d.subject_id
    and (upper_inf(m.during) or upper(m.during) > %(cutoff)s)))
"""
_LOOKS = {Category.FORMER_MEMBER: _FORMER, Category.RESIDENCE_LINK: _LINKS}


@transaction.atomic
def list_due(*, actor: Actor, on: date) -> int:
    """Bring the list of what is due up to ``on``; returns how many were added. Three queries a
    category and one for the rules.

    Raises:
        Forbidden: somebody other than the installation.
    """
    if not actor.system:
        raise Forbidden("Việc này do hệ thống làm hằng đêm.")
    added = 0
    for rule in retention_rules(on):
        cutoff = rule.period.cutoff(on) if rule.period else None
        asked = {"on": on, "cutoff": cutoff, "category": rule.category.value}
        with connection.cursor() as cursor:
            cursor.execute(_NO_MORE, asked)
            if cutoff is not None:
                cursor.execute(_LOOKS[rule.category], asked | {"leavings": list(LEAVINGS)})
                added += cursor.rowcount
    return added
