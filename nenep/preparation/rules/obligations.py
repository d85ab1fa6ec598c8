"""What a cell owes in a year: which duty, from when until when, on what ground, and is it done.

A duty is known only where a rule in force says so; for a year without one the answer is that no
rule is known. What nobody records here (dues) is never called late.
"""

import calendar
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import Rulebook, Ruling
from nenep.rulebook.rules.plain import whole

REGULAR, THEMATIC, DUES = "regular", "thematic", "dues"
RESIDENCE = "residence_comments"
YEARLY = (
    *("task_assignment", "inspection_plan", "study_registration"),
    *("half_year_recap", "annual_review", RESIDENCE),
)
# What the cell itself says is done; the others follow from meetings and from the book of 213.
TOLD = tuple(code for code in YEARLY if code != RESIDENCE)
QUARTERS = ((1, 3), (4, 6), (7, 9), (10, 12))


class State(StrEnum):
    """Where a duty stands today. ``untracked``: past, and not recorded in this program."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    AHEAD = "ahead"
    UNTRACKED = "untracked"
    NO_RULE = "no_rule"


@dataclass(frozen=True)
class Obligation:
    """One duty of the year. ``since`` and ``until`` are its window, both included; None where no
    rule is known. ``period`` names it in words where a duty comes several times."""

    code: str
    title: str
    since: date | None
    until: date | None
    state: State
    citation: Citation | None
    done_on: date | None = None
    note: str = ""

    @property
    def open(self) -> bool:
        """Does it ask for something now?"""
        return self.state in (State.DUE, State.LATE)


@dataclass(frozen=True)
class Facts:
    """What is known of a cell's year. ``held`` by month of the regular meeting; ``days`` the ruled
    day of each month; ``topics`` the days of thematic meetings held; ``told`` what the cell says is
    done, by code; ``comments`` given and wanted of the book of 213."""

    held: Mapping[int, date]
    days: Mapping[int, date]
    topics: Sequence[date]
    told: Mapping[str, date]
    comments: tuple[int, int] = (0, 0)
    first: date | None = None
    """The month with which the cell's records begin here: nothing before is called late."""


@dataclass(frozen=True)
class Asking:
    """Whom the rules are asked for."""

    rulebook: Rulebook
    cell_type: str
    unit_path: tuple[UUID, ...]

    def find(self, name: str, on: date) -> Ruling | None:
        return self.rulebook.find(
            name, on=on, unit_path=self.unit_path, cell_type=self.cell_type or None
        )


def obligations(asking: Asking, year: int, facts: Facts, *, today: date) -> list[Obligation]:
    """Every duty of that year, by its last day; those without a known rule at the end."""
    found = [
        *_regular(asking, year, facts, today),
        *_thematic(asking, year, facts, today),
        *_yearly(asking, year, facts, today),
        *_dues(asking, year, today),
    ]
    begun = [one for one in found if not _before(one, facts.first)]
    return sorted(begun, key=lambda one: (one.until is None, one.until or today, one.code))


def duties_for(found: Sequence[Obligation], on: date) -> list[Obligation]:
    """Those a meeting of that day should speak of: the yearly ones that are open, and a topic when
    its quarter ends with the month."""
    return [
        one
        for one in found
        if one.open
        and one.since is not None
        and one.until is not None
        and one.since <= on.replace(day=calendar.monthrange(on.year, on.month)[1])
        and (one.code in YEARLY or (one.code == THEMATIC and one.until.month == on.month))
    ]


def _before(one: Obligation, first: date | None) -> bool:
    return first is not None and one.until is not None and one.until < first


def _regular(asking: Asking, year: int, facts: Facts, today: date) -> Iterator[Obligation]:
    for month in range(1, 13):
        since = date(year, month, 1)
        ruling = asking.find("meeting.frequency", since)
        title = f"Sinh hoạt thường kỳ tháng {month}"
        if ruling is None:
            if month == 1:
                yield _unknown(REGULAR, asking.rulebook.title("meeting.frequency"))
            continue
        held, until = facts.held.get(month), facts.days.get(month, _end(year, month))
        state = _state(since, until, held, today)
        yield Obligation(REGULAR, title, since, until, state, ruling.citation, held)


def _thematic(asking: Asking, year: int, facts: Facts, today: date) -> Iterator[Obligation]:
    for number, (first, last) in enumerate(QUARTERS, start=1):
        since, until = date(year, first, 1), _end(year, last)
        ruling = asking.find("meeting.thematic_per_quarter", until)
        if ruling is None:
            if number == 1:
                yield _unknown(THEMATIC, asking.rulebook.title("meeting.thematic_per_quarter"))
            continue
        in_it = sorted(day for day in facts.topics if since <= day <= until)
        enough = len(in_it) >= ruling.whole
        done = in_it[ruling.whole - 1] if enough and ruling.whole else None
        state = _state(since, until, done, today)
        title = f"Sinh hoạt chuyên đề quý {number}"
        yield Obligation(THEMATIC, title, since, until, state, ruling.citation, done)


def _yearly(asking: Asking, year: int, facts: Facts, today: date) -> Iterator[Obligation]:
    for code in YEARLY:
        name = f"calendar.{code}"
        title = asking.rulebook.title(name)
        window = _window(asking, name, year)
        if window is None:
            yield _unknown(code, title)
            continue
        since, until, ruling = window
        done, note = facts.told.get(code), ""
        if code == RESIDENCE:
            given, wanted = facts.comments
            if not wanted:
                continue
            done = until if given >= wanted else None
            note = f"{given}/{wanted}"
        state = _state(since, until, done, today)
        shown = None if code == RESIDENCE else done
        yield Obligation(code, title, since, until, state, ruling.citation, shown, note)


def _dues(asking: Asking, year: int, today: date) -> Iterator[Obligation]:
    for month in range(1, 13):
        since, until = date(year, month, 1), _end(year, month)
        ruling = asking.find("calendar.dues", since)
        if ruling is None:
            continue
        state = State.AHEAD if today < since else State.DUE
        if today > until:
            state = State.UNTRACKED
        title = f"{asking.rulebook.title('calendar.dues')} tháng {month}"
        yield Obligation(DUES, title, since, until, state, ruling.citation)


def _window(asking: Asking, name: str, year: int) -> tuple[date, date, Ruling] | None:
    """The window in which the duty falls, by the rule in force on its own last day."""
    for probe in (date(year, 12, 31), date(year, 1, 1)):
        ruling = asking.find(name, probe)
        if ruling is None:
            continue
        table = ruling.table
        since = date(year, whole(table, "from_month"), whole(table, "from_day"))
        until = date(year, whole(table, "to_month"), whole(table, "to_day"))
        holding = asking.find(name, until)
        if holding is not None:
            return since, until, holding
    return None


def _state(since: date, until: date, done: date | None, today: date) -> State:
    if done is not None:
        return State.DONE
    if today < since:
        return State.AHEAD
    return State.DUE if today <= until else State.LATE


def _unknown(code: str, title: str) -> Obligation:
    return Obligation(code, title, None, None, State.NO_RULE, None)


def _end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
