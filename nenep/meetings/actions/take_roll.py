"""The roll-call: the whole of it is one statement, for eight members as for a hundred and fifty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from uuid import UUID

from django.db import connection, transaction

from nenep.access.rules import Actor, Capability
from nenep.journal.actions.announce import announce
from nenep.journal.actions.record import record
from nenep.kernel.errors import Absent, Invalid
from nenep.meetings.models import Meeting
from nenep.meetings.policies import When, meeting_to_change

# Categories without a ground: nothing that could tell of health, family trouble or belief.
ABSENCE_REASONS: Mapping[str, str] = {
    "duty": "Bận công tác",
    "shift": "Trực, ca làm việc",
    "study": "Đi học",
    "distance": "Đi xa",
    "private": "Việc riêng",
}
PRESENT, EXCUSED, UNEXCUSED, UNMARKED = "present", "excused", "unexcused", ""
MARKS = (PRESENT, EXCUSED, UNEXCUSED, UNMARKED)


@dataclass(frozen=True)
class RollMark:
    """What the roll-call says of one person; an empty ``mark`` takes an earlier one back.
    ``reason`` is a key of :data:`ABSENCE_REASONS`, and only of an excused absence. A time
    may stay unknown; one told earlier stays while the lateness does."""

    person_id: UUID
    mark: str
    reason: str = ""
    late: bool = False
    left_early: bool = False
    arrived_at: time | None = None
    left_at: time | None = None


_TAKE = """
with said as (
  select * from unnest(%(people)s::uuid[], %(marks)s::text[], %(reasons)s::text[],
    %(late)s::boolean[], %(left)s::boolean[], %(arrived)s::time[], %(gone)s::time[])
    as t(person_id, mark, reason, late, left_early, arrived_at, left_at)
), changed as (
  update meetings_attendance a
  set mark = said.mark, reason = said.reason, late = said.late, left_early = said.left_early,
    arrived_at = case when said.late then coalesce(said.arrived_at, a.arrived_at) end,
    left_at = case when said.left_early then coalesce(said.left_at, a.left_at) end
  from said
  where a.month = %(month)s and a.meeting_id = %(meeting)s and a.person_id = said.person_id
    and (a.mark, a.reason, a.late, a.left_early, a.arrived_at, a.left_at) is distinct from
      (said.mark, said.reason, said.late, said.left_early,
        case when said.late then coalesce(said.arrived_at, a.arrived_at) end,
        case when said.left_early then coalesce(said.left_at, a.left_at) end)
  returning 1
)
select (select count(*) from changed),
  (select count(*) from said where not exists (select from meetings_attendance a
    where a.month = %(month)s and a.meeting_id = %(meeting)s and a.person_id = said.person_id))
"""


@transaction.atomic
def take_roll(*, actor: Actor, meeting_id: UUID, marks: Sequence[RollMark]) -> int:
    """Mark the people named; the others stay as they are. Returns how many marks changed.

    Door (2 queries), one UPDATE for all, one journal entry; a repeated call changes and journals
    nothing. After closing it still corrects the roll (and says so to the figures) until sealed.

    Raises:
        Absent, Forbidden: not the actor's meeting, or not the actor's to run.
        Refused: not opened yet, or sealed.
        Invalid: a person twice, an unknown mark, a reason on somebody who was there.
        Absent: somebody is not on this roll; then nothing is marked.
    """
    door = meeting_to_change(actor, meeting_id, to=Capability.RUN_MEETING, when=When.OPENED)
    _must_be_plain(marks)
    changed = _take(door.meeting, marks)
    if not changed:
        return 0
    record(
        actor,
        "roll.taken",
        unit_id=door.meeting.unit_id,
        kind="meeting",
        object_id=door.meeting.pk,
        facts={"changed": changed},
    )
    if door.closed:
        announce("roll.taken", unit_id=door.meeting.unit_id, month=door.meeting.month)
    return changed


def _take(meeting: Meeting, marks: Sequence[RollMark]) -> int:
    if not marks:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            _TAKE,
            {
                "people": [mark.person_id for mark in marks],
                "marks": [mark.mark for mark in marks],
                "reasons": [mark.reason for mark in marks],
                "late": [mark.late for mark in marks],
                "left": [mark.left_early for mark in marks],
                "arrived": [mark.arrived_at for mark in marks],
                "gone": [mark.left_at for mark in marks],
                "month": meeting.month,
                "meeting": meeting.pk,
            },
        )
        changed, strangers = cursor.fetchone()
    if strangers:
        raise Absent(
            "Có %(count)s người không có trong danh sách của buổi họp; chưa ghi điểm danh nào.",
            count=strangers,
        )
    return int(changed)


def _must_be_plain(marks: Sequence[RollMark]) -> None:
    if len({mark.person_id for mark in marks}) < len(marks):
        raise Invalid("Một người được điểm danh hai lần; chưa ghi điểm danh nào.", field="marks")
    for mark in marks:
        if mark.mark not in MARKS:
            raise Invalid("Không có cách điểm danh “%(mark)s”.", field="mark", mark=mark.mark)
        if mark.reason and (mark.mark != EXCUSED or mark.reason not in ABSENCE_REASONS):
            raise Invalid(
                "Lý do vắng chỉ chọn trong danh mục và chỉ ghi cho người vắng có lý do.",
                field="reason",
            )
        if (mark.late or mark.left_early) and mark.mark != PRESENT:
            raise Invalid("Đến muộn, về sớm chỉ ghi cho người có mặt.", field="late")
        if (mark.arrived_at and not mark.late) or (mark.left_at and not mark.left_early):
            raise Invalid("Giờ đến, giờ về chỉ ghi cho người đến muộn, về sớm.", field="arrived")
        if mark.arrived_at and mark.left_at and mark.left_at < mark.arrived_at:
            raise Invalid("Giờ về trước giờ đến; chưa ghi điểm danh nào.", field="left")
