"""The one stage machine."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nenep.kernel.errors import Refused
from nenep.meetings.rules.stages import (
    PREPARATION,
    REQUIRES,
    Happened,
    Milestone,
    Stage,
    may_mark,
    missing_to_close,
    must_fit_in_time,
    stage,
)

M = Milestone
EVENING = [M.OPENED, M.CLOSED, M.SCORED, M.READ_BACK, M.ADOPTED, M.FINALISED, M.REPORTED]
DAY = date(2026, 11, 3)


def test_it_starts_as_planned() -> None:
    assert stage([]) is Stage.PLANNED


def test_it_walks_through_the_evening() -> None:
    done: list[Milestone] = []
    for milestone in EVENING:
        assert may_mark(milestone, done) is None
        done.append(milestone)
        assert stage(done) == Stage(milestone.value)


def test_it_opens_without_preparation() -> None:
    assert may_mark(M.OPENED, []) is None


def test_it_scores_before_reading_back() -> None:
    refusal = may_mark(M.READ_BACK, [M.OPENED, M.CLOSED])
    assert refusal is not None
    assert "Đã chấm điểm" in str(refusal)


def test_it_reads_back_unscored_where_no_sheet_is_known() -> None:
    assert may_mark(M.READ_BACK, [M.OPENED, M.CLOSED], without=[M.SCORED]) is None
    assert may_mark(M.SCORED, [M.OPENED, M.CLOSED], without=[M.SCORED]) is not None
    # The discussion must still have been concluded.
    assert may_mark(M.READ_BACK, [M.OPENED], without=[M.SCORED]) is not None


def test_it_names_everything_that_is_missing() -> None:
    refusal = may_mark(M.READ_BACK, [M.OPENED])
    assert refusal is not None
    assert "Đã kết luận, Đã chấm điểm" in str(refusal)
    assert "giữ nguyên" in str(refusal)


def test_it_does_not_score_adopted_minutes() -> None:
    done = [M.OPENED, M.CLOSED, M.READ_BACK, M.ADOPTED]
    assert may_mark(M.SCORED, done) is not None


def test_it_lets_the_same_thing_be_marked_again() -> None:
    assert may_mark(M.OPENED, [M.OPENED]) is None


def test_it_does_not_move_back_when_preparation_is_entered_late() -> None:
    assert stage([M.OPENED, M.CLOSED, M.AGREED]) is Stage.CLOSED


def test_it_refuses_days_that_contradict_each_other() -> None:
    opened = Happened(M.OPENED, DAY, time(19))
    with pytest.raises(Refused, match="không thể trước"):
        must_fit_in_time(Happened(M.CLOSED, date(2026, 11, 2)), [opened])
    with pytest.raises(Refused, match="không thể trước"):
        must_fit_in_time(Happened(M.CLOSED, DAY, time(18, 30)), [opened])
    with pytest.raises(Refused, match="Đã gửi tài liệu"):
        must_fit_in_time(Happened(M.PAPERS_OUT, date(2026, 11, 4)), [opened])


def test_it_takes_late_entry_of_early_facts() -> None:
    opened = Happened(M.OPENED, DAY, time(19))
    must_fit_in_time(Happened(M.PAPERS_OUT, date(2026, 11, 1)), [opened])
    must_fit_in_time(Happened(M.CLOSED, DAY), [opened])


def test_it_says_what_a_closing_lacks() -> None:
    assert missing_to_close(roll_taken=True, chair_named=True, start_known=True) == ()
    assert missing_to_close(roll_taken=False, chair_named=False, start_known=True) == (
        "điểm danh",
        "người chủ trì",
    )


@given(st.lists(st.sampled_from(Milestone), max_size=40))
def test_it_never_holds_a_milestone_without_its_ground(attempts: list[Milestone]) -> None:
    done: list[Milestone] = []
    reached = list(Stage)
    highest = 0
    for attempt in attempts:
        if may_mark(attempt, done) is None and attempt not in done:
            done.append(attempt)
        assert all(ground in done for kind in done for ground in REQUIRES[kind])
        place = reached.index(stage(done))
        assert place >= highest
        highest = place


@given(st.permutations(list(Milestone)))
def test_it_reaches_the_end_whatever_the_order_of_trying(order: list[Milestone]) -> None:
    done: set[Milestone] = set()
    for _ in order:
        for attempt in order:
            if may_mark(attempt, done) is None:
                done.add(attempt)
    assert done == set(Milestone)
    assert stage(done) is Stage.CORRECTED
    assert done >= PREPARATION
