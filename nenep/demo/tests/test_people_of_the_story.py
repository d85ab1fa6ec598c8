import csv
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from nenep.demo.story.calendar import TODAY, month_start, months_after
from nenep.demo.story.facts import OfficeName, Standing
from nenep.demo.story.life import tell
from nenep.demo.story.profiles import MONTHS, PROFILES, Profile
from nenep.demo.story.roll import register_of
from nenep.demo.story.terms import VACANT

VERDICTS = Path(__file__).parents[2] / "imports/tests/files/danh-sach-dang-vien.verdicts.csv"
with VERDICTS.open(encoding="utf-8", newline="") as _verdicts:
    LISTED = {row["name"] for row in csv.DictReader(_verdicts)}
PEOPLE = {person.key: person for person in tell().cast.people}


def test_it_has_a_ward_of_about_twenty_cells_and_five_hundred_people() -> None:
    assert len(PROFILES) == 22
    assert 470 <= sum(profile.size for profile in PROFILES) <= 500


def test_it_bears_no_name_of_the_list_to_be_imported() -> None:
    assert len(LISTED) > 100
    names = {person.name for person in PEOPLE.values()}
    names |= {link.name for link in tell().records.links}
    assert not names & LISTED
    guests = {guest.name for meeting in tell().meetings for guest in meeting.guests}
    assert not guests & (names | LISTED)


def test_it_gives_each_person_a_name_and_a_card_of_their_own() -> None:
    assert len({person.name for person in PEOPLE.values()}) == len(PEOPLE)
    cards = [person.card for person in PEOPLE.values() if person.card]
    assert len(set(cards)) == len(cards)
    assert all(len(card) == 12 and card.isdigit() for card in cards)


def test_it_admits_nobody_under_eighteen_and_makes_official_after_twelve_months() -> None:
    for person in PEOPLE.values():
        assert person.joined >= months_after(person.born, 18 * 12)
        expected = months_after(person.joined, 12)
        assert person.official == (expected if expected <= TODAY else None)
        assert bool(person.card) == (person.official is not None)


def test_it_keeps_everybody_in_one_cell_a_day() -> None:
    spells: dict[str, list[tuple[date, date]]] = {}
    for membership in tell().cast.memberships:
        until = membership.until or TODAY + timedelta(1)
        assert PEOPLE[membership.person].joined <= membership.since < until
        spells.setdefault(membership.person, []).append((membership.since, until))
    for held in spells.values():
        ordered = sorted(held)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))


def test_it_never_lets_states_of_a_kind_overlap_nor_name_a_ground() -> None:
    seen: dict[tuple[str, Standing], list[tuple[date, date]]] = {}
    for state in tell().cast.states:
        assert state.until is not None
        assert state.since < state.until
        seen.setdefault((state.person, state.kind), []).append((state.since, state.until))
        assert set(vars(state)) == {"person", "cell", "kind", "since", "until", "provision"}
    for held in seen.values():
        ordered = sorted(held)
        assert all(a[1] <= b[0] for a, b in pairwise(ordered))


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: str(profile.key))
def test_it_fills_every_office_in_every_month(profile: Profile) -> None:
    register = register_of(tell().cast, profile)
    for month in range(MONTHS):
        for day in (month_start(month), months_after(month_start(month), 1) - timedelta(1)):
            standings = register.standings(day)
            assert len(register.office(OfficeName.SECRETARY, day)) == 1
            assert len(register.office(OfficeName.DEPUTY, day)) == 1
            committee = register.office(OfficeName.COMMITTEE, day)
            official = list(standings.values()).count(Standing.OFFICIAL)
            # Nine official members elect a chi ủy; fewer have a secretary and a deputy.
            vacant = profile.key == VACANT[0] and day >= VACANT[1]
            assert len(committee) == max(profile.committee - 2, 0) - vacant
            assert profile.committee == 0 or official + len(standings) > 9
            leaders = {*register.office(OfficeName.SECRETARY, day), *committee}
            assert all(standings[leader] is Standing.OFFICIAL for leader in leaders)


def test_it_has_the_lives_it_was_asked_for() -> None:
    kinds = {state.kind for state in tell().cast.states}
    assert kinds == {Standing.EXEMPT, Standing.AWAY, Standing.SUSPENDED, Standing.HOSTED}
    left = {membership.left for membership in tell().cast.memberships}
    assert left == {"", "transfer", "reorganisation", "deceased", "removal", "left"}
    soon = [
        s for s in tell().cast.states
        if s.kind is Standing.EXEMPT and s.until and TODAY < s.until <= TODAY + timedelta(30)
    ]  # fmt: skip
    assert soon, "somebody's exemption has to be renewed soon"
