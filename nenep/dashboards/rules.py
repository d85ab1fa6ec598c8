"""What the figures of a month say, as numbers with what they are of. No judgement here."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID


@dataclass(frozen=True)
class Figures:
    """The roll-up of one unit and month. Counts of cells, of people (pooled over the meetings
    held) and of tasks; ``held_on`` and ``planned_on`` only for a cell."""

    unit_id: UUID
    month: date
    cells: int
    members: int
    met: int
    met_on_rule_day: int
    thematic: int
    held_on: date | None
    planned_on: date | None
    minutes_lasted: int
    due: int
    present: int
    excused: int
    unexcused: int
    papers_on_time: int
    reported_on_time: int
    finalised: int
    tasks_due: int
    tasks_done: int
    tasks_late: int
    opinions_open: int
    opinions_overdue: int
    scored: int
    score_total: Decimal
    good: int
    fair: int
    average: int
    poor: int

    @property
    def attendance(self) -> Fraction | None:
        """Present ÷ due over the meetings held; None when nobody was due. Months not met stand
        beside it, never hidden in it."""
        return Fraction(self.present, self.due) if self.due else None

    def awaited(self, on: date) -> bool:
        """Not met yet, but a day is set that has not passed: nothing to blame."""
        return not self.met and self.planned_on is not None and self.planned_on >= on

    @property
    def score(self) -> Decimal | None:
        """The mean score of the cells that scored their meeting."""
        return self.score_total / self.scored if self.scored else None

    @property
    def band(self) -> str:
        """Of one cell: ``good``, ``fair``, ``average``, ``poor`` or nothing."""
        return next(
            (band for band in ("good", "fair", "average", "poor") if getattr(self, band)), ""
        )


@dataclass(frozen=True)
class VillageMonth:
    """How the villages of a unit stood at the end of a month (today, while it runs)."""

    localities: int
    without_members: int
    without_cell: int


VILLAGE_MONTHS = 24
"""How many months the trend of the villages goes back."""

BAND_NAMES = {"good": "Tốt", "fair": "Khá", "average": "Trung bình", "poor": "Kém"}


def first_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def shifted(month: date, by: int) -> date:
    """The first day of the month ``by`` months later (earlier when negative)."""
    index = month.year * 12 + month.month - 1 + by
    return date(index // 12, index % 12 + 1, 1)


def last_day(month: date) -> date:
    """The last day of the month that ``month`` begins."""
    return shifted(month, 1) - timedelta(days=1)


def months_back(month: date, count: int) -> list[date]:
    """``count`` months ending with ``month``, oldest first."""
    return [shifted(month, -back) for back in range(count - 1, -1, -1)]
