"""The roll-call: the whole of it is one statement, for eight members as for a hundred and fifty."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    ``reason`` is a key of :data:`ABSENCE_REASONS`, and only of an excused absence."""

    person_id: UUID
    mark: str
    reason: str = ""
    late: bool = False
    left_early: bool = False


_TAKE = """
with said as (
  select * from unnest(%(people)s::uuid[], %(marks)s::text[], %(reasons)s::text[],
    %(late)s::boolean[], %(left)s::boolean[]) as t(person_id, mark, reason, late, left_early)
), changed as (
  update meetings_attendance a
  set mark = said.mark, reason = said.reason, late = said.late, left_early = said.left_early
  from said
  where a.month = %(month)s and a.meeting_id = %(meeting)s and a.person_id = said.person_id
    and (a.mark, a.reason, a.late, a.left_early)
      is distinct from (said.mark, said.reason, said.late, said.left_early)
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
