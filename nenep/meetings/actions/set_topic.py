"""What a thematic meeting is about, and who presents it."""

from uuid import UUID

from django.db import transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid, Refused
from nenep.meetings.models import Meeting
from nenep.meetings.policies import When, meeting_to_change
from nenep.meetings.queries import rule_path
from nenep.meetings.queries.rosters import roster_for
from nenep.meetings.rules.kinds import TOPICAL_KINDS
from nenep.meetings.rules.topics import topics_on
from nenep.rulebook.queries import rules_in_force


@transaction.atomic
def set_topic(
    *,
    actor: Actor,
    meeting_id: UUID,
    topic: str,
    topic_code: str = "",
    presenter_id: UUID | None = None,
) -> Meeting:
    """The topic in the cell's own words, the entry of the catalogue it belongs to, and the member
    charged to prepare and present it. Until the meeting is closed; the same again changes nothing.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to prepare.
        Refused: the kind has no topic, or the meeting is closed.
        Invalid: no topic, or none of the catalogue. Absent: the presenter is not of the cell.
    """
    door = meeting_to_change(
        actor, meeting_id, to=Capability.PREPARE_MEETING, when=When.UNTIL_CLOSED
    )
    meeting, topic = door.meeting, topic.strip()
    _must_fit(meeting, topic, topic_code, presenter_id)
    wanted = (topic, topic_code, presenter_id)
    if (meeting.topic, meeting.topic_code, meeting.presenter_id) == wanted:
        return meeting
    meeting.topic, meeting.topic_code, meeting.presenter_id = wanted
    meeting.save(update_fields=["topic", "topic_code", "presenter"])
    record(
        actor,
        "meeting.topic_set",
        unit_id=meeting.unit_id,
        kind="meeting",
        object_id=meeting.pk,
        facts={"code": topic_code, "presenter": str(presenter_id) if presenter_id else None},
    )
    return meeting


def _must_fit(meeting: Meeting, topic: str, code: str, presenter_id: UUID | None) -> None:
    if meeting.kind not in TOPICAL_KINDS:
        raise Refused("Buổi này không có chuyên đề; chưa ghi gì.")
    if not topic:
        raise Invalid("Đồng chí ghi tên chuyên đề.", field="topic")
    on = meeting.held_on or meeting.planned_on
    path = rule_path(meeting.unit_id, on)
    if code and code not in {one.code for one in topics_on(rules_in_force(), on, path)}:
        raise Invalid("Không có chuyên đề này trong danh mục.", field="topic_code")
    if presenter_id is not None:
        roster = roster_for(meeting.kind, meeting.unit_id, on)
        if presenter_id not in {line.person_id for line in roster}:
            raise Absent("Người trình bày không có trong danh sách của chi bộ ngày họp.")
