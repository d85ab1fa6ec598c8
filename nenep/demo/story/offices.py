"""Secretary, deputy and chi ủy of each cell, filled on every day of the two years."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from nenep.demo.story.calendar import FIRST_MONTH, month_start, rng_for
from nenep.demo.story.facts import MembershipFact, OfficeFact, OfficeName, PersonFact
from nenep.demo.story.profiles import PROFILES, Profile

_TERM_BEGAN = {True: date(2022, 9, 1), False: date(2022, 5, 15)}
"""Residential cells, and the others, began the current term on different days."""


def hold_offices(
    people: Mapping[str, PersonFact], memberships: Sequence[MembershipFact]
) -> tuple[OfficeFact, ...]:
    """Offices of all cells, with the two that change hands."""
    return tuple(o for p in PROFILES for o in _of_cell(p, _able(people, memberships, p)))


def secretary_of(
    people: Mapping[str, PersonFact], memberships: Sequence[MembershipFact], cell: str
) -> str:
    """Who was the cell's secretary on the first day of the story."""
    profile = next(p for p in PROFILES if p.key == cell)
    return _able(people, memberships, profile)[0].key


def _able(
    people: Mapping[str, PersonFact], memberships: Sequence[MembershipFact], profile: Profile
) -> list[PersonFact]:
    """Settled official members from 32 to 68, in the order in which they are asked."""
    here = [
        people[m.person]
        for m in memberships
        if m.cell == profile.key and "/p" in m.person and m.since < FIRST_MONTH
    ]
    able = [
        p
        for p in here
        if p.official is not None and p.official < date(2022, 5, 1) and 1957 <= p.born.year <= 1993
    ]
    rng_for("offices", profile.key).shuffle(able)
    return able


def _of_cell(profile: Profile, able: list[PersonFact]) -> Iterable[OfficeFact]:
    began = _TERM_BEGAN[profile.committee > 0 and profile.hour >= 19]
    seats = max(profile.committee, 2)
    names = [OfficeName.SECRETARY, OfficeName.DEPUTY, *[OfficeName.COMMITTEE] * (seats - 2)]
    if profile.new_secretary is None:
        return [_office(p, profile, n, began, None) for p, n in zip(able, names, strict=False)]
    change = month_start(profile.new_secretary)
    # The deputy steps up, and everybody below moves one seat.
    before = [_office(p, profile, n, began, change) for p, n in zip(able, names, strict=False)]
    after = [_office(p, profile, n, change, None) for p, n in zip(able[1:], names, strict=False)]
    return _joined([*before, *after])


def _joined(offices: list[OfficeFact]) -> list[OfficeFact]:
    """Two spells of one person in one office that touch are one spell."""
    kept: list[OfficeFact] = []
    for office in offices:
        same = [
            k for k in kept
            if (k.person, k.office, k.until) == (office.person, office.office, office.since)
        ]  # fmt: skip
        if same:
            kept.remove(same[0])
            office = OfficeFact(office.person, office.cell, office.office, same[0].since)
        kept.append(office)
    return kept


def _office(
    person: PersonFact, profile: Profile, name: OfficeName, since: date, until: date | None
) -> OfficeFact:
    return OfficeFact(person.key, profile.key, name, since, until)
