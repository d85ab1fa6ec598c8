"""A committee assigns its members to follow cells: one for a cell and day, several for a member."""

from dataclasses import dataclass

from nenep.kernel.errors import Refused
from nenep.people.rules.offices import Days


@dataclass(frozen=True)
class Followed:
    """Who follows a cell on some days."""

    name: str
    days: Days


def days_of_following(days: Days, seat: Days | None) -> Days:
    """The assignment ends with the seat in the committee at the latest.

    ``seat`` are the unbroken days around the first on which the person sits in the committee.

    Raises:
        Refused: no seat on the first day, or the days end before they begin.
    """
    if seat is None:
        raise Refused(
            "Người này ngày %(on)s không phải là cấp ủy viên của cấp ủy trực tiếp; chưa ghi gì.",
            on=f"{days.since:%d/%m/%Y}",
        )
    ends = [day for day in (days.until, seat.until) if day is not None]
    until = min(ends, default=None)
    if until is not None and until <= days.since:
        raise Refused("Ngày kết thúc phải sau ngày bắt đầu theo dõi; chưa ghi gì.")
    return Days(days.since, until)


def must_follow_alone(cell: str, other: Followed | None) -> None:
    """A cell is followed by one person at a time.

    Raises:
        Refused: somebody else is assigned on one of those days.
    """
    if other is not None:
        raise Refused(
            "%(cell)s đã có đồng chí %(name)s theo dõi từ ngày %(on)s; chưa ghi gì. "
            "Đồng chí ghi thôi phân công người cũ trước.",
            cell=cell,
            name=other.name,
            on=f"{other.days.since:%d/%m/%Y}",
        )
