"""Terms of committees, the elections told with their tallies, a vacancy and an acting deputy."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from nenep.demo.story.calendar import REORGANISED, rng_for
from nenep.demo.story.elsewhere import OUTLINES
from nenep.demo.story.facts import Cast, OfficeFact, OfficeName
from nenep.demo.story.profiles import PROFILES
from nenep.demo.story.records import ElectionFact, TallyFact, TermFact
from nenep.demo.story.units import CITY, MAIN_CELL, WARD, WARDS

CONGRESS = date(2024, 11, 23)
"""Every cell of the story held its congress that day, before its first evening told: papers are
numbered by terms, so that all of them are of this one."""
_NEXT_CONGRESS = date(2030, 1, 1)
_BEFORE = date(2022, 5, 15)
_OF_CELLS = (OfficeName.SECRETARY, OfficeName.DEPUTY, OfficeName.COMMITTEE)
_TOLD = (MAIN_CELL, "to-dan-pho-3", "to-dan-pho-8")
"""Cells whose congress is told with its tallies."""
_BY_ELECTION = ("thon-2", date(2025, 8, 1))
VACANT = ("to-dan-pho-5", date(2026, 11, 12))
"""A seat of this cell's chi ủy has been vacant since."""
ACTING = ("lang-plei-hlang", date(2026, 11, 10))
"""A member of this cell's chi ủy has acted as deputy since."""
_DECISION = "33-QĐ/ĐU"


def through_congress(cast: Cast) -> tuple[OfficeFact, ...]:
    """The offices of the cells with the congress between two terms; the same people on each day
    up to the last evening, when a seat fell vacant and a deputy was replaced by one who acts."""
    told: list[OfficeFact] = []
    for office in cast.offices:
        told += _in_two(office) if office.office in _OF_CELLS else [office]
    return tuple(_lately([_ending(office, cast) for office in told]))


def terms_told() -> Iterator[TermFact]:
    """A chi ủy's term for every cell that has one, and those of the committees above."""
    for profile in PROFILES:
        size = max(profile.committee, 2)
        yield TermFact(profile.key, "2022–2025", size, _BEFORE, CONGRESS)
        yield TermFact(profile.key, "2025–2030", size, CONGRESS, _NEXT_CONGRESS)
    for cell in OUTLINES:
        size = 3 if cell.size > 9 or not cell.size else 2
        ends = cell.until or _NEXT_CONGRESS
        if cell.since < CONGRESS:
            yield TermFact(cell.key, "2022–2025", size, _BEFORE, min(CONGRESS, ends))
        if ends > CONGRESS:
            yield TermFact(cell.key, "2025–2030", size, max(CONGRESS, cell.since), ends)
    yield TermFact(CITY, "2020–2025", 39, date(2020, 8, 20), REORGANISED)
    for ward in WARDS:
        yield TermFact(ward, "2025–2030", 15 if ward == WARD else 5, REORGANISED, date(2030, 7, 1))


def elections_told(
    offices: Sequence[OfficeFact], officials: Callable[[str, date], Sequence[str]]
) -> Iterator[ElectionFact]:
    """The congresses and the by-election that are told; ``officials`` of a cell on a day."""
    for cell in _TOLD:
        yield _election(cell, CONGRESS, "congress", offices, officials(cell, CONGRESS))
    cell, on = _BY_ELECTION
    yield _election(cell, on, "by_election", offices, officials(cell, on))


def _in_two(office: OfficeFact) -> list[OfficeFact]:
    election = _election_of(office.cell, office.since)
    if office.since >= CONGRESS or (office.until is not None and office.until <= CONGRESS):
        return [replace(office, election=election)]
    first = replace(office, until=CONGRESS, ended="term_over")
    return [first, replace(office, since=CONGRESS, election=_election_of(office.cell, CONGRESS))]


def _election_of(cell: str, on: date) -> str:
    told = (cell, on) == _BY_ELECTION or (cell in _TOLD and on == CONGRESS)
    return _key(cell, on) if told else ""


def _key(cell: str, on: date) -> str:
    return f"election:{cell}:{on}"


def _ending(office: OfficeFact, cast: Cast) -> OfficeFact:
    """Why an office ended that nothing was said about: its holder moved, or was replaced."""
    if office.until is None or office.ended:
        return office
    moved = any(
        m.person == office.person and m.cell == office.cell and m.until is not None
        for m in cast.memberships
    )
    return replace(office, ended="moved" if moved else "replaced")


def _lately(offices: Sequence[OfficeFact]) -> Iterator[OfficeFact]:
    """What happened after the last evening told: a deputy relieved, a seat given up."""
    relieved = _holding(offices, ACTING[0], OfficeName.DEPUTY)[0]
    resigning = _holding(offices, VACANT[0], OfficeName.COMMITTEE)[-1]
    for office in offices:
        if office is relieved:
            yield replace(office, until=ACTING[1], ended="relieved")
        elif office is resigning:
            yield replace(office, until=VACANT[1], ended="resigned")
        else:
            yield office
    cell, on = ACTING
    member = _holding(offices, cell, OfficeName.COMMITTEE)[0].person
    yield OfficeFact(member, cell, OfficeName.DEPUTY, on, basis="acting", decision=_DECISION)


def _holding(offices: Sequence[OfficeFact], cell: str, name: OfficeName) -> list[OfficeFact]:
    return [o for o in offices if (o.cell, o.office, o.until) == (cell, name, None)]


def _election(
    cell: str, on: date, kind: str, offices: Sequence[OfficeFact], officials: Sequence[str]
) -> ElectionFact:
    """First the chi ủy, then secretary and deputy among it (294 §23.2)."""
    rng = rng_for("election", cell)
    key = _key(cell, on)
    won = [(o.person, o.office) for o in offices if o.election == key]
    valid = len(officials) - 1
    votes: list[TallyFact] = []
    if kind == "congress":
        chosen = [(person, valid - rng.randint(0, 3)) for person, _ in won]
        votes += [_tally(p, OfficeName.COMMITTEE, count, True) for p, count in chosen]
        others = [person for person in officials if person not in dict(won)]
        votes.append(_tally(rng.choice(others), OfficeName.COMMITTEE, rng.randint(2, 5), False))
    leading = [(p, n) for p, n in won if kind != "congress" or n is not OfficeName.COMMITTEE]
    votes += [_tally(p, name, valid - rng.randint(0, 2), True) for p, name in leading]
    return ElectionFact(key, cell, kind, on, len(officials), valid, valid, tuple(votes))


def _tally(person: str, office: OfficeName, votes: int, elected: bool) -> TallyFact:
    return TallyFact(person, office.value, votes, elected)
