"""Papers to read before a meeting: brought along by who prepares it, sent with the agenda."""

from uuid import UUID

from django.core.files import File
from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.documents.actions.remove_upload import remove_upload
from nenep.documents.actions.store_upload import store_upload
from nenep.documents.models import UploadedFile
from nenep.meetings.policies import When, meeting_to_change
from nenep.meetings.rules.kinds import CELL_MEETINGS
from nenep.meetings.rules.stages import Milestone

MATERIAL = "meeting-material"


@transaction.atomic
def attach_material(
    *, actor: Actor, meeting_id: UUID, file: "File[bytes]", declared_not_secret: bool
) -> UploadedFile:
    """Keep a paper for the members to read; the same file again is the same row. Of a cell's
    meeting every member may open it, of a committee's or a group's who sits in it.

    Journals ``upload.stored``.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
        Refused: the meeting is sealed.
        Invalid: what :func:`store_upload` refuses; then nothing is kept.
    """
    door = meeting_to_change(
        actor, meeting_id, to=Capability.PREPARE_MEETING, when=When.UNTIL_CLOSED
    )
    meeting = door.meeting
    of_all = meeting.kind in CELL_MEETINGS
    return store_upload(
        actor=actor,
        unit_id=meeting.unit_id,
        subject_kind=MATERIAL,
        subject_id=meeting.pk,
        file=file,
        declared_not_secret=declared_not_secret,
        to=Capability.PREPARE_MEETING,
        opens_to=Capability.VIEW_AGENDA if of_all else Capability.VIEW_MEETING,
    )


@transaction.atomic
def remove_material(*, actor: Actor, meeting_id: UUID, upload_id: UUID) -> None:
    """Take a paper away again before the meeting begins; one removed before changes nothing.

    Journals ``upload.removed``.

    Raises:
        Absent, Forbidden: not the actor's meeting or not the actor's to prepare; another's file.
        Refused: the meeting has begun: what was read there stays.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.PREPARE_MEETING)
    remove_upload(
        actor=actor,
        subject_kind=MATERIAL,
        subject_id=meeting_id,
        upload_id=upload_id,
        to=Capability.PREPARE_MEETING,
        still_open=Milestone.OPENED not in door.kinds,
    )
