"""What runs out, when, and what to do about it: nothing about a member lapses silently.

How far ahead a matter is shown is the program's own choice, no rule of the Party: a cell meets once
a month, so whatever needs its resolution must be seen at least one meeting before.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from nenep.kernel.partial_dates import PartialDate, Precision
from nenep.people.rules.clocks import NO_CLOCK, TransferClock
from nenep.people.rules.seniority import BadgeDue, months_later

STATE_AHEAD = STAY_AHEAD = 45
PROBATION_AHEAD = BADGE_AHEAD = 60
OFFICE_AHEAD = 90
BADGE_BEHIND = 90


class Matter(StrEnum):
    """Kinds of expiring matters."""

    STATE = "state"
    PROBATION = "probation"
    STAY = "stay"
    TRANSFER = "transfer"
    ARRIVAL = "arrival"
    BADGE = "badge"
    OFFICE = "office"


STATE_NAMES = {
    "activity_exemption": "Miễn công tác và sinh hoạt",
    "temporary_exemption": "Tạm miễn công tác và sinh hoạt",
    "away": "Sinh hoạt tạm thời nơi khác",
    "suspended": "Đình chỉ sinh hoạt",
    "transferring": "Đang chuyển sinh hoạt",
}


@dataclass(frozen=True)
class Expiry:
    """One matter on a day: ``on`` is the last good day, ``days`` what is left of it (negative once
    over). Both are None when no rule gives a day, or a date needed for it is missing."""

    on: date | None
    days: int | None
    text: str
    provision: str = ""

    @property
    def overdue(self) -> bool:
        return self.days is not None and self.days < 0

    @property
    def tone(self) -> str:
        """As the badges of the pages know them."""
        if self.days is None:
            return "info"
        return "bad" if self.days < 0 else "warn"


def state_expiry(kind: str, last: date | None, provision: str, today: date) -> Expiry | None:
    """An exemption, an absence or a suspension that nobody has renewed or settled. ``last`` is its
    last day; without one it does not run out."""
    if last is None or kind == "transferring":
        return None
    days = (last - today).days
    if days > STATE_AHEAD:
        return None
    name = STATE_NAMES[kind]
    if days >= 0:
        text = f"{name} đến hết ngày {last:%d/%m/%Y}: gia hạn, hoặc ghi đã trở lại."
    else:
        text = (
            f"{name} đã hết từ ngày {last:%d/%m/%Y}, nay lại tính là phải dự họp: "
            "gia hạn, hoặc ghi đã trở lại."
        )
    return Expiry(last, days, text, provision)


def probation_expiry(
    ceremony_on: date | None,
    admitted: PartialDate,
    months: int | None,
    provision: str,
    today: date,
) -> Expiry | None:
    """The end of a probation: ``months`` after the ceremony, else after the admission when its day
    is known; a coarser date is asked for, never guessed at."""
    if months is None:
        return None
    full_on = probation_full_on(ceremony_on, admitted, months)
    if full_on is None:
        text = "Cần ngày tổ chức lễ kết nạp (hoặc ngày kết nạp đầy đủ) để tính hạn dự bị."
        return Expiry(None, None, text, provision)
    days = (full_on - today).days
    if days > PROBATION_AHEAD:
        return None
    if days >= 0:
        text = (
            f"Đủ {months} tháng dự bị ngày {full_on:%d/%m/%Y}: chuẩn bị xét công nhận chính thức."
        )
    else:
        text = f"Đã đủ {months} tháng dự bị từ ngày {full_on:%d/%m/%Y}: xét công nhận chính thức."
    return Expiry(full_on, days, text, provision)


def probation_full_on(ceremony_on: date | None, admitted: PartialDate, months: int) -> date | None:
    """The day on which the probation is full; None when no day to count from is known."""
    start = ceremony_on
    if start is None and admitted.precision is Precision.DAY:
        start = admitted.earliest()
    return None if start is None else months_later(start, months)


def stay_expiry(last: date | None, today: date) -> Expiry | None:
    """A stay here that is about to end; once over it counts no more and asks nothing."""
    if last is None or not 0 <= (last - today).days <= STAY_AHEAD:
        return None
    text = f"Sinh hoạt tạm thời tại đây đến hết ngày {last:%d/%m/%Y}."
    return Expiry(last, (last - today).days, text)


def transfer_expiry(
    introduced_on: date, where: str, clock: TransferClock | None, today: date
) -> Expiry:
    """A member on the way elsewhere: the next clock that has not run out, the striking off last."""
    going = (
        f"Chuyển sinh hoạt đến {where or 'nơi khác'}, giấy giới thiệu ngày {introduced_on:%d/%m/%Y}"
    )
    if clock is None:
        return Expiry(None, None, f"{going}. {NO_CLOCK % {'day': f'{introduced_on:%d/%m/%Y}'}}")
    if today <= clock.letter_by:
        on, text = clock.letter_by, f"{going}: nộp giấy trước ngày {clock.letter_by:%d/%m/%Y}."
    elif today <= clock.complete_by:
        on = clock.complete_by
        text = f"{going}: quá hạn nộp giấy; hỏi lại nơi đến."
    else:
        on = clock.strike_from
        text = (
            f"{going}: chưa được tiếp nhận; quá ngày {clock.strike_from:%d/%m/%Y} không nộp hồ sơ "
            "thì xem xét xóa tên."
        )
    return Expiry(on, (on - today).days, text, clock.provision)


def arrival_expiry(introduced_on: date, clock: TransferClock | None, today: date) -> Expiry:
    """A member on the way here, to be received once letter and file are handed in."""
    text = (
        f"Đang chuyển đến, giấy giới thiệu ngày {introduced_on:%d/%m/%Y}: tiếp nhận khi đủ hồ sơ."
    )
    if clock is None:
        return Expiry(None, None, text)
    return Expiry(clock.complete_by, (clock.complete_by - today).days, text, clock.provision)


def temporary_letter(introduced_on: date, where: str, kind: Matter) -> Expiry:
    """A letter for a temporary stay that nobody has received: no clock but the stay's own end."""
    day = f"{introduced_on:%d/%m/%Y}"
    if kind is Matter.ARRIVAL:
        return Expiry(None, None, f"Đến sinh hoạt tạm thời, giấy giới thiệu ngày {day}: tiếp nhận.")
    return Expiry(None, None, f"Sinh hoạt tạm thời tại {where}, giấy ngày {day}: chờ tiếp nhận.")


def badge_expiry(badge: BadgeDue, provision: str, today: date) -> Expiry:
    """A badge that falls due at a round of the year."""
    if badge.round_on is None:
        text = f"Sắp đủ {badge.years} năm tuổi Đảng: cần ngày kết nạp đầy đủ để biết đợt tặng."
        return Expiry(None, None, text, provision)
    text = f"Đủ {badge.years} năm tuổi Đảng: tặng Huy hiệu đợt {badge.round_on:%d/%m/%Y}."
    return Expiry(badge.round_on, (badge.round_on - today).days, text, provision)


def office_expiry(name: str, last: date | None, today: date) -> Expiry | None:
    """An office whose term is about to end."""
    if last is None or not 0 <= (last - today).days <= OFFICE_AHEAD:
        return None
    text = f"{name}: hết nhiệm kỳ ngày {last:%d/%m/%Y}."
    return Expiry(last, (last - today).days, text)
