"""Doors to people."""

from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.people.models import Person
from nenep.people.queries.visible import visible_to


def person_for(actor: Actor, person_id: UUID, *, to: Capability) -> Person:
    """The person, if visible (else 404) and the capability holds where the record is kept.

    One's own record needs no office beyond membership.
    """
    person = found(visible_to(actor), person_id)
    if person.pk == actor.person_id and to is Capability.VIEW_OWN_RECORD:
        return person
    must_hold(actor, to, person.kept_by_id)
    return person
