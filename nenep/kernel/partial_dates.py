"""Dates as people know them: a day, a month, only a year, or not known.

A date keeps the precision it was told with; a clock that needs a day must ask for it
(architecture, "Imprecise dates"). Nothing here turns "1954" into the first of January.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import total_ordering

from nenep.kernel.errors import Invalid

FIRST_YEAR, LAST_YEAR = 1900, 2100
UNKNOWN_WORDS = "chưa rõ"

# Day 0 of Excel's 1900 calendar, shifted by its non-existent 29/02/1900 (all later days agree).
_EXCEL_DAY_0 = date(1899, 12, 30)
_EXCEL_SERIALS = range(3_000, 73_415)

_UNKNOWN = re.compile(
    r"[\s.\-–—_/?…]*|chưa rõ|không rõ|ko rõ|k rõ|chưa có|không có|không nhớ|chưa xác định|n/?a",
)
_SEPARATOR = r"\s*[/\-.,\s]\s*"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{4}}|\d{{2}})")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.]\s*(\d{1,2})(?:\s*[-/.]\s*(\d{1,2})(?:[T ].*)?)?")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}}){_SEPARATOR}(\d{{4}})")
_YEAR = re.compile(r"(\d{4})")
_RUN_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})")
_SERIAL = re.compile(r"(\d{5})")
_BLANK_PART = re.compile(r"(?:[?.\-_…xX]{1,4}|0{1,2})\s*[/\-]\s*(?=.*\d{4})")
_WORDS = re.compile(r"\b(?:ngày|tháng|năm|mùng|khoảng)\b\s*", re.IGNORECASE)
_TWO_DIGITS = 100


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date with the parts that are known; no year means not known at all.

    Raises:
        Invalid: the parts are no date of the calendar, or a finer part stands without a coarser.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if (self.day is not None and self.month is None) or (
            self.month is not None and self.year is None
        ):
            raise _unreal(f"{self.day}/{self.month}/{self.year}")
        if self.year is None:
            return
        try:
            date(self.year, self.month or 1, self.day or 1)
        except ValueError:
            raise _unreal(self.in_words()) from None
        if not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise _unreal(self.in_words())

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """A date known to the day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def stored(cls, first: date | None, precision: str) -> "PartialDate":
        """Back from a column holding the first day it may mean, and its precision."""
        if first is None or precision == Precision.UNKNOWN:
            return UNKNOWN
        if precision == Precision.YEAR:
            return cls(first.year)
        return cls(first.year, first.month, first.day if precision == Precision.DAY else None)

    @property
    def precision(self) -> Precision:
        """The finest part that is known."""
        if self.year is None:
            return Precision.UNKNOWN
        if self.month is None:
            return Precision.YEAR
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def known(self) -> bool:
        """Is at least the year known?"""
        return self.year is not None

    def earliest(self) -> date | None:
        """The first day it may mean; None when not known."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date | None:
        """The last day it may mean; None when not known."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def may_equal(self, other: "PartialDate") -> bool:
        """Can both mean the same day? False when either is not known."""
        if self.year is None or other.year is None or self.year != other.year:
            return False
        if self.month is None or other.month is None:
            return True
        return self.month == other.month and (
            self.day is None or other.day is None or self.day == other.day
        )

    def finer_than(self, other: "PartialDate") -> bool:
        """Does it say the same with more precision, or something where nothing was known?"""
        if not self.known or _FINENESS[self.precision] <= _FINENESS[other.precision]:
            return False
        return not other.known or self.may_equal(other)

    def in_words(self) -> str:
        """As it is printed: 17/01/1958, 02/1974, 1954, chưa rõ."""
        if self.year is None:
            return UNKNOWN_WORDS
        parts = [f"{part:02d}" for part in (self.day, self.month) if part is not None]
        return "/".join([*parts, str(self.year)])

    def __str__(self) -> str:
        return self.in_words()

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order() < other._order()

    def _order(self) -> tuple[date, int]:
        return self.earliest() or date.max, -_FINENESS[self.precision]


UNKNOWN = PartialDate()
_FINENESS = {Precision.UNKNOWN: 0, Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}


def parse(value: object, *, pivot: int | None = None) -> PartialDate:
    """Read a date as lists hold it: a date cell, an Excel serial, or text of many shapes.

    Day before month, always: "01/17/1958" is not a date. A two-digit year is read only when
    ``pivot`` is given: years up to it are of this century, the others of the last.

    Raises:
        Invalid: it is no date, or not a date of the calendar (31/02/1970).
    """
    if value is None:
        return UNKNOWN
    if isinstance(value, datetime):
        return PartialDate.of(value.date())
    if isinstance(value, date):
        return PartialDate.of(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _from_number(float(value))
    return _from_text(str(value), pivot)


def _from_number(number: float) -> PartialDate:
    whole = int(number)
    if number == whole and FIRST_YEAR <= whole <= LAST_YEAR:
        return PartialDate(whole)
    if whole in _EXCEL_SERIALS:
        return PartialDate.of(_EXCEL_DAY_0 + timedelta(days=whole))
    # A date typed as a decimal number (2.1974) has lost its zeros: it cannot be trusted.
    raise _unreal(f"{number:g}")


def _from_text(raw: str, pivot: int | None) -> PartialDate:
    text = " ".join(unicodedata.normalize("NFC", raw).split()).lstrip("' ").rstrip(" .,;")
    if _UNKNOWN.fullmatch(text.casefold()):
        return UNKNOWN
    text = _WORDS.sub("", text).strip()
    while placeholder := _BLANK_PART.match(text):
        text = text[placeholder.end() :]
    if found := _DAY_FIRST.fullmatch(text) or _RUN_TOGETHER.fullmatch(text):
        day, month, year = found.groups()
        return PartialDate(_full_year(year, pivot, raw), int(month), int(day))
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day = found.groups()
        return PartialDate(int(year), int(month), int(day) if day else None)
    if found := _MONTH_YEAR.fullmatch(text):
        return PartialDate(int(found[2]), int(found[1]))
    if found := _YEAR.fullmatch(text):
        return PartialDate(int(found[1]))
    if found := _SERIAL.fullmatch(text):
        return _from_number(float(found[1]))
    raise _unreal(raw)


def _full_year(year: str, pivot: int | None, raw: str) -> int:
    number = int(year)
    if len(year) > len("58"):
        return number
    if pivot is None:
        raise _unreal(raw)
    return number + (2000 if number <= pivot % _TWO_DIGITS else 1900)


def _unreal(text: str) -> Invalid:
    return Invalid("“%(text)s” không phải là một ngày có thật.", text=text)
