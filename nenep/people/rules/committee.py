"""The size of a cell's committee on a day: what the rules ask, what is so, what is missing.

Sizes and terms are data of the rulebook (``cell.committee``, ``cell.size``, ``committee.term``) and
carry their citation. Where no rule is known that day nothing is asked.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from nenep.access.rules import Office
from nenep.people.rules.offices import ELECTED
from nenep.rulebook.rules.documents import Citation
from nenep.rulebook.rules.engine import Rulebook, Ruling
from nenep.structure.rules.units import UnitView

ENDS_SOON = timedelta(days=180)
"""A congress is prepared in half a year: a reminder of ours, no rule."""


@dataclass(frozen=True)
class SizeRules:
    """What is asked of a cell by its number of official members; None where no rule is known."""

    elect_from: int | None = None
    most: int | None = None
    committee_basis: Citation | None = None
    groups_from: int | None = None
    groups_basis: Citation | None = None
    term_years: int | None = None
    term_basis: Citation | None = None


class Asked(StrEnum):
    """What the number of official members asks for."""

    COMMITTEE = "committee"
    SECRETARY = "secretary"
    GROUPS = "groups"


class Missing(StrEnum):
    """Where the facts and the rules, or the congress's own decision, part."""

    NO_SECRETARY = "no_secretary"
    NO_COMMITTEE = "no_committee"
    TOO_MANY = "too_many"
    TOO_SMALL_FOR_ONE = "too_small_for_one"
    VACANCIES = "vacancies"
    NO_GROUPS = "no_groups"
    NO_TERM = "no_term"
    TERM_ENDS_SOON = "term_ends_soon"


@dataclass(frozen=True)
class Advice:
    """One requirement with the number behind it and where it stands."""

    asked: Asked
    official: int
    at: int
    basis: Citation


@dataclass(frozen=True)
class Finding:
    """One gap. ``number`` is how many are missing or too many; ``on`` the day a term ends."""

    missing: Missing
    number: int = 0
    on: date | None = None
    basis: Citation | None = None


@dataclass(frozen=True)
class TermFacts:
    """A running term: ``size`` seats; ``until`` is the first day after it."""

    size: int
    since: date
    until: date | None


@dataclass(frozen=True)
class CellFacts:
    """A cell on a day: its official members, who holds which of its offices, its groups."""

    official: int
    held: Sequence[tuple[UUID, Office]]
    groups: int
    term: TermFacts | None


def size_rules(rules: Rulebook, unit: UnitView, path: Sequence[UUID], on: date) -> SizeRules:
    """The rules in force for the cell that day; ``path`` leads from the root to the cell."""

    def asked(name: str) -> Ruling | None:
        return rules.find(name, on=on, unit_path=path, cell_type=unit.cell_type)

    committee, size, term = asked("cell.committee"), asked("cell.size"), asked("committee.term")
    return SizeRules(
        elect_from=_whole(committee, "elect_from_official"),
        most=_whole(committee, "most"),
        committee_basis=committee.citation if committee else None,
        groups_from=_whole(size, "groups_from"),
        groups_basis=size.citation if size else None,
        term_years=_whole(term, "years"),
        term_basis=term.citation if term else None,
    )


def advice(official: int, rules: SizeRules) -> tuple[Advice, ...]:
    """What so many official members ask for: a committee or a secretary only, and groups.

    Nine and more elect a committee of at most seven; fewer a secretary, and a deputy if needed
    (294 §23.2). From thirty on the cell is divided into groups (294 §20.3.2).
    """
    found = []
    if rules.elect_from is not None and rules.committee_basis is not None:
        asked = Asked.COMMITTEE if official >= rules.elect_from else Asked.SECRETARY
        found.append(Advice(asked, official, rules.elect_from, rules.committee_basis))
    groups = rules.groups_from
    if groups is not None and rules.groups_basis is not None and official >= groups:
        found.append(Advice(Asked.GROUPS, official, groups, rules.groups_basis))
    return tuple(found)


def findings(cell: CellFacts, rules: SizeRules, on: date) -> tuple[Finding, ...]:
    """Every gap of the cell that day, the most pressing first."""
    seats = len(members_of_committee(cell.held))
    offices = {office for _, office in cell.held}
    found = []
    if cell.official and Office.CELL_SECRETARY not in offices:
        found.append(Finding(Missing.NO_SECRETARY, basis=rules.committee_basis))
    found += _of_size(cell.official, seats, offices, rules)
    if cell.term is not None and vacancies(cell.term.size, seats):
        found.append(Finding(Missing.VACANCIES, vacancies(cell.term.size, seats)))
    divided = rules.groups_from is not None and cell.official >= rules.groups_from
    if divided and not cell.groups:
        found.append(Finding(Missing.NO_GROUPS, basis=rules.groups_basis))
    return (*found, *_of_term(cell.term, on))


def members_of_committee(held: Collection[tuple[UUID, Office]]) -> frozenset[UUID]:
    """Who sits on the committee: several offices of one person are one seat."""
    return frozenset(person for person, office in held if office in ELECTED)


def vacancies(size: int, seats: int) -> int:
    """Seats of the term that nobody holds; never below nought."""
    return max(0, size - seats)


def ends_soon(until: date | None, on: date) -> bool:
    """Does the term end within half a year, or has it ended?"""
    return until is not None and until - on <= ENDS_SOON


def term_until(since: date, years: int) -> date:
    """The first day after a term of so many years; one begun on 29 February ends on 1 March."""
    try:
        return since.replace(year=since.year + years)
    except ValueError:
        return date(since.year + years, 3, 1)


def _of_size(
    official: int, seats: int, offices: Collection[Office], rules: SizeRules
) -> list[Finding]:
    if rules.elect_from is None or rules.most is None:
        return []
    basis = rules.committee_basis
    if seats > rules.most:
        return [Finding(Missing.TOO_MANY, seats - rules.most, basis=basis)]
    if official < rules.elect_from and Office.CELL_COMMITTEE_MEMBER in offices:
        return [Finding(Missing.TOO_SMALL_FOR_ONE, rules.elect_from - official, basis=basis)]
    # A secretary with a deputy is no committee: the smallest in practice has three members.
    if official >= rules.elect_from and Office.CELL_COMMITTEE_MEMBER not in offices and seats < 3:
        return [Finding(Missing.NO_COMMITTEE, basis=basis)]
    return []


def _of_term(term: TermFacts | None, on: date) -> list[Finding]:
    if term is None:
        return [Finding(Missing.NO_TERM)]
    if ends_soon(term.until, on):
        return [Finding(Missing.TERM_ENDS_SOON, on=term.until)]
    return []


def _whole(ruling: Ruling | None, key: str) -> int | None:
    value = ruling.table.get(key) if ruling else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None
