"""Party age and the badges it brings (294 §28; HD 06 §18): pure reckoning on dates.

Party age counts from the day of the decision to admit. Badges are given at a few rounds of the
year; a badge falls due at the first round on or after the day its years are full.
"""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from nenep.kernel.partial_dates import PartialDate
from nenep.rulebook.rules.plain import Json, tables, whole

LAST_OF_FEBRUARY = 28


@dataclass(frozen=True, order=True)
class Round:
    """A day of the year on which badges are given."""

    month: int
    day: int

    def in_year(self, year: int) -> date:
        return date(year, self.month, self.day)


@dataclass(frozen=True)
class BadgeDue:
    """A badge that falls due: the years, the day they are full, the round it is given at.

    ``round_on`` is None when the day of admission is known too coarsely to tell the round;
    ``full_on`` is then the earliest day it may be.
    """

    years: int
    full_on: date
    round_on: date | None


def years_later(day: date, years: int) -> date:
    """The same day so many years on; 29/02 becomes 28/02 where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=LAST_OF_FEBRUARY)


def months_later(day: date, months: int) -> date:
    """The same day so many months on; the last of the month where there is no such day."""
    total = day.year * 12 + day.month - 1 + months
    year, month = divmod(total, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def party_age(admitted: PartialDate, on: date) -> int | None:
    """Full years of Party age on that day; None when the day of admission is not known well
    enough to tell, or lies after it."""
    first, last = admitted.earliest(), admitted.latest()
    if first is None or last is None or first > on:
        return None
    oldest, youngest = _full_years(first, on), _full_years(min(last, on), on)
    return oldest if oldest == youngest else None


def rounds_from(value: Json) -> tuple[Round, ...]:
    """The rounds of the rulebook's ``badge.rounds``, in the order of the year."""
    rows = tables({"rounds": value}, "rounds")
    return tuple(sorted(Round(whole(row, "month"), whole(row, "day")) for row in rows))


def round_after(day: date, rounds: Sequence[Round]) -> date:
    """The first round on or after ``day``.

    Raises:
        ValueError: no rounds at all.
    """
    coming = (r.in_year(year) for year in (day.year, day.year + 1) for r in rounds)
    found = min((on for on in coming if on >= day), default=None)
    if found is None:
        raise ValueError("there is no round")
    return found


def badges_due(
    admitted: PartialDate,
    *,
    marks: Iterable[int],
    rounds: Sequence[Round],
    awarded: Iterable[int],
    since: date,
    until: date,
) -> Iterator[BadgeDue]:
    """The badges whose round lies between ``since`` and ``until`` and that were not given yet.

    A date of admission of less than a day gives a round when every day it may mean gives the same.
    """
    first, last = admitted.earliest(), admitted.latest()
    if first is None or last is None:
        return
    for years in sorted(set(marks) - set(awarded)):
        earliest = round_after(years_later(first, years), rounds)
        latest = round_after(years_later(last, years), rounds)
        if latest < since or earliest > until:
            continue
        full_on = years_later(first, years)
        yield BadgeDue(years, full_on, earliest if earliest == latest else None)


def earliest_award(full_on: date, years: int, early: Sequence[tuple[int, int]]) -> date:
    """The first day a badge may be given: early for the seriously ill, which people decide.

    ``early`` holds (from how many years, how many months early), any order; the longest wins.
    """
    months = max((months for least, months in early if years >= least), default=0)
    return months_later(full_on, -months)


def _full_years(start: date, on: date) -> int:
    years = on.year - start.year
    return years if years_later(start, years) <= on else years - 1


def early_from(value: Json) -> tuple[tuple[int, int], ...]:
    """The pairs of the rulebook's ``badge.early``: from how many years, how many months early."""
    rows = tables({"early": value}, "early")
    return tuple((whole(row, "from_years"), whole(row, "months")) for row in rows)
