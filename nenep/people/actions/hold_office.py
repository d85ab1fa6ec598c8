"""A term and the grant that follows from it are one: begun together, closed together.

Nothing else writes either of them for a person, so that access always equals the offices held.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.models import Grant
from nenep.access.rules import Actor, Office
from nenep.journal.actions.record import Fact, record
from nenep.people.models import OfficeTerm
from nenep.people.rules.offices import Basis, Days, Ending


@dataclass(frozen=True)
class NewTerm:
    """An office to be held by somebody, already judged to be possible."""

    person_id: UUID
    unit_id: UUID
    office: Office
    days: Days
    basis: Basis = Basis.ELECTED
    decision: str = ""
    election_id: UUID | None = None
    ended_as: Ending | None = None


def begin(actor: Actor, new: NewTerm) -> OfficeTerm:
    """Open the term and its grant. Journals ``office.begun``."""
    during = DateRange(new.days.since, new.days.until)
    term = OfficeTerm.objects.create(
        person_id=new.person_id,
        unit_id=new.unit_id,
        office=new.office.value,
        basis=new.basis.value,
        decision=new.decision,
        election_id=new.election_id,
        during=during,
        ended_as=new.ended_as.value if new.ended_as else "",
    )
    Grant.objects.create(
        person_id=new.person_id, unit_id=new.unit_id, office=new.office.value, during=during
    )
    facts: dict[str, Fact] = {
        "office": new.office.value,
        "on": new.days.since.isoformat(),
        "basis": new.basis.value,
    }
    _say(actor, "office.begun", term, facts)
    return term


def close(actor: Actor, term: OfficeTerm, on: date, how: Ending, decision: str = "") -> OfficeTerm:
    """Let the term and its grant end on ``on``, the first day they no longer hold. Journals
    ``office.ended``."""
    grants = Grant.objects.filter(
        person_id=term.person_id,
        unit_id=term.unit_id,
        office=term.office,
        during__startswith=term.during.lower,
    )
    term.during = DateRange(term.during.lower, on)
    term.ended_as, term.ending_decision = how.value, decision
    term.save(update_fields=["during", "ended_as", "ending_decision"])
    grants.update(during=term.during)
    facts: dict[str, Fact] = {"office": term.office, "on": on.isoformat(), "how": how.value}
    _say(actor, "office.ended", term, facts)
    return term


_VACATED = """
with ended as (
  update people_officeterm set during = daterange(lower(during), %(on)s), ended_as = %(how)s,
    ending_decision = %(decision)s
  where unit_id = %(unit)s and lower(during) < %(on)s
    and (upper_inf(during) or upper(during) > %(on)s)
  returning 1
), never_begun as (
  delete from people_officeterm where unit_id = %(unit)s and lower(during) >= %(on)s returning 1
), grants as (
  update access_grant set during = daterange(lower(during), %(on)s)
  where unit_id = %(unit)s and person_id is not null and lower(during) < %(on)s
    and (upper_inf(during) or upper(during) > %(on)s)
), never_granted as (
  delete from access_grant
  where unit_id = %(unit)s and person_id is not null and lower(during) >= %(on)s
)
select (select count(*) from ended) + (select count(*) from never_begun)
"""


def vacate(unit_id: UUID, on: date, how: Ending, decision: str) -> int:
    """End every office of the unit; what was to begin only later never begins. How many terms."""
    with connection.cursor() as cursor:
        cursor.execute(
            _VACATED, {"unit": unit_id, "on": on, "how": how.value, "decision": decision}
        )
        row = cursor.fetchone()
    return int(row[0])


def _say(actor: Actor, verb: str, term: OfficeTerm, facts: dict[str, Fact]) -> None:
    record(actor, verb, unit_id=term.unit_id, kind="person", object_id=term.person_id, facts=facts)
