"""Working days of Viet Nam: the weekend, public holidays with Tết, and exchanged Saturdays.

A weekend is not a holiday: the regular meeting stays on the 3rd when that is a Sunday, but moves
when it is Tết. The calendar of a coming year is an estimate until the Government publishes it
(exchanged days in particular), so far-away deadlines are worked out again when shown.
"""

from datetime import date, timedelta
from functools import cache

import holidays

SATURDAY = 5
ONE_DAY = timedelta(days=1)


def holiday_name(day: date) -> str | None:
    """The Vietnamese name of the public holiday (or its substitute day off), else ``None``."""
    return _calendar().get(day)


def is_weekend(day: date) -> bool:
    """Saturday or Sunday, whatever the calendar of holidays says of it."""
    return day.weekday() >= SATURDAY


def is_working_day(day: date) -> bool:
    """Monday to Friday outside holidays, or a Saturday worked in exchange for a day off."""
    return _calendar().is_working_day(day)


def add_working_days(start: date, count: int) -> date:
    """The last day of a clock of ``count`` working days; ``start`` itself is not counted.

    Raises :class:`ValueError` for a negative count. ``count`` 0 is ``start``.
    """
    if count < 0:
        raise ValueError("a clock cannot run backwards")
    day = start
    while count:
        day += ONE_DAY
        count -= is_working_day(day)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier.

    The inverse of :func:`add_working_days`.
    """
    if end < start:
        return -working_days_between(end, start)
    days = (end - start).days
    return sum(is_working_day(start + timedelta(days=i)) for i in range(1, days + 1))


def first_working_day(day: date) -> date:
    """``day`` when it is worked, else the next one that is."""
    return day if is_working_day(day) else add_working_days(day, 1)


@cache
def _calendar() -> holidays.HolidayBase:
    # One calendar per process: it fills in each year the first time a day of it is asked (~1 ms).
    return holidays.country_holidays("VN", language="vi")
