"""Doors to petitions."""

from uuid import UUID

from nenep.access.policies import found
from nenep.access.rules import Actor
from nenep.kernel.errors import Forbidden
from nenep.petitions.models import Petition
from nenep.petitions.queries import offices_of, visible_to

__all__ = ["petition_for", "petition_to_reply", "visible_to"]


def petition_for(actor: Actor, petition_id: UUID) -> Petition:
    """The petition, if either side of it is the actor's, or the opinion was (else 404)."""
    return found(visible_to(actor), petition_id)


def petition_to_reply(actor: Actor, petition_id: UUID) -> Petition:
    """The same for the office of the committee it went to, and for nobody else (403)."""
    petition = petition_for(actor, petition_id)
    if petition.to_unit_id not in offices_of(actor) and not actor.system:
        raise Forbidden("Chỉ cấp ủy nhận kiến nghị trả lời được.")
    return petition
