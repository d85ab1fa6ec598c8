"""The people of the ward: who belongs to which cell, from when to when."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from nenep.demo.story.calendar import FIRST_MONTH, draw_day, month_start, months_after, rng_for
from nenep.demo.story.elsewhere import HOME_ELSEWHERE
from nenep.demo.story.events import ADMISSIONS, ELSEWHERE, MOVES, NOWHERE, Move
from nenep.demo.story.facts import Cast, MembershipFact, PersonFact
from nenep.demo.story.names import Names
from nenep.demo.story.offices import hold_offices, secretary_of
from nenep.demo.story.people import Maker
from nenep.demo.story.profiles import PROFILES, Profile
from nenep.demo.story.standing import hosted_states, states_of


@dataclass
class _Gathering:
    """The cast while it is being put together: people by key, memberships in order."""

    people: dict[str, PersonFact]
    memberships: list[MembershipFact]

    def join(self, person: PersonFact, membership: MembershipFact) -> None:
        self.people[person.key] = person
        self.memberships.append(membership)


def cast() -> Cast:
    """The people of the story, their memberships, states and offices."""
    gathering = _Gathering({}, [])
    names = Names(rng_for("names"), set())
    for profile in PROFILES:
        _settle(gathering, profile, _maker(profile, "cast", profile.key, names))
    offices = hold_offices(gathering.people, gathering.memberships)
    for number, move in enumerate(MOVES):
        _carry_out(gathering, move, number, names, {o.person for o in offices})
    guests = list(_guests(gathering, names))
    states = states_of(gathering.people, gathering.memberships, {o.person for o in offices})
    return Cast(
        tuple(gathering.people.values()),
        tuple(gathering.memberships),
        (*states, *hosted_states(guests)),
        offices,
    )


def _settle(gathering: _Gathering, profile: Profile, maker: Maker) -> None:
    """The cell's members of the first day, then those it admits."""
    elders = profile.exempt
    for number in range(1, profile.size + 1):
        key = f"{profile.key}/p{number:02d}"
        if number > profile.size - profile.probationary:
            first = months_after(FIRST_MONTH, -11)
            person = maker.newcomer(key, first, FIRST_MONTH - timedelta(8))
            gathering.join(
                person, MembershipFact(key, profile.key, person.joined, came="admission")
            )
            continue
        person = maker.member(key, elder=number > profile.size - profile.probationary - elders)
        gathering.join(person, _long_membership(person, profile, maker.rng))
    for number, month in enumerate((m for cell, m in ADMISSIONS if cell == profile.key), 1):
        key = f"{profile.key}/n{number:02d}"
        start = month_start(month)
        person = maker.newcomer(key, start + timedelta(8), start + timedelta(26))
        gathering.join(person, MembershipFact(key, profile.key, person.joined, came="admission"))


def _long_membership(person: PersonFact, profile: Profile, rng: Random) -> MembershipFact:
    founded = date(profile.founded, 1, 1)
    if person.joined >= founded and rng.random() < 0.6:
        return MembershipFact(person.key, profile.key, person.joined, came="admission")
    since = draw_day(rng, max(person.joined, founded), months_after(FIRST_MONTH, -2))
    return MembershipFact(person.key, profile.key, since)


def _carry_out(
    gathering: _Gathering, move: Move, number: int, names: Names, busy: set[str]
) -> None:
    on = month_start(move.month) + timedelta(19 if move.target == NOWHERE else 0)
    if move.origin == ELSEWHERE:
        person = _stranger(f"{move.target}/x{number:02d}", move.target, names)
        home = HOME_ELSEWHERE[number % len(HOME_ELSEWHERE)]
        gathering.join(
            person, MembershipFact(person.key, home, _arrival(person), on, left="transfer")
        )
    else:
        person = _who_leaves(gathering, move, busy)
        _close(gathering, person.key, on, "deceased" if move.target == NOWHERE else "transfer")
    if move.target != NOWHERE:
        elsewhere = HOME_ELSEWHERE[number % len(HOME_ELSEWHERE)]
        target = elsewhere if move.target == ELSEWHERE else move.target
        gathering.memberships.append(MembershipFact(person.key, target, on))


def _who_leaves(gathering: _Gathering, move: Move, busy: set[str]) -> PersonFact:
    """The secretary where the story says so, otherwise somebody without an office."""
    if move.secretary:
        return gathering.people[secretary_of(gathering.people, gathering.memberships, move.origin)]
    moved = {m.person for m in gathering.memberships if m.left}
    here = [
        gathering.people[m.person]
        for m in gathering.memberships
        if m.cell == move.origin and m.until is None
        and m.person not in busy | moved and "/p" in m.person
    ]  # fmt: skip
    settled = [p for p in here if p.official is not None and p.official < FIRST_MONTH]
    by_age = sorted(settled, key=lambda p: p.born)
    return by_age[0] if move.elderly else by_age[len(by_age) // 2]


def _close(gathering: _Gathering, person: str, on: date, why: str) -> None:
    for index, membership in enumerate(gathering.memberships):
        if membership.person == person and membership.until is None:
            gathering.memberships[index] = replace(membership, until=on, left=why)


def _stranger(key: str, cell: str, names: Names) -> PersonFact:
    profile = next(p for p in PROFILES if p.key == cell)
    return _maker(profile, "stranger", key, names).member(key)


def _maker(profile: Profile, part: str, key: str, names: Names) -> Maker:
    return Maker(profile.kind, profile.upland, rng_for(part, key), names)


def _arrival(person: PersonFact) -> date:
    """When a member of another ward's cell joined it: no cell of the story is older."""
    return max(person.joined, date(1996, 1, 1))


def _guests(gathering: _Gathering, names: Names) -> Iterator[tuple[PersonFact, Profile]]:
    """Members of other wards' cells who take part here for a time."""
    for profile in PROFILES:
        for number in range(1, profile.hosted + 1):
            person = _stranger(f"{profile.key}/h{number:02d}", profile.key, names)
            home = HOME_ELSEWHERE[(profile.number + number) % len(HOME_ELSEWHERE)]
            gathering.join(person, MembershipFact(person.key, home, _arrival(person)))
            yield person, profile
