"""The box is opened before the cell: its slips become opinions without a speaker."""

from uuid import UUID

from django.db import connection, transaction

from nenep.access.rules import Actor, Capability
from nenep.box.models import Slip
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel import ids
from nenep.meetings.models import AgendaItem, Opinion
from nenep.meetings.policies import When, meeting_to_change
from nenep.rulebook.rules.agendas import ItemKind


@transaction.atomic
def open_box(*, actor: Actor, meeting_id: UUID) -> int:
    """Empty the box into the agenda's item for opinions; how many there were. Each asks for an
    answer, has a random id and bears the day of the meeting only. Opening it again finds nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: the meeting has not begun, or is sealed.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    meeting = door.meeting
    with connection.cursor() as cursor:
        cursor.execute("select box_open(%s)", [meeting_id])
        texts = [str(row[0]) for row in cursor.fetchall()]
    if not texts:
        return 0
    item = AgendaItem.objects.filter(meeting=meeting, code=ItemKind.OPINIONS.value).first()
    said = [
        Opinion(
            id=ids.random_id(),
            meeting=meeting,
            unit_id=meeting.unit_id,
            item=item,
            kind="question",
            text=text,
            needs_answer=True,
            raised_on=meeting.held_on or meeting.planned_on,
        )
        for text in texts
    ]
    Opinion.objects.bulk_create(said)
    Slip.objects.bulk_create(Slip(opinion=one, unit_id=one.unit_id) for one in said)
    record(actor, "box.opened", unit_id=meeting.unit_id, kind="meeting", object_id=meeting.pk)
    if door.closed:
        announce("box.opened", unit_id=meeting.unit_id, month=meeting.month)
    return len(said)
