"""Taking persons into the register: set-based, for one as for a thousand."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel import ids, names
from nenep.people.models import Membership, Person, State

BATCH = 500


@dataclass(frozen=True)
class StateSpell:
    """A state running at enrolment: ``until`` is the last day, None when none is declared."""

    kind: str
    since: date
    until: date | None = None
    provision: str = ""


@dataclass(frozen=True)
class NewMember:
    """A member to enrol. Dates of less precision than a day carry the first day they may mean."""

    full_name: str
    unit_id: UUID
    since: date
    standing: str = "official"
    sex: str = ""
    birth_date: date | None = None
    birth_precision: str = "day"
    admitted_on: date | None = None
    admitted_precision: str = "day"
    official_on: date | None = None
    official_precision: str = "day"
    card_number: str = ""
    until: date | None = None
    states: Sequence[StateSpell] = field(default=())
    person_id: UUID | None = None


@transaction.atomic
def enrol_members(*, actor: Actor, members: Sequence[NewMember]) -> Sequence[Person]:
    """Persons with their first membership spell, in three inserts; one journal entry per cell.

    Raises:
        Forbidden: a cell outside the actor's reach, and then nothing is enrolled.
    """
    units = sorted({member.unit_id for member in members})
    for unit_id in units:
        must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    people = [_person(member) for member in members]
    Person.objects.bulk_create(people, batch_size=BATCH)
    Membership.objects.bulk_create(
        [
            Membership(
                person=person,
                unit_id=member.unit_id,
                standing=member.standing,
                during=DateRange(member.since, member.until),
            )
            for person, member in zip(people, members, strict=True)
        ],
        batch_size=BATCH,
    )
    State.objects.bulk_create(
        [
            state
            for person, member in zip(people, members, strict=True)
            for state in _states(person, member)
        ],
        batch_size=BATCH,
    )
    for unit_id in units:
        since = [member.since for member in members if member.unit_id == unit_id]
        record(
            actor,
            "members.enrolled",
            unit_id=unit_id,
            kind="unit",
            object_id=unit_id,
            facts={"count": len(since)},
        )
        announce("members.enrolled", unit_id=unit_id, month=min(since))
    return people


def _person(member: NewMember) -> Person:
    return Person(
        id=member.person_id or ids.new_id(),
        full_name=member.full_name,
        name_key=names.sort_key(member.full_name),
        name_folded=names.fold(member.full_name),
        sex=member.sex,
        birth_date=member.birth_date,
        birth_precision=member.birth_precision,
        card_number=member.card_number,
        admitted_on=member.admitted_on,
        admitted_precision=member.admitted_precision,
        official_on=member.official_on,
        official_precision=member.official_precision,
        kept_by_id=member.unit_id,
    )


def _states(person: Person, member: NewMember) -> list[State]:
    return [
        State(
            person=person,
            unit_id=member.unit_id,
            kind=spell.kind,
            provision=spell.provision,
            during=DateRange(
                spell.since, date.fromordinal(spell.until.toordinal() + 1) if spell.until else None
            ),
        )
        for spell in member.states
    ]
