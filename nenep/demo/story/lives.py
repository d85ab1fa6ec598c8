"""What else is on record about people: transfers, stays, exemptions for a time, badges, groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from nenep.demo.story.calendar import GROUPED, TODAY, months_after
from nenep.demo.story.facts import (
    Cast,
    MembershipFact,
    OfficeFact,
    OfficeName,
    PersonFact,
    Standing,
    StateFact,
)
from nenep.demo.story.records import (
    BadgeFact,
    ExemptionFact,
    GroupPlaceFact,
    StayFact,
    TransferFact,
)
from nenep.demo.story.units import GROUPED_CELL, GROUPS, MAIN_CELL

TEMPORARY = "khoản 6 Quy định 294-QĐ/TW"
_EXEMPTION = "khoản 7 Quy định 294-QĐ/TW"
_HOST = "doi-suong-tdp-4"
"""Where the ward's member who is away takes part for the time."""
LAPSED = date(2026, 11, 16)
"""The first day on which an elder of the main cell is no longer exempt: nobody has renewed it."""
_ON_THEIR_WAY = (
    ("to-dan-pho-6", "doi-suong-tdp-4", date(2026, 11, 12)),
    ("ben-suong-tdp-5", "to-dan-pho-5", date(2026, 11, 16)),
)
_EXEMPT_FOR_A_TIME = (
    ("may-nang-som", date(2026, 11, 10), date(2027, 5, 10), "19-NQ/CB"),
    ("doi-suong-uy-ban", date(2026, 8, 1), date(2027, 2, 1), "08-NQ/CB"),
)
_YEARS = (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)
_BADGE_DAYS = ((2, 3), (5, 19), (9, 2), (11, 7))
_AWAITED = 2
"""Badges of the last day that have not been handed over yet."""


def lapse(states: Sequence[StateFact]) -> tuple[StateFact, ...]:
    """The states with one exemption of the main cell run out: the secretary has to ask again."""
    running = [
        s for s in states
        if s.cell == MAIN_CELL and s.kind is Standing.EXEMPT and s.since < date(2026, 10, 1)
        and s.until is not None and s.until > TODAY + timedelta(40)
    ]  # fmt: skip
    return tuple(replace(s, until=LAPSED) if s is running[0] else s for s in states)


def away_from_home(cast: Cast) -> Iterator[StateFact]:
    """The hosted are away from the cell they belong to, for the same days."""
    homes = {m.person: m.cell for m in cast.memberships}
    for state in cast.states:
        if state.kind is Standing.HOSTED:
            yield replace(state, cell=homes[state.person], kind=Standing.AWAY)


def stays_told(cast: Cast) -> list[StayFact]:
    """Guests of the ward's cells, and one member of the ward who is a guest elsewhere."""
    hosted = [
        StayFact(s.person, s.cell, s.since, s.until)
        for s in cast.states
        if s.kind is Standing.HOSTED and s.until is not None
    ]
    away = next(
        s for s in cast.states
        if s.kind is Standing.AWAY and s.since <= TODAY and s.until is not None and s.until > TODAY
    )  # fmt: skip
    assert away.until is not None  # noqa: S101 - asked just above
    return [*hosted, StayFact(away.person, _HOST, away.since, away.until)]


def transfers_told(cast: Cast, stays: Sequence[StayFact], busy: set[str]) -> list[TransferFact]:
    """Every move by transfer with its letter, the temporary ones, and two still on their way."""
    spells: dict[str, list[MembershipFact]] = {}
    for membership in cast.memberships:
        spells.setdefault(membership.person, []).append(membership)
    moves = [
        TransferFact(a.person, a.cell, b.cell, b.since - timedelta(7), b.since)
        for mine in spells.values()
        for a, b in pairwise(mine)
        if a.left == "transfer"
    ]
    temporary = [
        TransferFact(s.person, _home(spells[s.person], s.since), s.host, s.since, s.since,
                     s.until - timedelta(1))
        for s in stays
    ]  # fmt: skip
    stated = {s.person for s in cast.states} | {s.person for s in stays} | busy
    open_ones = []
    for origin, target, on in _ON_THEIR_WAY:
        person = next(p for p in _settled_members(cast, origin) if p not in stated)
        open_ones.append(TransferFact(person, origin, target, on))
    return [*moves, *temporary, *open_ones]


