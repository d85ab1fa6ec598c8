"""The roll-call in numbers: who was due, who came, and the ratio that may be quoted.

Due is who counts in the attendance base (``counting.attendance``, our reading): official,
probationary and hosted here, minus exempt, away, transferring and suspended on that date. One who
comes without being due is listed but never in the ratio.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from uuid import UUID

from nenep.kernel.ratios import percent, percent_text
from nenep.people.rules.standing import CountsAs, Standing


class Mark(StrEnum):
    """What the roll-call says of a person."""

    PRESENT = "present"
    EXCUSED = "excused"
    UNEXCUSED = "unexcused"


@dataclass(frozen=True)
class RollEntry:
    """One person on the roll; ``mark`` is ``None`` until somebody says."""

    counts: CountsAs
    mark: Mark | None = None


@dataclass(frozen=True)
class Tally:
    """The numbers of one roll. ``present``, ``excused``, ``unexcused`` and ``unmarked`` speak of
    those due and add up to ``due``; ``also_present`` came without being due."""

    due: int
    present: int
    excused: int
    unexcused: int
    unmarked: int
    also_present: tuple[UUID, ...]
    listed: dict[Standing, int]
    attended: dict[Standing, int]

    @property
    def ratio(self) -> Fraction | None:
        """Present of due; ``None`` when nobody was due."""
        return Fraction(self.present, self.due) if self.due else None

    @property
    def percent(self) -> Decimal | None:
        """Rounded half up to one decimal; for showing, never for comparing."""
        return percent(self.present, self.due)

    @property
    def evidence(self) -> str:
        """``15/16 đảng viên phải dự = 93,8%``."""
        share = percent_text(self.present, self.due)
        return f"{self.present}/{self.due} đảng viên phải dự = {share}"


def tally(entries: Iterable[RollEntry]) -> Tally:
    """Count one roll."""
    roll = tuple(entries)
    due = [entry for entry in roll if entry.counts.due]
    marks = [entry.mark for entry in due]
    return Tally(
        due=len(due),
        present=marks.count(Mark.PRESENT),
        excused=marks.count(Mark.EXCUSED),
        unexcused=marks.count(Mark.UNEXCUSED),
        unmarked=marks.count(None),
        also_present=tuple(
            entry.counts.person_id
            for entry in roll
            if not entry.counts.due and entry.mark is Mark.PRESENT
        ),
        listed=_by_standing(roll),
        attended=_by_standing([entry for entry in roll if entry.mark is Mark.PRESENT]),
    )


def pooled(tallies: Iterable[Tally]) -> tuple[int, int]:
    """Present and due over several meetings held: a ward's rate is pooled, never an average of
    rates, and months not met stand beside it."""
    rolls = tuple(tallies)
    return sum(roll.present for roll in rolls), sum(roll.due for roll in rolls)


def longest_excused_run(marks: Sequence[Mark | None]) -> int:
    """The longest row of excused absences in one person's meetings of a year, in order. Meetings
    at which the person was not due are left out by the caller: they neither add nor break."""
    longest = run = 0
    for mark in marks:
        run = run + 1 if mark is Mark.EXCUSED else 0
        longest = max(longest, run)
    return longest


def _by_standing(entries: Sequence[RollEntry]) -> dict[Standing, int]:
    counted = dict.fromkeys(Standing, 0)
    for entry in entries:
        counted[entry.counts.standing] += 1
    return counted
