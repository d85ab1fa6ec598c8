"""Shares as people read them: one decimal, a comma, rounded half up; comparisons stay exact."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

TENTH = Decimal("0.1")


def one_decimal(value: Fraction) -> Decimal:
    """Rounded half up to one decimal, as the organisation's forms show it."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(TENTH, rounding=ROUND_HALF_UP)


def percent(part: int, whole: int) -> Decimal | None:
    """``part`` in a hundred of ``whole``; ``None`` of nothing (never 0 % or 100 % by accident)."""
    return one_decimal(Fraction(part * 100, whole)) if whole else None


def decimal_text(value: Decimal) -> str:
    """With a decimal comma and no idle zero: ``93,8`` but ``90``."""
    return f"{value.normalize():f}".replace(".", ",")


def percent_text(part: int, whole: int) -> str:
    """``93,8%``, or a dash of nothing."""
    share = percent(part, whole)
    return "–" if share is None else f"{decimal_text(share)}%"
