"""A probationary member becomes official."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Refused
from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import Membership, Person
from nenep.people.policies import member_for
from nenep.people.rules.expiring import probation_full_on
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.plain import whole


@transaction.atomic
def recognise_member(*, actor: Actor, person_id: UUID, on: date, decision: str = "") -> Membership:
    """Official from ``on``: the day the twelve months are full, however late the decision is
    (294 §4.5). Official since that day already: that spell.

    Raises:
        Absent, Forbidden: not a member whose record the actor manages.
        Refused: not probationary, or before the probation is full, where its day is known.
    """
    person, spell = member_for(actor, person_id, to=Capability.MANAGE_MEMBERS, on=on)
    if spell.standing == "official":
        if spell.during.lower == on or person.official_on == on:
            return spell
        raise Refused("%(name)s đã là đảng viên chính thức; chưa ghi gì.", name=person.full_name)
    _must_be_full(person, on)
    official = _opened(spell, on, decision)
    person.official_on, person.official_precision = on, "day"
    person.save(update_fields=["official_on", "official_precision"])
    record(
        actor,
        "member.recognised",
        unit_id=spell.unit_id,
        kind="person",
        object_id=person_id,
        facts={"on": on.isoformat(), "decision": decision},
    )
    announce("member.recognised", unit_id=spell.unit_id, month=on)
    return official


def _must_be_full(person: Person, on: date) -> None:
    ruling = rules_in_force().find("member.probation", on=on)
    if ruling is None:
        return
    admitted = PartialDate.stored(person.admitted_on, person.admitted_precision)
    full_on = probation_full_on(person.ceremony_on, admitted, whole(ruling.table, "months"))
    if full_on is not None and on < full_on:
        raise Refused(
            "Đến ngày %(full)s đồng chí này mới đủ thời gian dự bị; chưa ghi gì.",
            basis=str(ruling.citation),
            full=f"{full_on:%d/%m/%Y}",
        )


def _opened(spell: Membership, on: date, decision: str) -> Membership:
    """Close the probation and open the official spell, which keeps a planned end."""
    began, ends, ended_as = spell.during.lower, spell.during.upper, spell.ended_as
    if began == on:
        spell.standing = "official"
        spell.save(update_fields=["standing"])
        return spell
    spell.during = DateRange(began, on)
    spell.ended_as, spell.decision = "recognised", decision
    spell.save(update_fields=["during", "ended_as", "decision"])
    return Membership.objects.create(
        person_id=spell.person_id,
        unit_id=spell.unit_id,
        standing="official",
        during=DateRange(on, ends),
        begun_as="recognised",
        ended_as=ended_as,
    )
