"""Doors to requests and to what is due."""

from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.kernel.errors import Forbidden
from nenep.people.models import Person
from nenep.people.policies import person_for
from nenep.privacy.models import Correction, DueRecord
from nenep.privacy.queries import corrections_visible_to, due_records_for


def own_record_for(actor: Actor) -> Person:
    """The record of whoever is signed in.

    Raises:
        Forbidden: an account without a member behind it.
    """
    if actor.person_id is None or not actor.holds(Capability.VIEW_OWN_RECORD):
        raise Forbidden("Trang này dành cho đảng viên xem thông tin của chính mình.")
    return person_for(actor, actor.person_id, to=Capability.VIEW_OWN_RECORD)


def speaker_for(actor: Actor, person_id: UUID) -> Person:
    """The person, for oneself or for whoever records on behalf of the members of the cell."""
    if person_id == actor.person_id:
        return own_record_for(actor)
    return person_for(actor, person_id, to=Capability.RECORD_STATES)


def correction_for(actor: Actor, request_id: UUID, *, to: Capability) -> Correction:
    """A request, if the actor may see it (404) and do this where the record is kept (403)."""
    request = found(corrections_visible_to(actor).select_related("person"), request_id)
    must_hold(actor, to, request.unit_id)
    return request


def due_record_for(actor: Actor, due_id: UUID) -> DueRecord:
    """Something due where the actor manages the members, else 404."""
    return found(due_records_for(actor), due_id)
