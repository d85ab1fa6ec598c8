"""Adding to members what was not known of them: set-based, for one as for a thousand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from nenep.access.policies import must_hold
from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.partial_dates import PartialDate
from nenep.people.actions.enrol import BATCH
from nenep.people.models import Membership, Person, State

FIELDS = (
    "sex",
    "card_number",
    "birth_date",
    "birth_precision",
    "admitted_on",
    "admitted_precision",
    "official_on",
    "official_precision",
)


@dataclass(frozen=True)
class Completion:
    """What to add to one member of a cell; None leaves a thing as it is. ``recognised_on`` ends a
    running probation and begins official membership that day."""

    person_id: UUID
    unit_id: UUID
    sex: str | None = None
    card_number: str | None = None
    birth: PartialDate | None = None
    admitted: PartialDate | None = None
    official: PartialDate | None = None
    recognised_on: date | None = None
    state: str | None = None
    state_since: date | None = None


@transaction.atomic
def complete_members(*, actor: Actor, completions: Sequence[Completion], on: date) -> int:
    """Write the additions; returns how many members changed. One journal entry per cell.

    Raises:
        Forbidden: a cell outside the actor's reach, and then nothing is changed.
    """
    units = sorted({completion.unit_id for completion in completions})
    for unit_id in units:
        must_hold(actor, Capability.MANAGE_MEMBERS, unit_id)
    wanted = {completion.person_id: completion for completion in completions}
    people = list(Person.objects.filter(pk__in=wanted, kept_by_id__in=units))
    for person in people:
        _fill(person, wanted[person.pk])
    Person.objects.bulk_update(people, FIELDS, batch_size=BATCH)
    _recognise({key: done.recognised_on for key, done in wanted.items() if done.recognised_on})
    State.objects.bulk_create(_states(completions, on), batch_size=BATCH)
    for unit_id in units:
        of_it = [completion for completion in completions if completion.unit_id == unit_id]
        record(
            actor,
            "members.completed",
            unit_id=unit_id,
            kind="unit",
            object_id=unit_id,
            facts={"count": len(of_it)},
        )
        announce("members.completed", unit_id=unit_id, month=_earliest(of_it, on))
    return len(people)


def _earliest(completions: Sequence[Completion], on: date) -> date:
    """The first day that counts otherwise than before; ``on`` when only particulars were added."""
    days = [day for done in completions for day in (done.recognised_on, done.state_since) if day]
    return min([on, *days])


def _fill(person: Person, completion: Completion) -> None:
    if completion.sex:
        person.sex = completion.sex
    if completion.card_number:
        person.card_number = completion.card_number
    if completion.birth:
        person.birth_date = completion.birth.earliest()
        person.birth_precision = completion.birth.precision
    if completion.admitted:
        person.admitted_on = completion.admitted.earliest()
        person.admitted_precision = completion.admitted.precision
    if completion.official:
        person.official_on = completion.official.earliest()
        person.official_precision = completion.official.precision


def _recognise(days: dict[UUID, date]) -> None:
    """Close the probation and open official membership; a probation that would end before it
    began was entered too late and simply becomes official."""
    running = Membership.objects.filter(
        person_id__in=days, standing="probationary", during__endswith__isnull=True
    )
    ended, begun = [], []
    for spell in running:
        began, day = spell.during.lower, days[spell.person_id]
        if began is None or day <= began:
            spell.standing = "official"
        else:
            spell.during = DateRange(began, day)
            begun.append(
                Membership(
                    person_id=spell.person_id,
                    unit_id=spell.unit_id,
                    standing="official",
                    during=DateRange(day, None),
                )
            )
        ended.append(spell)
    Membership.objects.bulk_update(ended, ("standing", "during"), batch_size=BATCH)
    Membership.objects.bulk_create(begun, batch_size=BATCH)


def _states(completions: Sequence[Completion], on: date) -> list[State]:
    return [
        State(
            person_id=completion.person_id,
            unit_id=completion.unit_id,
            kind=completion.state,
            during=DateRange(completion.state_since or on, None),
        )
        for completion in completions
        if completion.state
    ]
