"""Doors to papers."""

from uuid import UUID

from nenep.access.policies import found, must_hold
from nenep.access.rules import Actor, Capability
from nenep.documents.models import Paper, UploadedFile
from nenep.documents.queries import uploads_visible_to, visible_to


def paper_for(actor: Actor, paper_id: UUID, *, to: Capability) -> Paper:
    """The paper, if the actor may read it (else 404) and do this with it (else 403)."""
    paper = found(visible_to(actor), paper_id)
    must_hold(actor, to, paper.unit_id)
    return paper


def upload_to_read(actor: Actor, upload_id: UUID) -> UploadedFile:
    """The file, if the actor may read it (else 404): the row itself says which capability opens
    it, so seeing it is being allowed to read it."""
    return found(uploads_visible_to(actor), upload_id)
