"""The one stage machine of a meeting, derived from its dated milestones; there is no status.

Order at the end of the evening (settled): the discussion is concluded, the quality is scored,
then the minutes are read back and adopted. Preparation (agreed, notified, papers out) is never a
condition of opening: a cell that prepared badly meets all the same, and its score shows it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from itertools import chain

from nenep.kernel.errors import Refused


class Milestone(StrEnum):
    """What can happen to a meeting, in the order in which it normally does."""

    AGREED = "agreed"
    NOTIFIED = "notified"
    PAPERS_OUT = "papers_out"
    OPENED = "opened"
    CLOSED = "closed"
    SCORED = "scored"
    READ_BACK = "read_back"
    ADOPTED = "adopted"
    FINALISED = "finalised"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


class Stage(StrEnum):
    """Where the meeting is: ``planned``, or the furthest milestone reached."""

    PLANNED = "planned"
    AGREED = "agreed"
    NOTIFIED = "notified"
    PAPERS_OUT = "papers_out"
    OPENED = "opened"
    CLOSED = "closed"
    SCORED = "scored"
    READ_BACK = "read_back"
    ADOPTED = "adopted"
    FINALISED = "finalised"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"


STAGE_NAMES: Mapping[Stage, str] = {
    Stage.PLANNED: "Dự kiến",
    Stage.AGREED: "Chi ủy đã thống nhất nội dung",
    Stage.NOTIFIED: "Đã thông báo",
    Stage.PAPERS_OUT: "Đã gửi tài liệu",
    Stage.OPENED: "Đang họp",
    Stage.CLOSED: "Đã kết luận",
    Stage.SCORED: "Đã chấm điểm",
    Stage.READ_BACK: "Đã đọc biên bản",
    Stage.ADOPTED: "Đã thông qua biên bản",
    Stage.FINALISED: "Đã hoàn thiện văn bản",
    Stage.REPORTED: "Đã gửi cấp trên",
    Stage.CONFIRMED: "Cấp trên đã xác nhận",
    Stage.CORRECTED: "Đã đính chính",
}

REQUIRES: Mapping[Milestone, tuple[Milestone, ...]] = {
    Milestone.AGREED: (),
    Milestone.NOTIFIED: (Milestone.AGREED,),
    Milestone.PAPERS_OUT: (Milestone.AGREED,),
    Milestone.OPENED: (),
    Milestone.CLOSED: (Milestone.OPENED,),
    Milestone.SCORED: (Milestone.CLOSED,),
    Milestone.READ_BACK: (Milestone.CLOSED, Milestone.SCORED),
    Milestone.ADOPTED: (Milestone.READ_BACK,),
    Milestone.FINALISED: (Milestone.ADOPTED,),
    Milestone.REPORTED: (Milestone.FINALISED,),
    Milestone.CONFIRMED: (Milestone.REPORTED,),
    Milestone.CORRECTED: (Milestone.FINALISED,),
}
PREPARATION = frozenset({Milestone.AGREED, Milestone.NOTIFIED, Milestone.PAPERS_OUT})
_ORDER = {kind: place for place, kind in enumerate(Milestone)}


@dataclass(frozen=True)
class Happened:
    """A milestone with its own day (not the day it was entered); the time may be unknown."""

    kind: Milestone
    on: date
    at: time | None = None


def stage(milestones: Iterable[Milestone]) -> Stage:
    """Where the meeting is. Preparation entered late does not move an opened meeting back, and a
    correction made before the report leaves the report still to be made."""
    reached = set(milestones)
    if Milestone.REPORTED not in reached:
        reached.discard(Milestone.CORRECTED)
    furthest = max(reached, key=_ORDER.__getitem__, default=None)
    return Stage(furthest.value) if furthest else Stage.PLANNED


def may_mark(
    kind: Milestone,
    milestones: Collection[Milestone],
    *,
    without: Collection[Milestone] = (),
) -> Refused | None:
    """``None`` when it may be marked, else the refusal saying what is missing.

    ``without`` names milestones this meeting cannot have, e.g. ``scored`` on a day for which no
    score sheet is known. Marking what is marked already is allowed: it changes nothing.
    """
    if kind in milestones:
        return None
    if kind in without:
        return Refused("Cuộc họp này không có bước “%(step)s”.", step=_name(kind))
    missing = [step for step in REQUIRES[kind] if step not in milestones and step not in without]
    if missing:
        return Refused(
            "Chưa thể ghi “%(step)s” vì còn thiếu: %(missing)s. Nội dung đã nhập được giữ nguyên.",
            step=_name(kind),
            missing=", ".join(_name(step) for step in missing),
        )
    if kind is Milestone.SCORED and Milestone.ADOPTED in milestones:
        return Refused("Biên bản đã thông qua nên không chấm điểm được nữa; cần lập đính chính.")
    return None


def must_fit_in_time(entry: Happened, happened: Iterable[Happened]) -> None:
    """Refuse a milestone whose own day contradicts the others (late entry is no excuse: the day it
    happened and the day it was entered are two facts).

    Raises:
        Refused: it precedes what it rests on, or preparation is said to be later than the opening.
    """
    for other in happened:
        if other.kind in _rests_on(entry.kind) and _before(entry, other):
            raise _out_of_order(other, entry)
        if entry.kind in _rests_on(other.kind) and _before(other, entry):
            raise _out_of_order(entry, other)


def missing_to_close(*, roll_taken: bool, chair_named: bool, start_known: bool) -> tuple[str, ...]:
    """The facts without which a meeting cannot be closed, in words; empty when it can."""
    asked = (
        (roll_taken, "điểm danh"),
        (chair_named, "người chủ trì"),
        (start_known, "giờ bắt đầu"),
    )
    return tuple(name for known, name in asked if not known)


def _rests_on(kind: Milestone) -> frozenset[Milestone]:
    """Everything that cannot have happened after ``kind``."""
    direct = (*REQUIRES[kind], *(PREPARATION if kind is Milestone.OPENED else ()))
    return frozenset(direct) | frozenset(chain.from_iterable(_rests_on(k) for k in direct))


def _before(one: Happened, other: Happened) -> bool:
    if one.on != other.on or one.at is None or other.at is None:
        return one.on < other.on
    return one.at < other.at


def _out_of_order(first: Happened, second: Happened) -> Refused:
    return Refused(
        "“%(second)s” (%(second_on)s) không thể trước “%(first)s” (%(first_on)s); "
        "đồng chí kiểm lại ngày giờ.",
        first=_name(first.kind),
        first_on=f"{first.on:%d/%m/%Y}",
        second=_name(second.kind),
        second_on=f"{second.on:%d/%m/%Y}",
    )


def _name(kind: Milestone) -> str:
    return STAGE_NAMES[Stage(kind.value)]
