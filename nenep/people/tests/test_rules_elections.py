"""Totals of an election: contradictions refused, majorities beyond doubt told from the others."""

from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.access.rules import Office
from nenep.kernel.errors import Invalid, Refused
from nenep.people.rules.elections import Ballots, Candidacy, in_doubt, must_add_up, share

SECRETARY, MEMBER = Office.CELL_SECRETARY, Office.CELL_COMMITTEE_MEMBER
SOUND = Ballots(20, 18, 18, 17)


@st.composite
def ballots(draw: st.DrawFn) -> Ballots:
    convened = draw(st.integers(1, 60))
    issued = draw(st.integers(0, convened))
    collected = draw(st.integers(0, issued))
    return Ballots(convened, issued, collected, draw(st.integers(0, collected)))


def _one(votes: int, *, elected: bool = True, office: Office = MEMBER, who: int = 1) -> Candidacy:
    return Candidacy(UUID(int=who), office, votes, elected)


@given(ballots(), st.integers(0, 70))
def test_it_takes_a_winner_only_with_more_than_half_of_the_valid(told: Ballots, votes: int) -> None:
    if votes <= told.valid and 2 * votes > told.valid:
        must_add_up(told, [_one(votes)])
    else:
        with pytest.raises((Invalid, Refused)):
            must_add_up(told, [_one(votes)])


@given(ballots(), st.integers(0, 60))
def test_it_doubts_exactly_the_winners_without_half_of_the_convened(
    told: Ballots, votes: int
) -> None:
    ratio = share(votes, told)
    assert ratio is not None
    assert bool(in_doubt(told, [_one(votes)])) == (ratio <= Fraction(1, 2))
    assert in_doubt(told, [_one(votes, elected=False)]) == ()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (Ballots(20, 21, 18, 17), "issued"),
        (Ballots(20, 18, 19, 17), "collected"),
        (Ballots(20, 18, 18, 19), "valid"),
        (Ballots(-1, 0, 0, 0), "convened"),
    ],
)
def test_it_names_the_total_that_contradicts(wrong: Ballots, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        must_add_up(wrong, [_one(10)])
    assert refusal.value.field == field


def test_it_refuses_a_tally_above_the_ballots() -> None:
    with pytest.raises(Invalid, match="18 phiếu trong khi chỉ có 17"):
        must_add_up(SOUND, [_one(18)])


def test_it_refuses_nobody_somebody_twice_two_secretaries_and_a_strange_office() -> None:
    with pytest.raises(Invalid):
        must_add_up(SOUND, [])
    with pytest.raises(Refused, match="hai lần"):
        must_add_up(SOUND, [_one(10), _one(12)])
    two = [_one(12, office=SECRETARY), _one(11, office=SECRETARY, who=2)]
    with pytest.raises(Refused, match="Chỉ một người"):
        must_add_up(SOUND, two)
    with pytest.raises(Refused, match="cấp ủy"):
        must_add_up(SOUND, [_one(12, office=Office.COMMITTEE_OFFICE)])
