"""Party badges given."""

from datetime import date
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid, Refused
from nenep.kernel.partial_dates import PartialDate
from nenep.people.models import BadgeAward, Person
from nenep.people.policies import person_for
from nenep.people.rules.seniority import earliest_award, early_from, years_later
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.engine import Rulebook


@transaction.atomic
def award_badge(*, actor: Actor, person_id: UUID, years: int, awarded_on: date) -> BadgeAward:
    """A badge for so many years of Party age, given on that day; once for a person.

    Giving it early to the seriously ill is for people to decide: within the months the rule allows
    nothing is asked, and no reason is kept.

    Raises:
        Absent, Forbidden: not a record whose members the actor manages.
        Invalid: no such badge. Refused: given already, or too early for the known day of admission.
    """
    person = person_for(actor, person_id, to=Capability.MANAGE_MEMBERS)
    known = BadgeAward.objects.filter(person_id=person_id, years=years).first()
    if known is not None and known.awarded_on == awarded_on:
        return known
    if known is not None:
        raise Refused(
            "Huy hiệu %(years)s năm đã ghi tặng ngày %(on)s; bản đã ghi được giữ nguyên.",
            years=years,
            on=f"{known.awarded_on:%d/%m/%Y}",
        )
    rules = rules_in_force()
    _must_be_a_badge(years, awarded_on, rules)
    _must_not_be_too_early(person, years, awarded_on, rules)
    award = BadgeAward.objects.create(
        person_id=person_id, unit_id=person.kept_by_id, years=years, awarded_on=awarded_on
    )
    record(
        actor,
        "badge.awarded",
        unit_id=person.kept_by_id,
        kind="person",
        object_id=person_id,
        facts={"years": years, "on": awarded_on.isoformat()},
    )
    return award


def _must_be_a_badge(years: int, on: date, rules: Rulebook) -> None:
    """Where no rule of that day is known, whoever enters an old badge answers for it."""
    marks = rules.find("badge.years", on=on)
    if marks is not None and isinstance(marks.value, list) and years not in marks.value:
        raise Invalid("Không có Huy hiệu %(years)s năm; chưa ghi gì.", field="years", years=years)


def _must_not_be_too_early(person: Person, years: int, on: date, rules: Rulebook) -> None:
    first = PartialDate.stored(person.admitted_on, person.admitted_precision).earliest()
    early = rules.find("badge.early", on=on)
    if first is None or early is None:
        return
    allowed = earliest_award(years_later(first, years), years, early_from(early.value))
    if on < allowed:
        raise Refused(
            "Đến ngày %(full)s mới đủ %(years)s năm tuổi Đảng; chưa ghi gì.",
            basis=str(early.citation),
            full=f"{years_later(first, years):%d/%m/%Y}",
            years=years,
        )
