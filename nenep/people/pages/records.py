"""The forms about a person's record in words."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.urls import reverse

from nenep.kernel.partial_dates import UNKNOWN, PartialDate
from nenep.people.actions.particulars import particulars_of
from nenep.people.models import Person
from nenep.people.pages.acts import ActPage
from nenep.people.rules.expiring import probation_full_on
from nenep.rulebook.queries import rules_in_force
from nenep.rulebook.rules.plain import whole
from nenep.structure.models import LocalityPlace
from nenep.ui.shapes import Pair


def record_page(
    person: Person,
    title: str,
    button: str,
    *,
    lead: str = "",
    facts: Sequence[Pair] = (),
    bases: Sequence[str] = (),
    danger: bool = False,
) -> ActPage:
    """A form about this person; afterwards one is back at the person."""
    back = reverse("person", args=[person.pk])
    return ActPage(title, person.full_name, button, back, lead, facts, bases, danger=danger)


def typed_particulars(person: Person) -> dict[str, object]:
    """What the form begins with: dates as people write them, unknown ones empty."""
    known = particulars_of(person)
    return {
        "full_name": known.full_name,
        "sex": known.sex,
        "birth": _typed(known.birth),
        "admitted": _typed(known.admitted),
        "ceremony_on": known.ceremony_on,
        "official": _typed(known.official),
    }


def recognition_day(person: Person, today: date) -> tuple[date | None, str]:
    """The day the probation is full, if it can be told, and the provision."""
    ruling = rules_in_force().find("member.probation", on=today)
    if ruling is None:
        return None, ""
    admitted = PartialDate.stored(person.admitted_on, person.admitted_precision)
    full_on = probation_full_on(person.ceremony_on, admitted, whole(ruling.table, "months"))
    return full_on, str(ruling.citation)


def badge_marks(today: date) -> tuple[list[int], str]:
    """The badges there are, and the provision."""
    ruling = rules_in_force().find("badge.years", on=today)
    if ruling is None or not isinstance(ruling.value, list):
        return [], ""
    return [one for one in ruling.value if isinstance(one, int)], str(ruling.citation)


def villages_of(unit_id: UUID, today: date) -> list[tuple[UUID, str]]:
    """The villages the cell leads today, by name."""
    led = LocalityPlace.objects.filter(led_by_id=unit_id, during__contains=today)
    return [(place.locality_id, place.name) for place in led.order_by("name")]


def _typed(day: PartialDate) -> str:
    return "" if day == UNKNOWN else day.in_words()
