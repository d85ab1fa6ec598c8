"""The roll-call: the whole of it as one command, each mark with the one it was set upon."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from nenep.kernel.errors import Absent, Conflict
from nenep.meetings.actions.take_roll import RollMark, take_roll
from nenep.meetings.models import Attendance
from nenep.people.queries.names import names_of
from nenep.room.rules.commands import Said
from nenep.room.speaking.speech import Speech

_MARKED = "Có người đã được máy khác điểm danh khác; cả hai bản được giữ để đồng chí chọn."
Stands = Callable[[RollMark | Attendance], str]


def rolled(speech: Speech) -> None:
    """Version 1, which knew no times."""
    _roll(speech, [_mark(one) for one in speech.said.each("marks")], _stands)


def rolled_with_times(speech: Speech) -> None:
    """Version 2: with the time at which somebody came or went, where it is known."""
    _roll(speech, [_timed(one) for one in speech.said.each("marks")], _stands_with_times)


def _roll(speech: Speech, marks: Sequence[RollMark], stands: Stands) -> None:
    meeting = speech.door().meeting
    rows = Attendance.objects.filter(month=meeting.month, meeting_id=meeting.pk)
    now = {row.person_id: stands(row) for row in rows}
    base = {one.uuid("person"): one.text("was") for one in speech.said.each("marks")}
    strayed = [
        mark
        for mark in marks
        if now.get(mark.person_id, "") not in (base[mark.person_id], stands(mark))
    ]
    if strayed:
        raise _both_rolls(strayed, now, stands)
    take_roll(actor=speech.actor, meeting_id=speech.meeting_id, marks=marks)


def _mark(said: Said) -> RollMark:
    return RollMark(
        person_id=said.uuid("person"),
        mark=said.text("mark", most=12),
        reason=said.text("reason", most=20),
        late=said.flag("late"),
        left_early=said.flag("left"),
    )


def _timed(said: Said) -> RollMark:
    arrived = said.time("arrived") if said.text("arrived") else None
    gone = said.time("gone") if said.text("gone") else None
    return replace(_mark(said), arrived_at=arrived, left_at=gone)


def _stands(mark: RollMark | Attendance) -> str:
    return f"{mark.mark}|{mark.reason}|{int(mark.late)}|{int(mark.left_early)}"


def _stands_with_times(mark: RollMark | Attendance) -> str:
    arrived = f"{mark.arrived_at:%H:%M}" if mark.arrived_at else ""
    gone = f"{mark.left_at:%H:%M}" if mark.left_at else ""
    return f"{_stands(mark)}|{arrived}|{gone}"


def _both_rolls(strayed: Iterable[RollMark], now: Mapping[UUID, str], stands: Stands) -> Conflict:
    strayed = list(strayed)
    if any(mark.person_id not in now for mark in strayed):
        raise Absent("Có người không có trong danh sách của buổi họp; chưa ghi điểm danh nào.")
    names = names_of({mark.person_id for mark in strayed})
    mine = [f"{names.get(m.person_id, '')}: {_word(stands(m))}" for m in strayed]
    theirs = [f"{names.get(m.person_id, '')}: {_word(now[m.person_id])}" for m in strayed]
    known = ",".join(f"{m.person_id}={now[m.person_id]}" for m in strayed)
    return Conflict(_MARKED, mine="\n".join(mine), theirs="\n".join(theirs), stands=known)


def _word(stands: str) -> str:
    words = {"present": "có mặt", "excused": "có lý do", "unexcused": "không lý do"}
    mark, _reason, late, left, *times = stands.split("|")
    arrived, gone = times or ("", "")
    more = [f"đến muộn {arrived}".strip()] if late == "1" else []
    more += [f"về sớm {gone}".strip()] if left == "1" else []
    return ", ".join([words.get(mark, "chưa điểm danh"), *more])
