"""The base of a vote and what passes."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.errors import Invalid
from nenep.meetings.rules.roll import Mark, RollEntry
from nenep.meetings.rules.votes import (
    MORE_THAN_HALF,
    TWO_THIRDS,
    Matter,
    Threshold,
    outcome,
    threshold_for,
    vote_base,
)
from nenep.meetings.tests.rolls import person, roll, rolls
from nenep.people.rules.standing import Standing
from nenep.rulebook.rules.engine import NoRuleKnown
from nenep.rulebook.rules.national import national


def test_it_keeps_an_absent_official_member_in_the_base() -> None:
    base = vote_base([*roll(official=3), person(9, Standing.OFFICIAL, Mark.EXCUSED)])
    assert (base.count, base.present) == (4, 3)
    assert any("vắng mặt vẫn tính" in member.reason for member in base.members)


def test_it_counts_exempt_and_away_members_only_when_present() -> None:
    absent = [person(8, Standing.EXEMPT, None), person(9, Standing.AWAY, Mark.EXCUSED)]
    assert vote_base([*roll(official=3), *absent]).count == 3
    assert vote_base(roll(official=3, exempt=1, away=1)).count == 5


def test_it_leaves_out_who_has_no_vote_and_says_why() -> None:
    base = vote_base(roll(official=2, probationary=1, hosted=1, suspended=1))
    assert base.count == 2
    assert [m.reason for m in base.left_out] == [
        "Đảng viên dự bị, không biểu quyết",
        "Sinh hoạt tạm thời tại chi bộ, không biểu quyết ở đây",
        "Đình chỉ sinh hoạt",
    ]
    assert all(member.provision for member in base.left_out)


@pytest.mark.parametrize(
    ("members", "votes_for", "threshold", "passed", "needed"),
    [
        (10, 5, MORE_THAN_HALF, False, 6),
        (10, 6, MORE_THAN_HALF, True, 6),
        (9, 5, MORE_THAN_HALF, True, 5),
        (9, 6, TWO_THIRDS, True, 6),
        (10, 6, TWO_THIRDS, False, 7),
        (10, 7, TWO_THIRDS, True, 7),
    ],
)
def test_it_judges_exactly(
    members: int, votes_for: int, threshold: Threshold, passed: bool, needed: int
) -> None:
    judged = outcome(
        vote_base(roll(official=members)),
        votes_for=votes_for,
        votes_against=0,
        abstentions=0,
        threshold=threshold,
    )
    assert (judged.passed, judged.needed) == (passed, needed)
    assert judged.silent == members - votes_for


def test_it_fails_by_absence_as_well() -> None:
    absent = [person(20 + n, Standing.OFFICIAL, Mark.EXCUSED) for n in range(5)]
    base = vote_base([*roll(official=5), *absent])
    judged = outcome(base, votes_for=5, votes_against=0, abstentions=0, threshold=MORE_THAN_HALF)
    assert not judged.passed
    assert "5/10 tán thành (50%)" in judged.sentence
    assert "không đạt tỷ lệ quá 1/2 (cần ít nhất 6)" in judged.sentence


def test_it_refuses_more_votes_than_people() -> None:
    base = vote_base([*roll(official=3), person(9, Standing.OFFICIAL, Mark.EXCUSED)])
    with pytest.raises(Invalid, match="nhiều hơn"):
        outcome(base, votes_for=2, votes_against=1, abstentions=1, threshold=MORE_THAN_HALF)
    with pytest.raises(Invalid, match="âm"):
        outcome(base, votes_for=-1, votes_against=0, abstentions=0, threshold=MORE_THAN_HALF)


def test_it_passes_nothing_on_an_empty_base() -> None:
    nobody = vote_base([])
    judged = outcome(nobody, votes_for=0, votes_against=0, abstentions=0, threshold=TWO_THIRDS)
    assert not judged.passed


def test_it_takes_thresholds_with_their_citation_from_the_rulebook() -> None:
    ruling = national().value("vote.threshold", on=date(2026, 3, 3))
    assert threshold_for(ruling, Matter.ORDINARY).strict
    admission = threshold_for(ruling, Matter.ADMISSION)
    assert (admission.ratio, admission.strict) == (Fraction(2, 3), False)
    assert "294-QĐ/TW" in str(admission.citation)
    assert admission.words == "từ 2/3 trở lên"
    with pytest.raises(NoRuleKnown):
        national().value("vote.threshold", on=date(2008, 3, 3))


@given(rolls(), st.data(), st.sampled_from([MORE_THAN_HALF, TWO_THIRDS]))
def test_it_agrees_with_the_fraction_whatever_the_roll(
    entries: list[RollEntry], data: st.DataObject, threshold: Threshold
) -> None:
    base = vote_base(entries)
    assert base.present <= base.count == len(set(base.people))
    votes_for = data.draw(st.integers(0, base.present))
    against = data.draw(st.integers(0, base.present - votes_for))
    judged = outcome(
        base, votes_for=votes_for, votes_against=against, abstentions=0, threshold=threshold
    )
    if base.count:
        share = Fraction(votes_for, base.count)
        assert judged.passed == (
            share > threshold.ratio if threshold.strict else share >= threshold.ratio
        )
        assert judged.passed == (votes_for >= judged.needed)
    else:
        assert not judged.passed
