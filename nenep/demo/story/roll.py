"""Who belonged to a cell on a day, in what standing, and who came."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from nenep.demo.story.calendar import rng_for
from nenep.demo.story.facts import (
    DUE,
    RESIDENTIAL,
    AbsenceReason,
    Cast,
    MembershipFact,
    OfficeFact,
    OfficeName,
    PersonFact,
    Presence,
    RollMark,
    Standing,
    StateFact,
)
from nenep.demo.story.profiles import Profile, level

_SECRETARY_COMES = 0.97
_EXEMPT_COMES = 0.16


@dataclass(frozen=True)
class Register:
    """One cell's part of the cast, ready to be asked about a day."""

    profile: Profile
    people: Mapping[str, PersonFact]
    memberships: tuple[MembershipFact, ...]
    states: tuple[StateFact, ...]
    offices: tuple[OfficeFact, ...]

    def standings(self, day: date) -> dict[str, Standing]:
        """Members and hosted guests of the day, each in one standing, in a steady order."""
        found = {
            m.person: self._standing(self.people[m.person], day)
            for m in self.memberships
            if _covers(m.since, m.until, day)
        }
        for state in self.states:
            if _covers(state.since, state.until, day):
                found[state.person] = state.kind
        return found

    def office(self, name: OfficeName, day: date) -> tuple[str, ...]:
        """Who holds an office on a day."""
        return tuple(
            o.person for o in self.offices if o.office is name and _covers(o.since, o.until, day)
        )

    def _standing(self, person: PersonFact, day: date) -> Standing:
        official = person.official is not None and person.official <= day
        return Standing.OFFICIAL if official else Standing.PROBATIONARY


def register_of(cast: Cast, profile: Profile) -> Register:
    """The part of the cast that concerns a cell."""
    return Register(
        profile,
        {p.key: p for p in cast.people},
        tuple(m for m in cast.memberships if m.cell == profile.key),
        tuple(s for s in cast.states if s.cell == profile.key),
        tuple(o for o in cast.offices if o.cell == profile.key),
    )


def call_roll(register: Register, day: date, month: int) -> tuple[RollMark, ...]:
    """The roll of one evening. The secretary or the deputy is always there to take the chair."""
    rng = rng_for("roll", register.profile.key, str(month))
    chance = level(register.profile.attendance, month)
    chairs = (
        *register.office(OfficeName.SECRETARY, day), *register.office(OfficeName.DEPUTY, day),
    )  # fmt: skip
    marks = []
    secretary_came = True
    for person, standing in register.standings(day).items():
        if person == chairs[0]:
            secretary_came = rng.random() < _SECRETARY_COMES
            came = secretary_came
        else:
            came = rng.random() < _willing(person, standing, chance)
        marks.append(_mark(rng, register.profile, person, standing, came, chance))
    if secretary_came:
        return tuple(marks)
    return tuple(
        RollMark(m.person, m.standing, Presence.PRESENT) if m.person == chairs[1] else m
        for m in marks
    )


def _willing(person: str, standing: Standing, chance: float) -> float:
    if standing is Standing.EXEMPT:
        return _EXEMPT_COMES
    # One in nine comes much less than the others, in good years and bad.
    temper = rng_for("temper", person).random()
    if temper < 0.11:
        return max(0.2, chance - 0.34)
    return min(0.995, chance + 0.042)


def _mark(
    rng: Random, profile: Profile, person: str, standing: Standing, came: bool, chance: float
) -> RollMark:
    if standing is Standing.EXEMPT and came:
        return RollMark(person, standing, Presence.PRESENT)
    if standing not in DUE:
        return RollMark(person, standing, Presence.NOT_DUE)
    if came:
        return RollMark(person, standing, Presence.PRESENT, late=rng.random() < 0.04)
    if rng.random() < (0.05 if chance > 0.88 else 0.22):
        return RollMark(person, standing, Presence.UNEXCUSED)
    return RollMark(person, standing, Presence.EXCUSED, rng.choice(_reasons(profile)))


def _reasons(profile: Profile) -> tuple[AbsenceReason, ...]:
    reason = AbsenceReason
    if profile.shift:
        return (reason.SHIFT, reason.SHIFT, reason.SHIFT, reason.PRIVATE)
    if profile.kind in RESIDENTIAL:
        return (reason.PRIVATE, reason.PRIVATE, reason.DISTANCE, reason.DUTY)
    return (reason.DUTY, reason.DUTY, reason.STUDY, reason.PRIVATE)


def _covers(since: date, until: date | None, day: date) -> bool:
    return since <= day and (until is None or day < until)
