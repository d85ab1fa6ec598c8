"""Requests to correct what is kept about a member: asked, then corrected or refused and why."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum

from nenep.kernel.errors import Invalid, Refused


class Area(StrEnum):
    """Which part of what is kept is said to be wrong."""

    NAME = "name"
    BIRTH = "birth"
    CARD = "card"
    PARTY_DATES = "party_dates"
    MEMBERSHIP = "membership"
    OFFICES = "offices"
    STATES = "states"
    RESIDENCE = "residence"
    MEETINGS = "meetings"
    OTHER = "other"


AREA_NAMES: Mapping[Area, str] = {
    Area.NAME: "Họ và tên, giới tính",
    Area.BIRTH: "Ngày sinh",
    Area.CARD: "Số thẻ đảng viên",
    Area.PARTY_DATES: "Ngày vào Đảng, ngày chính thức",
    Area.MEMBERSHIP: "Chi bộ sinh hoạt",
    Area.OFFICES: "Chức vụ",
    Area.STATES: "Miễn sinh hoạt, vắng mặt, tạm đình chỉ",
    Area.RESIDENCE: "Nơi cư trú, Sổ 213",
    Area.MEETINGS: "Điểm danh, ý kiến, việc được giao",
    Area.OTHER: "Thông tin khác",
}


class Outcome(StrEnum):
    """How a request was answered."""

    CORRECTED = "corrected"
    REFUSED = "refused"


OUTCOME_NAMES: Mapping[Outcome, str] = {
    Outcome.CORRECTED: "Đã đính chính",
    Outcome.REFUSED: "Không đính chính",
}


def due_on(asked_on: date, days: int | None) -> date | None:
    """The last day to answer; None where no rule is known."""
    return None if days is None else asked_on + timedelta(days=days)


def must_say_what(text: str) -> None:
    """Raises:
    Invalid: nothing said.
    """
    if not text.strip():
        raise Invalid("Đồng chí ghi rõ chỗ nào sai và đúng phải là gì.", field="text")


def must_give_reason(outcome: Outcome, reason: str) -> None:
    """Whoever is refused reads why.

    Raises:
        Invalid: refused without a reason.
    """
    if outcome is Outcome.REFUSED and not reason.strip():
        raise Invalid("Không đính chính thì phải ghi lý do để đảng viên được biết.", field="reason")


def must_be_unanswered(outcome: str, reason: str, said: Outcome, why: str) -> bool:
    """Is there still something to write? The same answer again changes nothing.

    Raises:
        Refused: answered otherwise before.
    """
    if not outcome:
        return True
    if (outcome, reason) == (said.value, why):
        return False
    raise Refused("Yêu cầu này đã được trả lời; câu trả lời trước được giữ nguyên.")
