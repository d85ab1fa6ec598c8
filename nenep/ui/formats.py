"""Dates, shares and durations as a Vietnamese paper writes them.

Plain functions, used by the template filters and by whoever composes a sentence in Python.
"""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from nenep.kernel.clock import VIETNAM

# Figures arrive as whatever the query gave.
Number = int | float | Decimal | Fraction

NOTHING = "—"
MINUTES_IN_HOUR = 60


def vn_date(day: date | None) -> str:
    """``03/11/2026``; a moment is told by its day in Vietnam; nothing is a dash."""
    return NOTHING if not day else f"{_day(day):%d/%m/%Y}"


def vn_short_date(day: date | None) -> str:
    """``03/11``: inside a list whose year is already told."""
    return NOTHING if not day else f"{_day(day):%d/%m}"


def vn_long_date(day: date | None) -> str:
    """``ngày 03 tháng 11 năm 2026``; like the state's papers, January and February keep the 0."""
    if not day:
        return NOTHING
    local = _day(day)
    month = f"{local.month:02d}" if local.month <= 2 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def vn_month(day: date | None) -> str:
    """``tháng 11 năm 2026``."""
    if not day:
        return NOTHING
    local = _day(day)
    return f"tháng {local.month} năm {local.year}"


def vn_time(moment: datetime | None) -> str:
    """``19:42`` on the wall in Vietnam."""
    return NOTHING if moment is None else f"{_local(moment):%H:%M}"


def vn_moment(moment: datetime | None) -> str:
    """``19:42, 03/11/2026``."""
    return NOTHING if moment is None else f"{vn_time(moment)}, {vn_date(moment)}"


def decimal_vn(value: Number | None, places: int | None = None) -> str:
    """``7,5`` and ``1.234``: decimal comma, thousands by dots; ``places`` fixes the decimals."""
    if value is None:
        return NOTHING
    exact = _decimal(value)
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    else:
        exact = exact.quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return f"{exact:,f}".translate(str.maketrans(",.", ".,"))


def percent(share: Number | None) -> str:
    """A share from 0 to 1 as ``91,4%``: one decimal, rounded half up, none when it is whole."""
    if share is None:
        return NOTHING
    value = (_decimal(share) * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{decimal_vn(value)}%"


def percent_of(part: int, whole: int) -> str:
    """``812`` of ``888`` is ``91,4%``; of nobody it is a dash, never 0% or 100%."""
    return percent(Fraction(part, whole)) if whole else NOTHING


def minutes(count: int | None) -> str:
    """``15 phút``, ``1 giờ``, ``1 giờ 30 phút``."""
    if count is None:
        return NOTHING
    hours, rest = divmod(count, MINUTES_IN_HOUR)
    parts = [f"{hours} giờ"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} phút")
    return " ".join(parts)


def strip_step(share: Number | None) -> int:
    """The height of a month on the strip, 1 to 5, from a share of attendance.

    A picture, not a judgement: the steps are those of the eye (below 60, 70, 80, 90 %),
    so that neighbouring months differ visibly where real attendance lies.
    """
    if share is None:
        return 1
    return 1 + sum(float(share) >= edge for edge in (0.6, 0.7, 0.8, 0.9))


def _decimal(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(str(value))


def _day(day: date) -> date:
    return _local(day).date() if isinstance(day, datetime) else day


def _local(moment: datetime) -> datetime:
    return moment.astimezone(VIETNAM) if moment.tzinfo else moment
