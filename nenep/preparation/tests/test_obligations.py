"""The duties of a cell's year: known by rule, done by fact, late only when nobody did them."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from nenep.preparation.rules.obligations import (
    Asking,
    Facts,
    Obligation,
    State,
    duties_for,
    obligations,
)
from nenep.rulebook.rules.national import national

ASKING = Asking(national(), "residential", ())
NOTHING = Facts(held={}, days={}, topics=(), told={})
TODAY = date(2026, 11, 23)


def year_of(facts: Facts = NOTHING, year: int = 2026, today: date = TODAY) -> list[Obligation]:
    return obligations(ASKING, year, facts, today=today)


def one(found: list[Obligation], title: str) -> Obligation:
    return next(o for o in found if title in o.title)


def test_it_lists_the_year_with_basis_and_window() -> None:
    found = year_of()
    assert len([o for o in found if o.code == "regular"]) == 12
    assert len([o for o in found if o.code == "thematic"]) == 4
    assert all(o.citation is not None for o in found if o.state is not State.NO_RULE)
    review = one(found, "Kiểm điểm")
    assert (review.since, review.until) == (date(2026, 11, 1), date(2026, 12, 31))
    assert review.state is State.DUE


def test_it_takes_done_from_the_meetings_held() -> None:
    facts = Facts(
        held={10: date(2026, 10, 3)},
        days={10: date(2026, 10, 3), 11: date(2026, 11, 3)},
        topics=[date(2026, 8, 3)],
        told={"half_year_recap": date(2026, 7, 3)},
    )
    found = year_of(facts)
    assert one(found, "thường kỳ tháng 10").done_on == date(2026, 10, 3)
    assert one(found, "thường kỳ tháng 11").state is State.LATE
    assert one(found, "thường kỳ tháng 12").state is State.AHEAD
    assert [o.state for o in found if o.code == "thematic"] == [
        State.LATE,
        State.LATE,
        State.DONE,
        State.DUE,
    ]
    assert one(found, "Sơ kết").state is State.DONE


def test_it_counts_the_book_of_213_and_asks_nothing_of_who_keeps_none() -> None:
    assert not [o for o in year_of() if o.code == "residence_comments"]
    some = one(year_of(Facts({}, {}, (), {}, comments=(2, 5))), "213")
    assert (some.state, some.note) == (State.DUE, "2/5")
    assert one(year_of(Facts({}, {}, (), {}, comments=(5, 5))), "213").state is State.DONE


def test_it_never_calls_late_what_nobody_records_here() -> None:
    dues = [o for o in year_of() if o.code == "dues"]
    assert {o.state for o in dues} == {State.UNTRACKED, State.DUE, State.AHEAD}


def test_it_says_where_no_rule_is_known() -> None:
    then = year_of(year=2008)
    assert {o.code for o in then if o.state is State.NO_RULE} >= {"regular", "thematic"}
    assert all(o.until is None for o in then if o.state is State.NO_RULE)
    # Its rule came in April 2026: nothing was owed in January.
    assert one(year_of(), "kiểm tra, giám sát").state is State.NO_RULE
    assert one(year_of(year=2027, today=date(2027, 1, 5)), "kiểm tra").state is State.DUE


def test_it_owes_nothing_before_it_began() -> None:
    found = year_of(Facts({}, {}, (), {}, first=date(2026, 9, 1)))
    assert min(o.until for o in found if o.until) >= date(2026, 9, 1)


def test_it_brings_open_yearly_duties_to_the_meeting() -> None:
    brought = duties_for(year_of(), date(2026, 12, 3))
    assert [o.code for o in brought if o.code != "thematic"] == [
        "task_assignment",
        "study_registration",
        "half_year_recap",
        "annual_review",
    ]
    assert [o.until for o in brought if o.code == "thematic"] == [date(2026, 12, 31)]
    assert not [o for o in duties_for(year_of(), date(2026, 11, 3)) if o.code == "thematic"]


@given(st.integers(2000, 2035), st.dates(date(2000, 1, 1), date(2036, 1, 1)))
@settings(max_examples=40, deadline=None)
def test_it_is_late_only_after_its_last_day(year: int, today: date) -> None:
    for duty in obligations(ASKING, year, NOTHING, today=today):
        if duty.until is None or duty.since is None:
            assert duty.state is State.NO_RULE
            continue
        assert duty.since <= duty.until
        assert (duty.state is State.LATE) == (duty.until < today and duty.code != "dues")
        assert (duty.state is State.AHEAD) == (today < duty.since)
