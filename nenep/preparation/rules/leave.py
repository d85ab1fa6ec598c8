"""Leave from one meeting: asked, answered, taken back. The roll follows from it.

An absence without leave is unexcused; that is the roll-call's own word to say, this only prepares
it. Nobody judges the ground: the list is short and tells nothing of health or family.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.kernel.errors import Refused


class Answer(StrEnum):
    """What the secretary or the deputy says."""

    GRANTED = "granted"
    REFUSED = "refused"


class LeaveState(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    GRANTED = "granted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Leave:
    """A request as far as the rules look at it."""

    reason: str
    note: str
    answer: Answer | None
    withdrawn: bool

    @property
    def state(self) -> LeaveState:
        if self.withdrawn:
            return LeaveState.WITHDRAWN
        return LeaveState(self.answer.value) if self.answer else LeaveState.ASKED


def must_be_before(opened: bool) -> None:
    """From the opening on the roll-call speaks.

    Raises:
        Refused: the meeting has begun.
    """
    if opened:
        raise Refused("Cuộc họp đã bắt đầu; vắng mặt được ghi ở điểm danh, báo vắng giữ nguyên.")


def must_be_open_to_change(leave: Leave) -> None:
    """An answered request is not rewritten under its answer.

    Raises:
        Refused: it has been answered and not been taken back.
    """
    if leave.state in (LeaveState.GRANTED, LeaveState.REFUSED):
        raise Refused(
            "Báo vắng này đã được trả lời; nội dung giữ nguyên. Muốn đổi, đồng chí rút lại "
            "rồi báo vắng lần nữa."
        )


def must_stand(leave: Leave) -> None:
    """What was taken back asks for no answer.

    Raises:
        Refused: it was withdrawn.
    """
    if leave.state is LeaveState.WITHDRAWN:
        raise Refused("Đảng viên đã rút báo vắng này; không còn gì phải trả lời.")


def must_be_past(on: date, today: date) -> None:
    """A day to come has brought no answer.

    Raises:
        Refused: the day lies ahead.
    """
    if on > today:
        raise Refused("Ngày %(on)s chưa đến; chưa ghi gì.", on=f"{on:%d/%m/%Y}")
