"""Who is exempt, away, suspended or a guest of the cell, and until when. Never why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from nenep.demo.story.calendar import (
    FIRST_MONTH,
    REORGANISED,
    TODAY,
    draw_day,
    month_start,
    months_after,
    rng_for,
)
from nenep.demo.story.facts import MembershipFact, PersonFact, Standing, StateFact
from nenep.demo.story.profiles import PROFILES, Profile

_FORMER_RULES = "Quy định 24-QĐ/TW"
_EXEMPTION = "khoản 7 Quy định 294-QĐ/TW"
_TEMPORARY = "khoản 6 Quy định 294-QĐ/TW"
_SUSPENSION = "Điều lệ Đảng"


def states_of(
    people: Mapping[str, PersonFact], memberships: Sequence[MembershipFact], busy: set[str]
) -> tuple[StateFact, ...]:
    """Exempt elders, members away, and one suspended member, clipped to their memberships."""
    found: list[StateFact] = []
    for profile in PROFILES:
        rng = rng_for("states", profile.key)
        here = [m for m in memberships if m.cell == profile.key and m.since < FIRST_MONTH]
        by_age = sorted(
            (m for m in here if m.person not in busy), key=lambda m: people[m.person].born
        )
        elders = by_age[: profile.exempt]
        others = [
            m for m in by_age[profile.exempt :]
            if m.until is None and people[m.person].born.year > 1965 and _settled(people[m.person])
        ]  # fmt: skip
        rng.shuffle(others)
        for number, member in enumerate(elders):
            found += _clipped(_exemptions(member, rng, number, profile.renewals), member)
        for member in others[: profile.away]:
            found += _clipped(_absences(member, rng), member)
        if profile.suspended:
            found += _suspension(others[profile.away], profile.suspended)
    return tuple(found)


def hosted_states(guests: Iterable[tuple[PersonFact, Profile]]) -> tuple[StateFact, ...]:
    """The stays of members of other cells, each three to eleven months long."""
    found = []
    for person, profile in guests:
        rng = rng_for("hosted", person.key)
        since = draw_day(rng, date(2026, 1, 5), date(2026, 7, 20))
        until = months_after(since, rng.randint(6, 11))
        found.append(StateFact(person.key, profile.key, Standing.HOSTED, since, until, _TEMPORARY))
    return tuple(found)


def _settled(person: PersonFact) -> bool:
    return person.official is not None and person.official < FIRST_MONTH


def _exemptions(member: MembershipFact, rng: Random, number: int, renewals: int) -> list[StateFact]:
    """A chain of decisions; some renewals come a month or two late, and then the elder counts."""
    since = draw_day(rng, date(2023, 6, 1), date(2024, 11, 1))
    spells: list[StateFact] = []
    while since <= TODAY:
        until = months_after(since, rng.choice((12, 18, 24)))
        spells.append(_state(member, Standing.EXEMPT, since, until, _EXEMPTION))
        if TODAY < until <= TODAY + timedelta(40) and number >= renewals:
            until = months_after(until, 6)
            spells[-1] = _state(member, Standing.EXEMPT, since, until, _EXEMPTION)
        late = number % 3 == 2 and rng.random() < 0.6
        since = until + timedelta(rng.randint(20, 50) if late else 0)
    last = spells[-1]
    soon = TODAY + timedelta(9 + 5 * number)
    if number < renewals:
        spells[-1] = _state(member, Standing.EXEMPT, last.since, soon, last.provision)
    return spells


def _absences(member: MembershipFact, rng: Random) -> list[StateFact]:
    """Work far from home, in spells of less than a year."""
    spells: list[StateFact] = []
    since = draw_day(rng, date(2024, 9, 1), date(2025, 6, 1))
    while since < TODAY and len(spells) < 3:
        until = months_after(since, rng.randint(5, 11))
        spells.append(_state(member, Standing.AWAY, since, until, _TEMPORARY))
        since = months_after(until, rng.randint(1, 6))
    return spells


def _suspension(member: MembershipFact, months: tuple[int, int]) -> list[StateFact]:
    since, until = month_start(months[0]), month_start(months[1])
    return [_state(member, Standing.SUSPENDED, since, until, _SUSPENSION)]


def _state(
    member: MembershipFact, kind: Standing, since: date, until: date, provision: str
) -> StateFact:
    if since < REORGANISED and kind is not Standing.SUSPENDED:
        provision = _FORMER_RULES
    return StateFact(member.person, member.cell, kind, since, until, provision)


def _clipped(states: list[StateFact], member: MembershipFact) -> list[StateFact]:
    """A state cannot begin before, nor outlast, the membership it belongs to."""
    kept = []
    for state in states:
        since = max(state.since, member.since)
        until = state.until
        if member.until is not None:
            until = member.until if until is None else min(until, member.until)
        if until is None or since < until:
            kept.append(
                StateFact(state.person, state.cell, state.kind, since, until, state.provision)
            )
    return kept
