"""Three levels look at assigned work (M9): the member, the chi ủy, the cell.

The member speaks first and for oneself, the chi ủy afterwards, the cell last and in a meeting: its
finding is the meeting's outcome (:class:`OutcomeKind`), so nothing is said twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.resolutions.rules.task_state import OutcomeKind


class Level(StrEnum):
    """Who looks."""

    MEMBER = "member"
    COMMITTEE = "committee"
    CELL = "cell"


class Verdict(StrEnum):
    """How the result compares with what was to be reached."""

    MET = "met"
    PARTLY = "partly"
    UNMET = "unmet"


LEVEL_NAMES: Mapping[Level, str] = {
    Level.MEMBER: "Đảng viên tự nhận xét",
    Level.COMMITTEE: "Chi ủy nhận xét",
    Level.CELL: "Chi bộ kết luận",
}
VERDICT_NAMES: Mapping[Verdict, str] = {
    Verdict.MET: "Đạt kết quả đề ra",
    Verdict.PARTLY: "Đạt một phần",
    Verdict.UNMET: "Chưa đạt",
}
FINDING_NAMES: Mapping[OutcomeKind, str] = {
    OutcomeKind.DONE: "Hoàn thành",
    OutcomeKind.DROPPED: "Thôi thực hiện",
    OutcomeKind.HANDED_ON: "Chuyển giao",
    OutcomeKind.CONTINUES: "Tiếp tục thực hiện",
}


@dataclass(frozen=True)
class Review:
    """One dated row of the three levels, in words."""

    level: Level
    on: date
    verdict: str
    comment: str
    on_behalf: bool = False

    @property
    def who(self) -> str:
        return LEVEL_NAMES[self.level]
