"""Who may hold what, and where: offices by kind of unit, and what each asks of its holder."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.access.rules import Office
from nenep.kernel.errors import Refused
from nenep.structure.rules.units import Kind, UnitView

OF_THE_CELL = (
    Office.CELL_SECRETARY,
    Office.DEPUTY_CELL_SECRETARY,
    Office.CELL_COMMITTEE_MEMBER,
)
OF_THE_GROUP = (Office.PARTY_GROUP_LEADER, Office.DEPUTY_PARTY_GROUP_LEADER)
OF_THE_COMMITTEE = (
    Office.COMMITTEE_SECRETARY,
    Office.DEPUTY_COMMITTEE_SECRETARY,
    Office.COMMITTEE_MEMBER,
)
STAFF = (Office.COMMITTEE_OFFICE, Office.PROVINCIAL_OFFICE)
SEATS = frozenset({office.value for office in OF_THE_COMMITTEE})
ELECTED = frozenset({*OF_THE_CELL, *OF_THE_COMMITTEE})
"""Seats of a committee: who holds one or more of them counts once as its member."""
ONE_HOLDER = frozenset({Office.CELL_SECRETARY})


class Basis(StrEnum):
    """How an office was come by (294 §16.2.2, §23.3–23.4)."""

    ELECTED = "elected"
    APPOINTED = "appointed"
    DESIGNATED = "designated"
    ACTING = "acting"


BASIS_NAMES = {
    Basis.ELECTED: "được bầu",
    Basis.APPOINTED: "được cử, chỉ định bổ sung",
    Basis.DESIGNATED: "được cấp trên chỉ định",
    Basis.ACTING: "phụ trách thay",
}


class Ending(StrEnum):
    """Why an office came to its end."""

    TERM_OVER = "term_over"
    REPLACED = "replaced"
    RESIGNED = "resigned"
    MOVED = "moved"
    REORGANISED = "reorganised"
    RELIEVED = "relieved"
    DECEASED = "deceased"


ENDING_NAMES = {
    Ending.TERM_OVER: "hết nhiệm kỳ",
    Ending.REPLACED: "có người thay",
    Ending.RESIGNED: "xin thôi",
    Ending.MOVED: "chuyển nơi khác",
    Ending.REORGANISED: "tổ chức lại",
    Ending.RELIEVED: "thôi giữ chức theo quyết định",
    Ending.DECEASED: "từ trần",
}


@dataclass(frozen=True)
class Days:
    """Days on which something holds: from ``since``; ``until`` is the first day after, or none."""

    since: date
    until: date | None = None

    def covers(self, on: date) -> bool:
        """Does it hold on that day?"""
        return self.since <= on and (self.until is None or on < self.until)


def offices_in(unit: UnitView) -> tuple[Office, ...]:
    """The offices this kind of unit has, in the order of the organisation.

    A province has no secretary's office here: that one reads every record below it, and a province
    works with figures.
    """
    if unit.is_cell:
        return OF_THE_CELL
    if unit.kind == Kind.GROUP:
        return OF_THE_GROUP
    if unit.kind == Kind.PROVINCIAL:
        return (Office.COMMITTEE_MEMBER, Office.PROVINCIAL_OFFICE)
    return (*OF_THE_COMMITTEE, Office.COMMITTEE_OFFICE)


def must_be_an_office_of(office: Office, unit: UnitView) -> None:
    """Refuse a cell's office in a committee, a leader of a group in a cell, and the like."""
    if office not in offices_in(unit):
        raise Refused(
            "Loại đơn vị này không có chức vụ đó; chưa ghi gì. Đồng chí chọn lại chức vụ."
        )


def must_be_the_right_way_round(days: Days) -> None:
    """Refuse an office that ends before it begins."""
    if days.until is not None and days.until <= days.since:
        raise Refused("Ngày kết thúc phải sau ngày bắt đầu giữ chức vụ; chưa ghi gì.")


def must_lie_within(days: Days, life: Days) -> None:
    """Refuse an office on days on which its unit does not stand."""
    if days.since < life.since:
        raise Refused(
            "Đơn vị được lập ngày %(on)s; không ghi được ngày bắt đầu trước ngày đó.",
            on=f"{life.since:%d/%m/%Y}",
        )
    if life.until is not None and (days.until is None or days.until > life.until):
        raise Refused(
            "Đơn vị kết thúc hoạt động từ ngày %(on)s;"
            " đồng chí ghi ngày kết thúc không sau ngày đó.",
            on=f"{life.until:%d/%m/%Y}",
        )


def held_without_break(on: date, spells: Sequence[Days]) -> Days | None:
    """The unbroken days around ``on`` that the spells cover together; None if none covers it.

    Two spells that touch are one: a change of rows is not a break.
    """
    covering: Days | None = None
    for spell in sorted(spells, key=lambda spell: spell.since):
        if covering is not None and covering.until is not None and spell.since <= covering.until:
            covering = Days(covering.since, _later(covering.until, spell.until))
        elif covering is None or not covering.covers(on):
            covering = spell
    return covering if covering is not None and covering.covers(on) else None


def must_be_official_throughout(days: Days, official: Days | None) -> None:
    """An office of the cell goes to an official member of it (294 §23), for as long as one is.

    ``official`` are the unbroken days of official membership around the first day.
    """
    if official is None:
        raise Refused(
            "Người này ngày đó không phải là đảng viên chính thức của chi bộ; chưa ghi gì.",
            basis="Điều lệ Đảng, Điều 5",
        )
    if official.until is not None and (days.until is None or days.until > official.until):
        raise Refused(
            "Người này thôi là đảng viên chính thức của chi bộ từ ngày %(on)s;"
            " ghi ngày thôi giữ chức vụ không sau ngày đó.",
            on=f"{official.until:%d/%m/%Y}",
        )


def must_be_in_the_group(days: Days, placed: Days | None) -> None:
    """A group is led by one of its own (294 §20.3.2)."""
    if placed is None:
        raise Refused("Người này ngày đó không ở trong tổ; xếp vào tổ trước rồi cử tổ trưởng.")
    if placed.until is not None and (days.until is None or days.until > placed.until):
        raise Refused(
            "Người này rời tổ từ ngày %(on)s; ghi ngày thôi giữ chức vụ không sau ngày đó.",
            on=f"{placed.until:%d/%m/%Y}",
        )


def must_end_after_it_began(on: date, days: Days) -> None:
    """The first day an office no longer holds: after its first day, not after its known end."""
    if on <= days.since:
        raise Refused(
            "Chức vụ này bắt đầu ngày %(since)s; ngày thôi phải sau ngày đó.",
            since=f"{days.since:%d/%m/%Y}",
        )
    if days.until is not None and on > days.until:
        raise Refused(
            "Chức vụ này đã kết thúc từ ngày %(until)s; chưa ghi gì thêm.",
            until=f"{days.until:%d/%m/%Y}",
        )


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)
