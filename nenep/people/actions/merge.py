"""One person was entered twice: one record goes on, the other counts nowhere any more."""

from datetime import date
from uuid import UUID

from django.db import connection, transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel import clock
from nenep.kernel.errors import Invalid, Refused
from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import FormerCard, Person
from nenep.people.policies import person_for
from nenep.people.queries.duplicates import beside
from nenep.people.rules.merging import better_date, must_be_one_person

FILLED = (
    "sex",
    "card_number",
    "birth_date",
    "birth_precision",
    "admitted_on",
    "admitted_precision",
    "ceremony_on",
    "official_on",
    "official_precision",
)


@transaction.atomic
def merge_people(*, actor: Actor, keep_id: UUID, other_id: UUID, on: date) -> Person:
    """``keep`` takes over, day by day, the memberships, states, stays, offices, groups and cards it
    lacks; the rows of the other stay with it, closed ``on``. Blanks are filled and dates made more
    precise; nothing known of ``keep`` is overwritten. Merged already: nothing changes. Journals
    ``people.merged`` with both ids; figures change from the first month of either.

    Raises:
        Absent, Forbidden: a record whose members the actor does not manage.
        Invalid: one and the same record. Refused: merged elsewhere, not alike, both with accounts,
            a letter on its way, or offices no one person can have held.
    """
    keep = person_for(actor, keep_id, to=Capability.MANAGE_MEMBERS)
    other = person_for(actor, other_id, to=Capability.MANAGE_MEMBERS)
    if keep.pk == other.pk:
        raise Invalid("Đây là cùng một hồ sơ; không có gì để gộp.")
    if other.merged_into_id == keep.pk:
        return keep
    if keep.merged_into_id or other.merged_into_id:
        raise Refused("Một trong hai hồ sơ đã được gộp vào hồ sơ khác; chưa ghi gì.")
    must_be_one_person(beside(keep, other))
    _take_over(keep, other, on)
    with connection.cursor() as cursor:
        cursor.execute("select people_merge(%s, %s, %s, %s)", [keep.pk, other.pk, on, clock.now()])
    other.merged_into = keep
    other.save(update_fields=["merged_into"])
    keep.refresh_from_db()
    for unit_id in dict.fromkeys((keep.kept_by_id, other.kept_by_id)):
        record(
            actor,
            "people.merged",
            unit_id=unit_id,
            kind="person",
            object_id=keep.pk,
            facts={"other": str(other.pk), "on": on.isoformat()},
        )
    return keep


def _take_over(keep: Person, other: Person, on: date) -> None:
    """Identity first: the lists of before name the other's card, so it stays findable."""
    if other.card_number and other.card_number != keep.card_number and keep.card_number:
        FormerCard.objects.get_or_create(
            person=keep,
            number=other.card_number,
            defaults={"unit_id": keep.kept_by_id, "until": on},
        )
    keep.sex = keep.sex or other.sex
    keep.card_number = keep.card_number or other.card_number
    keep.ceremony_on = keep.ceremony_on or other.ceremony_on
    birth = better_date(_birth(keep), _birth(other))
    admitted = better_date(_admitted(keep), _admitted(other))
    official = better_date(_official(keep), _official(other))
    keep.birth_date, keep.birth_precision = birth.earliest(), birth.precision
    keep.admitted_on, keep.admitted_precision = admitted.earliest(), admitted.precision
    keep.official_on, keep.official_precision = official.earliest(), official.precision
    keep.save(update_fields=FILLED)


def _birth(person: Person) -> PartialDate:
    return PartialDate.stored(person.birth_date, person.birth_precision)


def _admitted(person: Person) -> PartialDate:
    return PartialDate.stored(person.admitted_on, person.admitted_precision)


def _official(person: Person) -> PartialDate:
    return PartialDate.stored(person.official_on, person.official_precision)
