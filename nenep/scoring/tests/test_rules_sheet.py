"""The An Phú form from facts to band."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.errors import Invalid, Refused
from nenep.rulebook.rules.national import national
from nenep.rulebook.rules.sheets import BandCode, Veto
from nenep.scoring.rules.facts import Facts
from nenep.scoring.rules.sheet import (
    LineState,
    NotApplicable,
    ScoredLine,
    low_lines,
    propose,
    refreshed,
    settle,
    total,
)

SHEET = national().score_sheet(on=date(2026, 11, 3))
GOOD = Facts(
    minutes=95,
    least_minutes=90,
    members=18,
    due=16,
    present=15,
    excused=1,
    longest_excused_run=1,
    premeeting_with_minutes=True,
    members_notified=True,
    superior_notified=True,
    papers_lead_days=2,
    speakers=8,
    minutes_taken=True,
    ideology_minutes=20,
    tasks_due=10,
    tasks_done=9,
    concluded=True,
)


def line(code: str, facts: Facts = GOOD) -> ScoredLine:
    return next(found for found in propose(SHEET, facts) if found.code == code)


def settled(facts: Facts, share: Fraction = Fraction(1)) -> tuple[ScoredLine, ...]:
    """Every asked line answered with that share of its points."""
    return tuple(
        settle(found, int(found.max * share)) if found.open else found
        for found in propose(SHEET, facts)
    )


@pytest.mark.parametrize(
    ("minutes", "least", "members", "points"),
    [
        (90, 90, 18, 5),
        (89, 90, 18, 4),
        (75, 90, 18, 4),
        (74, 90, 18, 3),
        (60, 90, 18, 3),
        (59, 90, 18, 2),
        (45, 90, 18, 2),
        (44, 90, 18, 1),
        (90, 90, 30, 3),
        (120, 90, 30, 5),
        (110, 120, 18, 4),
    ],
)
def test_it_scores_the_time(minutes: int, least: int, members: int, points: int) -> None:
    facts = replace(GOOD, minutes=minutes, least_minutes=least, members=members)
    assert line("C1.1", facts).proposed == points


@pytest.mark.parametrize(
    ("present", "excused", "unexcused", "points"),
    [(90, 10, 0, 4), (89, 11, 0, 3), (75, 25, 0, 3), (74, 26, 0, 2), (64, 36, 0, 1), (99, 0, 1, 1)],
)
def test_it_scores_attendance(present: int, excused: int, unexcused: int, points: int) -> None:
    facts = replace(GOOD, due=100, present=present, excused=excused, unexcused=unexcused)
    assert line("C2.1", facts).proposed == points


def test_it_never_rounds_a_share_over_a_threshold() -> None:
    facts = replace(GOOD, due=2000, present=1799, excused=201)
    found = line("C2.1", facts)
    assert "= 90%" in found.evidence
    assert found.proposed == 3


@pytest.mark.parametrize(
    ("spoke", "points"), [(11, 5), (10, 4), (8, 4), (7, 3), (6, 3), (5, 2), (0, 2)]
)
def test_it_scores_the_share_of_speakers(spoke: int, points: int) -> None:
    facts = replace(GOOD, due=20, present=20, excused=0, speakers=spoke)
    assert line("C4.5", facts).proposed == points


@pytest.mark.parametrize(
    ("done", "points"), [(90, 30), (89, 27), (79, 24), (69, 20), (59, 15), (49, 10), (0, 10)]
)
def test_it_scores_the_previous_resolution(done: int, points: int) -> None:
    assert line("C7.1", replace(GOOD, tasks_due=100, tasks_done=done)).proposed == points


def test_it_proves_with_numbers() -> None:
    assert line("C2.1").evidence == "15/16 đảng viên phải dự = 93,8%."
    assert line("C7.1").evidence == "9/10 nhiệm vụ đến hạn đã hoàn thành = 90%."
    assert line("C1.1").evidence == "Họp 95 phút, yêu cầu 90 phút."


def test_it_asks_what_only_people_can_judge() -> None:
    judged = {found.code for found in propose(SHEET, GOOD) if found.state is LineState.ASKED}
    assert judged == {
        *("C3.1", "C3.2", "C4.1", "C4.2", "C4.4", "C4.8"),
        *("C5.1", "C5.2", "C5.3", "C5.4", "C6.1", "C6.2", "C6.3", "C6.4"),
    }
    assert all(
        found.points is None for found in propose(SHEET, GOOD) if found.state is LineState.ASKED
    )


def test_it_asks_where_facts_are_missing() -> None:
    for found in propose(SHEET, Facts()):
        if found.state is LineState.COMPUTED:
            assert found.code == "C3.5", found
    assert line("C3.5", Facts()).proposed == 0


def test_it_asks_when_no_task_was_due() -> None:
    found = line("C7.1", replace(GOOD, tasks_due=0, tasks_done=0))
    assert found.state is LineState.ASKED
    assert "không có nhiệm vụ đến hạn" in found.evidence


def test_it_gives_a_secretary_alone_the_points_of_the_premeeting() -> None:
    facts = replace(GOOD, has_committee=False, premeeting_with_minutes=None)
    assert line("C3.3", facts).proposed == 2


def test_it_waits_for_the_papers_instead_of_voting_on_them() -> None:
    waiting = line("C8.3")
    assert waiting.state is LineState.PENDING
    with pytest.raises(Refused, match="chưa biểu quyết trước"):
        settle(waiting, 1)
    assert line("C8.3", replace(GOOD, finalised_after_days=2)).proposed == 1
    assert line("C8.3", replace(GOOD, finalised_after_days=3)).proposed == 0
    assert line("C8.3", replace(GOOD, deadline_passed=True)).proposed == 0


def test_it_leaves_out_the_topic_in_a_month_without_one() -> None:
    absent = line("C4.3")
    assert absent.state is LineState.NOT_APPLICABLE
    with pytest.raises(Refused, match="không áp dụng"):
        settle(absent, 5)
    assert line("C4.3", replace(GOOD, thematic=True)).state is LineState.ASKED


def test_it_shows_both_numbers_when_a_line_does_not_apply() -> None:
    # Seven of fifteen spoke: the only line below its most.
    lines = settled(replace(GOOD, speakers=7, adopted=True, finalised_after_days=1))
    whole = total(SHEET, lines)
    assert (whole.points, whole.possible) == (94, 95)
    assert whole.score == Decimal("98.9")
    assert total(SHEET, lines, NotApplicable.AS_IS).score == Decimal("94.0")
    assert total(SHEET, lines, NotApplicable.FULL_MARKS).score == Decimal("99.0")


def test_it_counts_what_waits_as_nothing_and_names_it() -> None:
    lines = settled(GOOD)
    now = total(SHEET, lines)
    assert now.pending == 3
    assert not now.complete
    later = refreshed(lines, propose(SHEET, replace(GOOD, adopted=True, finalised_after_days=2)))
    done = total(SHEET, later)
    assert done.points == now.points + 3
    assert done.complete
    assert done.band.code is BandCode.GOOD


def test_it_takes_another_judgement_only_with_a_reason() -> None:
    with pytest.raises(Refused, match="hãy ghi lý do"):
        settle(line("C2.1"), 3)
    disputed = settle(line("C2.1"), 3, "Hai đồng chí về sớm")
    assert disputed.disputed
    assert disputed.proposed == 4
    assert not settle(line("C2.1"), 4).disputed


@pytest.mark.parametrize(("code", "points"), [("C2.1", 5), ("C7.1", 29), ("C3.1", 4), ("C3.1", -1)])
def test_it_refuses_points_the_form_does_not_know(code: str, points: int) -> None:
    with pytest.raises(Invalid, match=code):
        settle(line(code), points, "Vì sao")


def test_it_keeps_peoples_points_and_newer_evidence_side_by_side() -> None:
    before = settle(line("C2.1"), 4)
    now = propose(SHEET, replace(GOOD, present=12, excused=4))
    after = refreshed([before], now)[0]
    assert (after.points, after.proposed) == (4, 3)
    assert after.disputed


def test_it_asks_a_remedy_for_low_lines() -> None:
    facts = replace(GOOD, minutes=40, papers_lead_days=0, tasks_done=5)
    low = {found.code for found in low_lines(settled(facts), below=Fraction(1, 2))}
    assert low == {"C1.1", "C3.5"}
    half = {found.code for found in low_lines(settled(GOOD, Fraction(1, 3)), below=Fraction(1, 2))}
    assert "C3.1" in half
    assert "C4.3" not in half


def test_it_lowers_the_band_by_a_veto() -> None:
    veto = Veto("C2.1", 1, BandCode.FAIR, "Có đảng viên vắng không lý do")
    facts = replace(GOOD, adopted=True, finalised_after_days=1, excused=0, unexcused=1)
    lines = settled(facts)
    assert total(SHEET, lines).band.code is BandCode.GOOD
    judged = total(replace(SHEET, vetoes=(veto,)), lines)
    assert judged.band.code is BandCode.FAIR
    assert judged.vetoes == ("Có đảng viên vắng không lý do",)


counts = st.integers(0, 40)


@st.composite
def any_facts(draw: st.DrawFn) -> Facts:
    present, excused, unexcused = draw(counts), draw(counts), draw(st.integers(0, 2))
    due = draw(counts)
    maybe = st.none() | st.booleans()
    return Facts(
        minutes=draw(st.none() | st.integers(0, 300)),
        least_minutes=draw(st.sampled_from([None, 90, 120])),
        members=draw(counts),
        due=present + excused + unexcused,
        present=present,
        excused=excused,
        unexcused=unexcused,
        longest_excused_run=draw(st.none() | st.integers(0, 12)),
        has_committee=draw(st.booleans()),
        premeeting_with_minutes=draw(maybe),
        members_notified=draw(maybe),
        superior_notified=draw(maybe),
        papers_lead_days=draw(st.none() | st.integers(-5, 10)),
        thematic=draw(st.booleans()),
        speakers=draw(st.none() | counts),
        minutes_taken=draw(maybe),
        ideology_minutes=draw(st.none() | counts),
        tasks_due=due,
        tasks_done=draw(st.integers(0, due)),
        concluded=draw(maybe),
        adopted=draw(maybe),
        finalised_after_days=draw(st.none() | st.integers(0, 9)),
        deadline_passed=draw(st.booleans()),
    )


@given(any_facts(), st.fractions(0, 1), st.sampled_from(NotApplicable))
def test_it_never_leaves_its_bounds(facts: Facts, share: Fraction, policy: NotApplicable) -> None:
    lines = settled(facts, share) if share == 1 else propose(SHEET, facts)
    for found in lines:
        assert found.points is None or found.points in (*found.allowed, 0)
        assert found.evidence or found.state in (LineState.ASKED, LineState.SETTLED)
    whole = total(SHEET, lines, policy)
    assert 0 <= whole.points <= whole.possible <= 100
    assert 0 <= whole.score <= 100
    assert whole.points + whole.pending <= whole.possible
    assert whole.best_band.least >= whole.band.least
    band = next(b for b in SHEET.bands if whole.points * 100 >= b.least * whole.possible)
    assert whole.band == band


@given(any_facts())
def test_it_gives_the_same_sheet_for_the_same_facts(facts: Facts) -> None:
    assert propose(SHEET, facts) == propose(SHEET, facts)
    assert refreshed(propose(SHEET, facts), propose(SHEET, facts)) == propose(SHEET, facts)
