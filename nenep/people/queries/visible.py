"""Whom one may see, and who holds an office."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from nenep.access.queries import within
from nenep.access.rules import Actor, Capability
from nenep.people.models import OfficeTerm, Person


def visible_to(actor: Actor) -> QuerySet[Person]:
    """The persons the actor may see: of the units in reach, and oneself."""
    seen = Person.objects.filter(within(actor, Capability.VIEW_MEMBERS, "kept_by_id"))
    if actor.person_id is None:
        return seen
    return seen | Person.objects.filter(pk=actor.person_id)


def officer_on(unit_id: UUID, office: str, on: date) -> Person | None:
    """Who holds the office that day, the longest-serving first."""
    term = (
        OfficeTerm.objects.filter(unit_id=unit_id, office=office, during__contains=on)
        .select_related("person")
        .order_by("during")
        .first()
    )
    return term.person if term else None
