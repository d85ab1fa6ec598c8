"""Doors to papers."""

from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.documents.models import Paper
from nenep.documents.queries import visible_to


def paper_for(actor: Actor, paper_id: UUID, *, to: Capability) -> Paper:
    """The paper, if the actor may read it (else 404) and do this with it (else 403)."""
    paper = found(visible_to(actor), paper_id)
    must_hold(actor, to, paper.unit_id)
    return paper