def exemptions_told(cast: Cast, busy: set[str]) -> Iterator[ExemptionFact]:
    """Members exempt for less than a year; the ground is nobody's business here."""
    people = {p.key: p for p in cast.people}
    for cell, since, until, decision in _EXEMPT_FOR_A_TIME:
        person = next(
            key for key in _settled_members(cast, cell)
            if key not in busy and people[key].female and people[key].born.year > 1985
        )  # fmt: skip
        yield ExemptionFact(person, cell, since, until, _EXEMPTION, decision)


def badges_told(cast: Cast) -> Iterator[BadgeFact]:
    """A badge on the first badge day at or after each anniversary (294 §28), those of 7/11/2026
    but for two that wait."""
    last = date(TODAY.year, *_BADGE_DAYS[-1])
    mine: dict[str, list[MembershipFact]] = {}
    for membership in cast.memberships:
        mine.setdefault(membership.person, []).append(membership)
    waiting = 0
    for person in cast.people:
        for years in _YEARS:
            on = _badge_day(months_after(person.joined, 12 * years))
            unit = _cell_on(mine[person.key], on)
            if on > last or not unit:
                break
            if on == last and waiting < _AWAITED:
                waiting += 1
                continue
            yield BadgeFact(person.key, unit, years, on)


def group_places(cast: Cast) -> Iterator[GroupPlaceFact]:
    """Every member of the large cell in one of its groups, by turns."""
    here = [m for m in cast.memberships if m.cell == GROUPED_CELL]
    for number, member in enumerate(m for m in here if m.until is None or m.until > GROUPED):
        since = max(GROUPED, member.since)
        group = GROUPS[number % len(GROUPS)]
        yield GroupPlaceFact(member.person, GROUPED_CELL, group, since, member.until)


def group_leaders(cast: Cast, places: Sequence[GroupPlaceFact]) -> Iterator[OfficeFact]:
    """Two members of each group who were settled officials when the groups began."""
    settled = set(_settled_members(cast, GROUPED_CELL))
    stated = {s.person for s in cast.states}
    for group in GROUPS:
        able = [
            p.person for p in places
            if (p.group, p.since, p.until) == (group, GROUPED, None)
            and p.person in settled - stated
        ]  # fmt: skip
        names = (OfficeName.GROUP_LEADER, OfficeName.DEPUTY_GROUP_LEADER)
        for person, name in zip(able, names, strict=False):
            yield OfficeFact(person, group, name, GROUPED, basis="appointed")


def _settled_members(cast: Cast, cell: str) -> list[str]:
    """Official members of the cell, for years already, in a steady order."""
    people: Mapping[str, PersonFact] = {p.key: p for p in cast.people}
    here = [m.person for m in cast.memberships if m.cell == cell and m.until is None]
    return [
        key for key in here if (people[key].official or TODAY) < date(2023, 1, 1)
    ]  # fmt: skip


def _home(spells: Sequence[MembershipFact], on: date) -> str:
    return next(m.cell for m in spells if m.since <= on and (m.until is None or on < m.until))


def _cell_on(spells: Sequence[MembershipFact], on: date) -> str:
    """The cell of the day, the first one known before it; empty after the person left."""
    if on < spells[0].since:
        return spells[0].cell
    return next((m.cell for m in spells if m.since <= on and (m.until is None or on < m.until)), "")


def _badge_day(anniversary: date) -> date:
    days = [
        date(year, month, day)
        for year in (anniversary.year, anniversary.year + 1)
        for month, day in _BADGE_DAYS
    ]
    return next(day for day in days if day >= anniversary)
