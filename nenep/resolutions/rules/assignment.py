"""A year's assignment: who should have a task, what is offered, when it is looked at again.

Coverage is defined here once; the page, the paper and the command show it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.kernel.errors import Invalid, Refused
from nenep.kernel.ratios import percent_text
from nenep.resolutions.rules.task_state import TaskState


class Origin(StrEnum):
    """Where the wording of a planned task was drawn from."""

    LAST_YEAR = "last_year"
    OFFICE = "office"
    RESIDENCE = "residence"
    TYPED = "typed"


ORIGIN_NAMES: Mapping[Origin, str] = {
    Origin.LAST_YEAR: "theo năm trước",
    Origin.OFFICE: "theo chức vụ",
    Origin.RESIDENCE: "theo nơi ở",
    Origin.TYPED: "",
}


@dataclass(frozen=True)
class Suggestion:
    """A wording offered for a member."""

    title: str
    measure: str
    origin: Origin


@dataclass(frozen=True)
class Coverage:
    """Of the members who should have a task of the year, who has one and who stands out. A member
    outside the base may have a task (``beyond``); it is no part of the share."""

    year: int
    having: tuple[UUID, ...]
    missing: tuple[UUID, ...]
    beyond: tuple[UUID, ...]

    @property
    def base(self) -> int:
        return len(self.having) + len(self.missing)

    @property
    def text(self) -> str:
        """``18/20 đảng viên thuộc diện phân công đã có nhiệm vụ năm 2026 = 90%``."""
        if not self.base:
            return f"Không có đảng viên thuộc diện phân công nhiệm vụ năm {self.year}."
        return (
            f"{len(self.having)}/{self.base} đảng viên thuộc diện phân công đã có nhiệm vụ "
            f"năm {self.year} = {percent_text(len(self.having), self.base)}."
        )


@dataclass(frozen=True)
class Window:
    """Days of a review, both included."""

    since: date
    until: date

    def ends_with(self, on: date) -> bool:
        """Is the meeting of that day the one that finishes the review?"""
        same_month = (on.year, on.month) == (self.until.year, self.until.month)
        return same_month and self.since <= on <= self.until


def coverage(
    year: int,
    roll: Mapping[UUID, str],
    counted: Collection[str],
    holders: Collection[UUID],
) -> Coverage:
    """``roll``: everybody of the cell with the standing of the day, in the order to be shown;
    ``counted``: the standings that make up the base; ``holders``: who has a task of the year."""
    due = [person for person, standing in roll.items() if standing in counted]
    return Coverage(
        year=year,
        having=tuple(person for person in due if person in holders),
        missing=tuple(person for person in due if person not in holders),
        beyond=tuple(person for person in roll if person in holders and person not in set(due)),
    )


def still_assigned(states: Iterable[TaskState]) -> bool:
    """Does somebody with tasks in these states have one? What was dropped by vote, or went to
    another, is no task any more."""
    return any(state not in (TaskState.DROPPED, TaskState.HANDED_ON) for state in states)


def returns(state: TaskState, on: date, reviews: Sequence[Window]) -> bool:
    """Does a task of the year come back to the meeting of that day? In the month that finishes the
    half-year or the yearly review, and whenever somebody must answer: reported done, or past its
    day. The list of the whole year at every meeting would bury what is pressing."""
    asks = state in (TaskState.LATE, TaskState.REPORTED)
    return asks or any(window.ends_with(on) for window in reviews)


def must_be_near(year: int, today: date) -> None:
    """A year is planned from the December before until it is over.

    Raises:
        Refused: another year.
    """
    nearest = {today.year, today.year + 1} if today.month == 12 else {today.year}
    if year not in nearest:
        raise Refused(
            "Chỉ lập dự kiến phân công cho năm nay, hoặc năm sau khi đã sang tháng 12; chưa ghi gì."
        )


def must_be_told_apart(titles: Sequence[str]) -> None:
    """The same task twice for one member is a slip of the pen.

    Raises:
        Invalid: two lines say the same.
    """
    if len({title.casefold() for title in titles}) < len(titles):
        raise Invalid("Hai dòng ghi cùng một nhiệm vụ cho một đảng viên; chưa lưu gì.")
