"""Correcting what is known of a person, and changing the Party card."""

from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import names
from nenep.kernel.errors import Invalid, Refused
from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import FormerCard, Person
from nenep.people.policies import person_for


@dataclass(frozen=True)
class Particulars:
    """All that is kept of a person beside the dated rows. A date may be known only to the month
    or the year; ``ceremony_on`` counts a probation and needs its day."""

    full_name: str
    sex: str
    birth: PartialDate
    admitted: PartialDate
    ceremony_on: date | None
    official: PartialDate


def particulars_of(person: Person) -> Particulars:
    """What is known today."""
    return Particulars(
        full_name=person.full_name,
        sex=person.sex,
        birth=PartialDate.stored(person.birth_date, person.birth_precision),
        admitted=PartialDate.stored(person.admitted_on, person.admitted_precision),
        ceremony_on=person.ceremony_on,
        official=PartialDate.stored(person.official_on, person.official_precision),
    )


@transaction.atomic
def correct_person(*, actor: Actor, person_id: UUID, wanted: Particulars) -> Person:
    """Write the particulars as they should have been. The journal names the fields, not the words.

    Raises:
        Absent, Forbidden: not a record whose members the actor manages.
        Invalid: no name, or dates in an order no life has.
    """
    person = person_for(actor, person_id, to=Capability.MANAGE_MEMBERS)
    before = particulars_of(person)
    name = names.clean_name(wanted.full_name)
    _must_be_a_life(name, wanted)
    _fill(person, name, wanted)
    after = particulars_of(person)
    changed = [one.name for one in fields(Particulars) if _differs(one.name, before, after)]
    if not changed:
        return person
    person.save()
    record(
        actor,
        "person.corrected",
        unit_id=person.kept_by_id,
        kind="person",
        object_id=person_id,
        facts=dict.fromkeys(changed, True),
    )
    return person


@transaction.atomic
def change_card(*, actor: Actor, person_id: UUID, number: str, on: date) -> Person:
    """A new card number from ``on``; the old one stays findable among the former cards.

    Raises:
        Absent, Forbidden: not a record whose members the actor manages.
        Invalid: no number. Refused: somebody else's number.
    """
    person = person_for(actor, person_id, to=Capability.MANAGE_MEMBERS)
    fresh = "".join(number.split())
    if not fresh:
        raise Invalid("Cần ghi số thẻ mới; chưa ghi gì.", field="number")
    if fresh == person.card_number:
        return person
    if Person.objects.filter(card_number=fresh).exclude(pk=person_id).exists():
        raise Refused("Số thẻ này đang là của người khác; chưa ghi gì.")
    if person.card_number:
        FormerCard.objects.get_or_create(
            person=person,
            number=person.card_number,
            defaults={"unit_id": person.kept_by_id, "until": on},
        )
    person.card_number = fresh
    person.save(update_fields=["card_number"])
    record(
        actor,
        "card.changed",
        unit_id=person.kept_by_id,
        kind="person",
        object_id=person_id,
        facts={"on": on.isoformat()},
    )
    return person


def _must_be_a_life(name: str, wanted: Particulars) -> None:
    if not name:
        raise Invalid("Cần ghi họ và tên; chưa ghi gì.", field="full_name")
    born, admitted = wanted.birth.earliest(), wanted.admitted.latest()
    if born is not None and admitted is not None and admitted <= born:
        raise Invalid("Ngày kết nạp phải sau ngày sinh; chưa ghi gì.", field="admitted")
    first, official = wanted.admitted.earliest(), wanted.official.latest()
    if first is not None and official is not None and official < first:
        raise Invalid("Ngày chính thức phải sau ngày kết nạp; chưa ghi gì.", field="official")
    if first is not None and wanted.ceremony_on is not None and wanted.ceremony_on < first:
        raise Invalid(
            "Ngày lễ kết nạp phải sau quyết định kết nạp; chưa ghi gì.", field="ceremony_on"
        )


def _fill(person: Person, name: str, wanted: Particulars) -> None:
    person.full_name = name
    person.name_key, person.name_folded = names.sort_key(name), names.fold(name)
    person.sex = wanted.sex
    person.birth_date, person.birth_precision = wanted.birth.earliest(), wanted.birth.precision
    person.admitted_on = wanted.admitted.earliest()
    person.admitted_precision = wanted.admitted.precision
    person.ceremony_on = wanted.ceremony_on
    person.official_on = wanted.official.earliest()
    person.official_precision = wanted.official.precision


def _differs(name: str, before: Particulars, after: Particulars) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
