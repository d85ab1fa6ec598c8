"""By when an opinion must be answered, and how it stands: 30, 60 or 90 working days by level.

The days and the level of each kind of unit are rulebook data (``clock.reply``,
``clock.reply_levels``); here they are only put together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.kernel.errors import Invalid, Refused
from nenep.kernel.working_days import add_working_days, working_days_between


class Step(StrEnum):
    """What a committee does with a petition."""

    RECEIVED = "received"
    EXTENDED = "extended"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"


class Stand(StrEnum):
    """How it stands on a day."""

    WAITING = "waiting"
    RECEIVED = "received"
    OVERDUE = "overdue"
    PASSED_ON = "passed_on"
    ANSWERED = "answered"


STAND_NAMES: Mapping[Stand, str] = {
    Stand.WAITING: "Chờ tiếp nhận",
    Stand.RECEIVED: "Đang xem xét",
    Stand.OVERDUE: "Quá hạn trả lời",
    Stand.PASSED_ON: "Đã chuyển lên tiếp",
    Stand.ANSWERED: "Đã trả lời",
}
LEVEL_NAMES: Mapping[str, str] = {
    "grassroots": "cấp cơ sở",
    "province": "cấp trên trực tiếp, cấp tỉnh",
    "central": "Trung ương",
}


@dataclass(frozen=True)
class Clock:
    """How long one level has, and until when."""

    level: str
    days: int
    due_on: date


@dataclass(frozen=True)
class Done:
    """One reply as the rule needs it."""

    step: Step
    on: date
    due_on: date | None = None


@dataclass(frozen=True)
class Standing:
    """Where a petition stands; ``days`` are working days left, negative when overdue."""

    stand: Stand
    due_on: date | None
    days: int | None


def clock_of(
    kind: str, levels: Mapping[str, object], days: Mapping[str, object], since: date
) -> Clock | None:
    """The clock of a unit of that kind; None where the rules name no level or no days for it."""
    level = levels.get(kind)
    allowed = days.get(level) if isinstance(level, str) else None
    if not isinstance(level, str) or not isinstance(allowed, int):
        return None
    return Clock(level, allowed, add_working_days(since, allowed))


def standing(due_on: date | None, replies: Sequence[Done], on: date) -> Standing:
    """By the rows of that day; an extension moves the end, an answer stops the clock. Passed on,
    the answer is the next level's to give, by its clock: nobody here is late."""
    known = [reply for reply in replies if reply.on <= on]
    answered = [reply for reply in known if reply.step is Step.ANSWERED]
    passed = [reply for reply in known if reply.step is Step.PASSED_ON]
    if passed and not answered:
        return Standing(Stand.PASSED_ON, passed[-1].due_on, None)
    moved = [reply.due_on for reply in known if reply.step is Step.EXTENDED and reply.due_on]
    due = max([*moved, due_on]) if due_on and moved else (moved[-1] if moved else due_on)
    if answered:
        return Standing(Stand.ANSWERED, due, None)
    left = working_days_between(on, due) if due is not None else None
    if due is not None and on > due:
        return Standing(Stand.OVERDUE, due, left)
    return Standing(Stand.RECEIVED if known else Stand.WAITING, due, left)


def must_take(
    step: Step, *, on: date, text: str, due_on: date | None, before: Standing, sent_on: date
) -> None:
    """Refuse a reply that says nothing, comes too late, or promises the past."""
    if before.stand is Stand.ANSWERED:
        raise Refused("Kiến nghị này đã được trả lời; nội dung cũ được giữ.")
    if on < sent_on:
        raise Refused("Ngày trả lời không thể trước ngày chuyển kiến nghị.")
    if step is Step.PASSED_ON and before.stand is Stand.PASSED_ON:
        raise Refused("Kiến nghị này đã chuyển lên tiếp; chờ cấp trên trả lời.")
    if step is not Step.RECEIVED and not text:
        raise Invalid("Trả lời hoặc xin thêm thời gian thì ghi nội dung, lý do.", field="text")
    if step is Step.EXTENDED and before.stand is Stand.PASSED_ON:
        raise Refused("Kiến nghị đã chuyển lên tiếp; hạn trả lời nay của cấp trên.")
    if step is Step.EXTENDED and due_on is None:
        raise Invalid("Xin thêm thời gian thì hẹn ngày trả lời.", field="due_on")
    if step is Step.EXTENDED and due_on is not None and due_on <= max(on, before.due_on or on):
        raise Invalid("Ngày hẹn mới phải sau hạn đang tính.", field="due_on")
