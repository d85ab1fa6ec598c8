"""On which day the regular meeting falls, and why.

HD 42-HD/BTCTW 2025: the 3rd of each month for every cell; on a holiday, within the first week.
Before it the day was the locality's choice: the 3rd had become the habit of residential cells,
agencies were free. A weekend is not a holiday. The values are ``meeting.day`` of the rulebook.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from nenep.kernel import working_days
from nenep.kernel.errors import Invalid
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import Rulebook
from nenep.rulebook.rules.plain import Table, maybe_whole, text, whole

FIXED = "fixed"
ONE_DAY = timedelta(days=1)
HolidayName = Callable[[date], str | None]


@dataclass(frozen=True)
class MeetingDay:
    """``day`` is ``None`` where the cell must choose and has not; ``moved`` when the usual day is
    a holiday; ``citation`` is ``None`` where no rule is known for that month."""

    day: date | None
    moved: bool
    reason: str
    citation: Citation | None


@dataclass(frozen=True)
class Calendar:
    """What the rule asks of a calendar; replaced in tests of months that are all Tết."""

    holiday_name: HolidayName = working_days.holiday_name
    first_working_day: Callable[[date], date] = working_days.first_working_day


VIETNAM = Calendar()


def meeting_day(
    rulebook: Rulebook,
    month: date,
    *,
    cell_type: str,
    unit_path: Sequence[UUID] = (),
    usual_day: int | None = None,
    calendar: Calendar = VIETNAM,
) -> MeetingDay:
    """The day of the regular meeting of the month that ``month`` lies in.

    ``usual_day`` is the cell's own habit, used only where the rule leaves the day free (or where
    no rule is known). The rule is the one in force on the month's first day: a guidance signed on
    the 28th binds the next month.

    Raises:
        Invalid: the habit is no day of that month.
    """
    first = month.replace(day=1)
    ruling = rulebook.find("meeting.day", on=first, unit_path=unit_path, cell_type=cell_type)
    if ruling is None:
        return _own_day(first, usual_day, None, calendar)
    if text(ruling.table, "mode") != FIXED:
        return _own_day(first, usual_day, ruling.citation, calendar)
    return _fixed_day(first, ruling.table, ruling.citation, calendar)


def departure(planned: MeetingDay, held_on: date) -> str:
    """How the day differs from the rule's, in words for the meeting's page; ``""`` when it does
    not. A meeting on another day is a fact to explain, never one to refuse."""
    if planned.day is None or planned.day == held_on:
        return ""
    return f"Họp ngày {held_on:%d/%m/%Y}, khác ngày theo quy định ({planned.day:%d/%m/%Y})."


def _own_day(
    first: date, usual_day: int | None, citation: Citation | None, calendar: Calendar
) -> MeetingDay:
    known = (
        "Chi bộ tự chọn ngày họp" if citation else "Chưa biết quy định về ngày họp của tháng này"
    )
    if usual_day is None:
        return MeetingDay(None, False, f"{known}; cần chọn một ngày.", citation)
    try:
        usual = first.replace(day=usual_day)
    except ValueError as impossible:
        raise Invalid(
            "Tháng %(month)s không có ngày %(day)s; hãy chọn ngày khác.",
            field="usual_day",
            month=f"{first:%m/%Y}",
            day=usual_day,
        ) from impossible
    holiday = calendar.holiday_name(usual)
    if holiday is None:
        return MeetingDay(usual, False, f"{known}: ngày {usual_day:02d}.", citation)
    chosen = calendar.first_working_day(usual)
    reason = f"{known}; ngày {usual:%d/%m} là {holiday} nên lùi đến {chosen:%d/%m/%Y}."
    return MeetingDay(chosen, True, reason, citation)


def _fixed_day(first: date, rule: Table, citation: Citation, calendar: Calendar) -> MeetingDay:
    usual = first.replace(day=whole(rule, "day"))
    holiday = calendar.holiday_name(usual)
    if holiday is None:
        return MeetingDay(usual, False, f"Ngày {usual:%d} hằng tháng.", citation)
    because = f"Ngày {usual:%d/%m} là {holiday}"
    for other in _others(usual, maybe_whole(rule, "first"), maybe_whole(rule, "last")):
        if calendar.holiday_name(other) is None:
            reason = f"{because} nên họp ngày {other:%d/%m/%Y}, trong tuần đầu của tháng."
            return MeetingDay(other, True, reason, citation)
    last = usual.replace(day=maybe_whole(rule, "last") or usual.day)
    chosen = calendar.first_working_day(last + ONE_DAY)
    reason = f"{because}; họp ngày làm việc đầu tiên sau kỳ nghỉ, {chosen:%d/%m/%Y}."
    return MeetingDay(chosen, True, reason, citation)


def _others(usual: date, first: int | None, last: int | None) -> Iterator[date]:
    """Days of the window, later ones before earlier ones: papers go out a day ahead, so a day
    brought forward is the poorer choice."""
    if first is None or last is None:
        return
    for number in (*range(usual.day + 1, last + 1), *range(usual.day - 1, first - 1, -1)):
        yield usual.replace(day=number)
