"""Another day, time or place for a meeting in preparation."""

from datetime import date, time
from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Invalid
from nenep.meetings.models import Meeting
from nenep.meetings.policies import When, meeting_to_change
from nenep.meetings.rules.day_rule import MeetingDay, departure
from nenep.meetings.rules.kinds import REGULAR_KINDS
from nenep.preparation.queries.sources import ruled_day
from nenep.structure.queries.units import unit_on


@transaction.atomic
def reschedule(
    *,
    actor: Actor,
    meeting_id: UUID,
    planned_on: date,
    planned_at: time,
    place: str,
    reason: str = "",
) -> Meeting:
    """Move a meeting not yet opened. A day that is not the rule's is kept with its reason; back on
    the rule's day, the rule's reason stands again. The same again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
        Refused: the meeting has been opened.
        Invalid: no place, or another day than the rule's without a reason.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.PREPARE_MEETING, when=When.PREPARING)
    meeting, place = door.meeting, place.strip()
    if not place:
        raise Invalid("Đồng chí ghi nơi họp.", field="place")
    if planned_on != meeting.planned_on:
        meeting.day_reason = _reason(meeting, planned_on, reason.strip())
    elif (planned_at, place) == (meeting.planned_at, meeting.place):
        return meeting
    meeting.planned_on, meeting.planned_at, meeting.place = planned_on, planned_at, place
    meeting.save(update_fields=["planned_on", "planned_at", "place", "day_reason"])
    announce("meeting.rescheduled", unit_id=meeting.unit_id, month=meeting.month)
    record(
        actor,
        "meeting.rescheduled",
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting.pk,
        facts={"on": planned_on.isoformat(), "at": f"{planned_at:%H:%M}"},
    )
    return meeting


def _reason(meeting: Meeting, planned_on: date, typed: str) -> str:
    if meeting.kind not in REGULAR_KINDS:
        return typed[:300]
    ruled: MeetingDay = ruled_day(meeting, unit_on(meeting.unit_id, meeting.month).cell_type)
    differs = departure(ruled, planned_on)
    if not differs:
        return ruled.reason
    if not typed:
        raise Invalid(
            "Ngày %(on)s khác ngày theo quy định; đồng chí ghi lý do chọn ngày này.",
            field="reason",
            on=f"{planned_on:%d/%m/%Y}",
        )
    return f"{differs} {typed}"[:300]
